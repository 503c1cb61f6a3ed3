"""A program of its own: become another user, ask to die with the parent, become a PostgreSQL server.

Arguments: process id of the parent, user id and group id (-1: stay), the program and its arguments. It exists because
Python warns of threads when code runs between fork and exec (`preexec_fn`), and because Linux forgets the wish to die
with the parent when the user changes. It imports nothing of ours: another user needn't be able to read the package.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def _launch(parent: int, uid: int, gid: int, argv: list[str]) -> None:
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)
    if os.getppid() != parent:
        sys.exit("The process that started this server has ended.")
    try:
        os.execv(argv[0], argv)  # noqa: S606 - the program is an installed PostgreSQL
    except OSError as error:
        sys.exit(f"{argv[0]} can't be run: {error.strerror}")


if __name__ == "__main__":
    _launch(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
