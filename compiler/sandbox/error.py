"""The one error of the sandbox."""

from __future__ import annotations


class SandboxError(Exception):
    """Something of the embedded world couldn't be found or started; the parts are worded as in a `Diagnostic`."""

    def __init__(self, what: str, *, why: str, do: str) -> None:
        super().__init__(f"{what}\n{why}\n{do}")
        self.what = what
        self.why = why
        self.do = do
