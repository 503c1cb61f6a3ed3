"""`atlas`, and `python -m compiler`: a look whether anything changed, which loads nothing; if so, everything else."""

from __future__ import annotations

import gc
import os
import sys

from compiler.again import Answer, answer, look


def main() -> None:
    """Answer if that can be done at a look, else run; always leaves by SystemExit."""
    gc.disable()
    seen = look(sys.argv[1:], (sys.stdout, sys.stderr))
    said = None if seen is None else answer(seen)
    if said is None:
        from compiler.cli import main as run

        run(seen)
    else:
        sys.exit(_told(said))


def _told(said: Answer) -> int:
    try:
        for stream, text in ((sys.stdout, said.out), (sys.stderr, said.err)):
            stream.write(text)
            stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return said.code


if __name__ == "__main__":
    main()
