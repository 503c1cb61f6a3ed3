"""What a rule is: codes, and a function from the model to findings. It never raises, whatever the document says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from compiler.diagnostic import Code, Diagnostic
from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.inventory import Inventory


@frozen
class Context:
    """What a rule may know besides the model: the day, and what was committed, by environment."""

    as_of: date
    committed: Mapping[str, Inventory]


@frozen
class Rule:
    """One concern. `codes` are all that it can find."""

    codes: tuple[Code, ...]
    check: Callable[[Deployment, Context], Iterator[Diagnostic]]


@frozen
class Across:
    """One concern that is judged over all environments together, by name; only where each of them has a model."""

    codes: tuple[Code, ...]
    check: Callable[[Mapping[str, Deployment], Context], Iterator[Diagnostic]]
