"""Where Terraform keeps what belongs to no region: outside the control planes that it may have to repair."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives
from compiler.world.control_planes import CONTROL_PLANES

RELEASE_CONTROL_PLANE = Code("release-control-plane", "State beside the control planes that it changes")
RELEASE_STATE_UNBUILT = Code("release-state-unbuilt", "State in a region that isn't there to stay")

_AT: Path = ("release", "state")


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """The region that keeps the state. Where us-east-1 is all there is, nothing is left to repair from elsewhere."""
    del context
    row = deployment.regions.get(deployment.release.state)
    if row is None:
        return
    active = [other.id for other in deployment.regions.values() if other is not row and other.state == "active"]
    others = [name for name in active if name != CONTROL_PLANES.region] or active
    if row.id == CONTROL_PLANES.region and others:
        yield Diagnostic(
            RELEASE_CONTROL_PLANE,
            f"`{row.id}` would keep the state of what belongs to no region.",
            "The control planes of DNS and access rights are there: one outage would take them and the state that is "
            "needed to change them.",
            f"Name {alternatives(others, 'or')}, as in `state: {others[0]}`.",
            _AT,
        )
    elif not row.stays:
        what = "nothing of it is built" if row.state == "planned" else "it is being taken down"
        yield Diagnostic(
            RELEASE_STATE_UNBUILT,
            f"`{row.id}` would keep the state of what belongs to no region, and is {row.state}: {what}.",
            "Without its state, Terraform takes everything that belongs to no region for new.",
            f"Name {alternatives(others, 'or')}, as in `state: {others[0]}`."
            if others
            else f"Make {row.id} active before anything else.",
            _AT,
        )


RULE = Rule((RELEASE_CONTROL_PLANE, RELEASE_STATE_UNBUILT), check)
