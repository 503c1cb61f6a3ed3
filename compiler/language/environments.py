"""`environments`: the body of the file is production; another says how it differs."""

from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.names import Account, DottedPath, EnvironmentRef, RegionRef
from compiler.language.scalars import Matching, OrNone


class Environment(Block):
    """A copy of the system in an account of its own."""

    account: Account = key("Its AWS account, quoted.", example='"222222222222"')
    after: Annotated[EnvironmentRef | None, OrNone()] = key(
        "The environment that a version has run in before it comes here.",
        default=None,
        absent="none",
        example="staging",
    )
    approval: Annotated[str, Matching(r"[A-Za-z0-9][A-Za-z0-9_.-]*", "a GitHub team", "infrastructure")] | None = key(
        "The GitHub team that lets a change into it.", default=None, absent="nobody has to", example="infrastructure"
    )
    data: Literal["real", "synthetic"] = key(
        "Whether it holds data of people. Synthetic data needs no transfers, and is bound by everything else.",
        default="real",
    )
    regions: list[RegionRef] | None = key(
        "The regions that exist in it. A recovery region that isn't listed isn't there.",
        default=None,
        absent="all",
        example="[eu-west-1]",
    )
    promises: Literal["enforced", "reported"] = key(
        "Whether a promise that it breaks is an error, or is only reported.", default="enforced"
    )
    override: dict[DottedPath, object] = key(
        "What differs: a path, and the value or the whole row that stands there instead. Nothing is merged.",
        default={},
        example="{ database.main.multi_az: false }",
    )
