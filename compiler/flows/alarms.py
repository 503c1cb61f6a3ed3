"""What rings, and whom it reaches: figures and names of things, never a name of a person."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.flows.places import Way, anywhere, at
from compiler.flows.scene import Scene
from compiler.model.flows import Mechanism, Place


def ways(scene: Scene) -> Iterator[Way]:
    """From the figures of a region to its topics, and on to the people who are told."""
    texts = (scene.made("alarm texts"),)
    receivers = tuple(_receiver(scene, name) for name in _told(scene))
    for region in scene.built:
        topics = at(region, "topics")
        yield Way(texts, Mechanism.ALARM, at(region, "metrics"), topics, ("observability", "alarms"))
        for mechanism, receiver in receivers:
            yield Way(texts, mechanism, topics, receiver, ("contacts", receiver.id.removeprefix("contacts.")))


def _told(scene: Scene) -> tuple[str, ...]:
    """The contacts that an alarm names."""
    alarms = scene.deployment.observability.alarms
    every = (alarms.region_down, alarms.errors_5xx, alarms.replication_lag, alarms.cross_region_latency)
    return tuple(sorted({alarm.notify for alarm in (*every, alarms.drift, alarms.others) if alarm}))


def _receiver(scene: Scene, contact: str) -> tuple[Mechanism, Place]:
    pager = contact in scene.deployment.pagers
    place = anywhere(f"contacts.{contact}", "pagerduty" if pager else "e-mail")
    return (Mechanism.PAGER if pager else Mechanism.E_MAIL), place
