"""Where the files are that travel with the package: region facts, templates, the pages of the diagnostics."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Name = Literal["regions", "templates", "diagnostics"]

_PACKAGE = Path(__file__).parent
_IN_CHECKOUT: dict[Name, str] = {"regions": "regions", "templates": "templates", "diagnostics": "docs/diagnostics"}


def folder(name: Name, package: Path = _PACKAGE) -> Path:
    """The folder `name`: `_data/<name>` in an installed package, its place at the top level in a checkout.

    FileNotFoundError, with the places where it was looked for, if the installation is incomplete.
    """
    installed = package / "_data" / name
    if installed.is_dir():
        return installed
    in_checkout = package.parent / _IN_CHECKOUT[name]
    if in_checkout.is_dir():
        return in_checkout
    raise FileNotFoundError(
        f"This installation of Atlas is incomplete: its folder `{name}` is neither {installed} nor {in_checkout}. "
        "Install Atlas again."
    )
