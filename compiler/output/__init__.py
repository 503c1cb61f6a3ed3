"""The write stage: artifacts to disk. Nothing else ever writes into `generated/`.

`compare` only looks (it is all of `atlas compile --check`); `write` compares in the same way, and then swaps the whole
tree, so that a kill at any moment leaves the old tree or the new one. `docs/output.md` tells the story for people.
"""

from compiler.output.compare import Comparison, compare
from compiler.output.emitted import Emitted, EmitterClash, assemble
from compiler.output.write import write

__all__ = ["Comparison", "Emitted", "EmitterClash", "assemble", "compare", "write"]
