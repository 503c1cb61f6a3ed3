"""What builds and changes the system: GitHub and Terraform. They know names, figures and settings, never a row."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.flows.places import Way, anywhere, at
from compiler.flows.scene import Scene
from compiler.model.flows import Mechanism
from compiler.model.regions import Region

_CI = anywhere("github", "github")
_REPOSITORY = ("release", "repository")


def ways(scene: Scene) -> Iterator[Way]:
    """Of every region, and of what belongs to none."""
    for region in scene.built:
        yield from _region(scene, region)
    home = scene.deployment.regions[scene.deployment.release.state]
    everywhere = at(home, "global-state")
    yield Way((scene.made("state"),), Mechanism.STATE, _CI, everywhere, ("release", "state"))
    yield Way((scene.made("plans"),), Mechanism.PLANS, everywhere, _CI, _REPOSITORY)


def _region(scene: Scene, region: Region) -> Iterator[Way]:
    """Settings are read from AWS's own interfaces; SQL is applied by a task in the region, so that no row comes out."""
    images, state, plans, settings, drift = map(scene.made, ("images", "state", "plans", "settings", "drift reports"))
    asked, kept = at(region, "settings"), at(region, "state")
    yield Way((images,), Mechanism.IMAGES, _CI, at(region, "images"), _REPOSITORY)
    yield Way((state,), Mechanism.STATE, _CI, kept, ("regions", region.id))
    yield Way((plans,), Mechanism.PLANS, kept, _CI, _REPOSITORY)
    yield Way((settings,), Mechanism.CI, asked, _CI, _REPOSITORY)
    yield Way((drift,), Mechanism.DRIFT_REPORTS, asked, _CI, ("observability", "alarms", "drift"))
