"""`release`: how a version reaches the regions, and where Terraform keeps what belongs to no region."""

from typing import Annotated

from compiler.language.block import Block, key
from compiler.language.names import RegionRef
from compiler.language.scalars import Matching, Within
from compiler.units import Duration, Share


class Release(Block):
    """Staging first, then wave by wave; a bad wave rolls back and stops."""

    repository: Annotated[
        str, Matching(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+", "a repository: owner/name", "atlas-crm/platform")
    ] = key("The repository that this file lives in.", example="atlas-crm/platform")
    state: RegionRef = key(
        "The region that keeps Terraform's state of what belongs to no region. Not us-east-1: its loss would then "
        "take DNS and the state that could change it together. A region's own state stays in that region.",
        example="eu-central-1",
        environment=True,
    )
    bake: Annotated[Duration, Within("1m", "7d")] = key(
        "How long a wave is watched before the next one begins.", example="10m", environment=True
    )
    errors_below: Annotated[Share, Within("0.01%", "50%")] = key(
        "A wave is good while its share of errors stays below this.", example="1%", environment=True
    )
