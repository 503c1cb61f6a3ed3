"""`storage`: buckets for files."""

from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.scalars import Within
from compiler.units import Duration

StoreState = Literal["active", "decommissioning", "retired"]


class Bucket(Block):
    """A bucket in every serving region. It holds files of the entities that list it, all of one class."""

    recovers_by: Literal["copy", "backup", "none"] = key(
        "How its files survive a lost region: copied at once to the recovery region (copy), from a backup, or not: "
        "then nothing of it leaves the region.",
        example="copy",
        environment=True,
    )
    tiering: Literal["intelligent", "standard"] = key(
        "S3's storage class: intelligent tiering costs less for files that are seldom read.",
        default="standard",
        environment=True,
    )
    old_versions: Annotated[Duration, Within("1d", "10y")] = key(
        "How long overwritten and deleted files are kept.", example="30d"
    )
    state: StoreState = key(
        "Where it is in its life. A bucket is removed by going through decommissioning and retired.", default="active"
    )
