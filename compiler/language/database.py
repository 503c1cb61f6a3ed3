"""`database`: RDS for PostgreSQL in every serving region."""

from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.scalars import Matching, OrNone, Within, YesNo
from compiler.language.storage import StoreState
from compiler.units import Size

Engine = Literal["postgres15", "postgres16", "postgres17", "postgres18"]
DatabaseInstance = Annotated[str, Matching(r"db\.[a-z0-9]+\.[a-z0-9]+", "an RDS instance class", "db.r6g.xlarge")]
_Disk = Annotated[Size, Within("20GB", "64TB")]


class Disk(Block):
    """The disk, which AWS lets grow by itself and never shrinks."""

    start: _Disk = key("Its size at first.", example="100GB", environment=True)
    limit: _Disk = key("The size up to which it grows.", example="500GB", environment=True)


class Database(Block):
    """A database of its own in every serving region. It keeps the rows of the entities that list it."""

    engine: Engine = key("PostgreSQL and its major version, the same in every region.", example="postgres17")
    instance: DatabaseInstance = key("The instance class.", example="db.r6g.xlarge", environment=True)
    multi_az: Annotated[bool, YesNo()] = key(
        "Whether a second instance stands by in another zone. It doubles the bill of the database.",
        example="true",
        environment=True,
    )
    storage: Disk = key("The disk.", example="{ start: 100GB, limit: 500GB }", environment=True)
    recovers_by: Literal["replica", "backup", "none"] = key(
        "How it survives a lost region: a physical replica in the recovery region, a backup restored there, or not: "
        "then nothing of it leaves the region.",
        example="replica",
        environment=True,
    )
    reserved: Annotated[Literal["1y", "3y"] | None, OrNone()] = key(
        "How long its instances are paid for ahead, which costs less.", example="none", environment=True
    )
    state: StoreState = key(
        "Where it is in its life. A database is removed by going through decommissioning and retired.", default="active"
    )
