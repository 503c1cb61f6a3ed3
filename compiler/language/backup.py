"""`backup`: how far back data can be had, which is also how long erased data stays."""

from typing import Annotated

from compiler.language.block import Block, key
from compiler.language.scalars import Within
from compiler.units import Duration


class Backup(Block):
    """Backups of every database. Where it recovers by a replica or a backup, they are copied to the recovery region,
    and nowhere else; where `recovers_by` is `none`, they stay in the region."""

    point_in_time: Annotated[Duration, Within("1d", "35d")] = key(
        "How far back a database can be restored to any moment. AWS keeps at most 35 days.", example="14d"
    )
    daily: Annotated[Duration, Within("1d", "10y")] = key(
        "How long daily backups are kept. Erased data stays in them this long.", example="35d"
    )
