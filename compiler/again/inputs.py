"""All that decides what a compile says, but for the state of `generated/`."""

from __future__ import annotations

import os
import sys
import time

from compiler.again.head import head_of
from compiler.again.states import States, state_of, states_of

TYPE_CHECKING = False  # loading `typing` takes longer than a look
if TYPE_CHECKING:
    from typing import TextIO

    Streams = tuple[TextIO, TextIO]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_BESIDE_A_CHECKOUT = ("regions", "templates")
_LIBRARIES = ("site-packages", "dist-packages")


def inputs_of(arguments: list[str], streams: Streams) -> States | None:
    """One text for each thing: the file itself, the arguments, the day, the project's place, the revision to compare
    with, the streams, Python and its libraries, Atlas itself with its facts. None where one of them can't be told.
    """
    head = head_of(os.getcwd())
    if head is None or os.path.islink("atlas.yaml") or None in streams:  # a stream may be closed from the start
        return None
    with open("atlas.yaml", "rb") as file:
        text = file.read()
    atlas = states_of(folders(), skipped="__pycache__")
    said = [
        repr(text),
        repr(arguments),
        time.strftime("%Y-%m-%d"),
        repr(os.getcwd()),
        repr(head),
        repr(sorted((name, value) for name, value in os.environ.items() if name == "NO_COLOR" or name[:4] == "GIT_")),
        repr([(stream.isatty(), stream.encoding, stream.errors) for stream in streams]),
        repr((sys.version, sys.path)),
        *_libraries(),
    ]
    return States(said + atlas.texts, atlas.changed, atlas.written)


def folders() -> list[str]:
    """Where Atlas is: its code, its facts and its templates."""
    above = os.path.dirname(_PACKAGE)
    return [_PACKAGE, *(f"{above}/{name}" for name in _BESIDE_A_CHECKOUT if os.path.isdir(f"{above}/{name}"))]


def _libraries() -> list[str]:
    """Installing, removing or renewing a library changes the folder that all of them are in."""
    return [state_of(path) for path in sys.path if os.path.basename(path) in _LIBRARIES and os.path.isdir(path)]
