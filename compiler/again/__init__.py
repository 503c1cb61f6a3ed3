"""Nothing changed since the last compile: what it would say is known, and said again.

    look -> answer -> (a whole compile) -> keep

A look takes in everything that a compile depends on, by its state and without a library, in a few milliseconds. Where
it sees what a record saw, the record's answer is given; whatever is in doubt, it doesn't answer, and everything runs.
`docs/decisions/0011-nothing-changed.md` says what a look sees, and why that is enough.
"""

from __future__ import annotations

import os
import time
import zlib

from compiler.again.inputs import inputs_of
from compiler.again.states import States, states_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from compiler.again.inputs import Streams

WORK = ".atlas"
RECORD = f"{WORK}/again"
_LEFT_BY_KILLED = ("generated.next", "generated.previous", "generated.discarded")
_KEPT = (0, 3)
_LATELY = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use. A file that changed within it may have changed twice."""
_AS_IT_IS = "surrogatepass"
_TICK, _TICKS = 0.005, 5
"""Seconds: the clock of most file systems goes on every 1 to 10 ms."""


class Look:
    """What was seen before anything else was done: the states of all that goes in, and of `generated/`."""

    __slots__ = ("arguments", "began", "inputs", "outputs", "streams")

    def __init__(self, arguments: list[str], streams: Streams, began: int, inputs: States, outputs: States) -> None:
        self.arguments = arguments
        self.streams = streams
        self.began = began
        self.inputs = inputs
        self.outputs = outputs


class Answer:
    """What a compile prints on both streams, and its exit code."""

    __slots__ = ("code", "err", "out")

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


def look(arguments: list[str], streams: Streams) -> Look | None:
    """What a compile with these arguments, to these streams, starts from.

    None where that isn't seen at a look: with a file elsewhere, or another revision to compare with; with `--check`,
    which is there to look at everything; and on Windows, where nothing tells when a file was last changed.
    """
    if arguments[:1] != ["compile"] or os.name != "posix" or any(map(_takes_more, arguments)):
        return None
    began = time.time_ns()
    try:
        if any(os.path.lexists(f"{WORK}/{name}") for name in _LEFT_BY_KILLED):
            return None
        inputs = inputs_of(arguments, streams)
        return None if inputs is None else Look(arguments, streams, began, inputs, states_of(["generated"]))
    except OSError:
        return None


def _takes_more(argument: str) -> bool:
    return argument.startswith(("-f", "--file", "--base", "--check", "-h", "--help"))


def answer(seen: Look) -> Answer | None:
    """What the last compile said of exactly this; None where there is none, or its record is damaged."""
    try:
        with open(RECORD, "rb") as file:
            head, _, rest = file.read().partition(b"\n")
        if head != _head(rest):
            return None
        counts, _, body = rest.partition(b"\n")
        code, known, out = map(int, counts.split())
        if body[:known] != _told(seen):
            return None
        said = body[known : known + out], body[known + out :]
        return Answer(code, *(text.decode(errors=_AS_IT_IS) for text in said))
    except (OSError, ValueError):
        return None


def _head(rest: bytes) -> bytes:
    return b"atlas-again 1 %d" % zlib.crc32(rest)


def keep(before: Look, said: Answer) -> None:
    """Let the next look that sees what there is now be answered so. Nothing is kept where anything may have changed
    after it was read, or may yet change without a trace; nor where a source couldn't be read. OSError where the record
    can't be written."""
    fresh = f"{RECORD}.{os.getpid()}"
    try:
        now = _settled(before, fresh) if said.code in _KEPT else None
        if now is not None:
            _write(fresh, _told(now), said)
            os.replace(fresh, RECORD)
    finally:
        if os.path.lexists(fresh):
            os.unlink(fresh)


def _write(path: str, known: bytes, said: Answer) -> None:
    out, err = said.out.encode(errors=_AS_IT_IS), said.err.encode(errors=_AS_IT_IS)
    rest = b"%d %d %d\n" % (said.code, len(known), len(out)) + known + out + err
    with open(path, "wb") as file:
        file.write(_head(rest) + b"\n" + rest)


def _settled(before: Look, clock: str) -> Look | None:
    """What there is now, if each state of it is so old that a change from now on makes another state; else None, or
    after a few ticks. `clock` is a file that is written to know the time by the clock of the file system."""
    for _ in range(_TICKS):
        with open(clock, "wb"):
            began = os.stat(clock).st_ctime_ns
        now = look(before.arguments, before.streams)
        if now is None or now.inputs.texts != before.inputs.texts or now.inputs.changed >= before.began - _LATELY:
            return None
        if now.outputs.texts == before.outputs.texts:
            return now if now.outputs.changed < before.began - _LATELY else None
        # The tree was swapped for the one that was written: each file is older than the swap, or somebody was there.
        if now.outputs.written >= os.stat("generated").st_ctime_ns:
            return None
        if now.outputs.changed < began:
            return now
        time.sleep(_TICK)
    return None


def _told(seen: Look) -> bytes:
    return "\n".join([*seen.inputs.texts, "", *seen.outputs.texts, ""]).encode(errors="surrogateescape")
