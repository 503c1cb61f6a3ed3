"""Root may read every file, and so never sees what a user sees of one that can't be read."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION = 0x20080522
_READ_AND_WRITE_ALL = 0b110
"""Version 3 of Linux's capabilities; DAC_OVERRIDE and DAC_READ_SEARCH (linux/capability.h)."""


@contextmanager
def of_an_ordinary_user() -> Iterator[None]:
    """Root on Linux lays down the right to read and write what permissions forbid; nothing changes for others."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head, held = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    _done(libc.capget(head, held))
    less = (ctypes.c_uint32 * 6)(held[0] & ~_READ_AND_WRITE_ALL, *held[1:])
    _done(libc.capset(head, less))
    try:
        yield
    finally:
        _done(libc.capset(head, held))


def _done(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
