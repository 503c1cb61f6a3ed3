"""A small world of regions and zones, some of which are lost: what stands, who sits where, how long things take.

It reads the plain body of an `atlas.yaml`, all of it text, and shares nothing with `compiler/`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from operator import getitem
from typing import Any

Data = dict[str, Any]
Zones = dict[str, list[str]]
Seconds = Fraction | float  # exact, or NEVER

NEVER = math.inf
MOVING = 60 + 60  # the change reaches every name server, the old answer runs out
UNITS = {"ms": Fraction(1, 1000), "s": Fraction(1), "m": Fraction(60), "h": Fraction(3600), "d": Fraction(86400)}
CLASSES = {"global": {"copies": "everywhere", "writes": "single"}, "regional": {"copies": "home", "writes": "home"}}


@dataclass(frozen=True)
class World:
    """All regions of a system, without what is lost of them."""

    data: Data
    zones: Zones
    lost: frozenset[str] = frozenset()

    def state(self, region: str) -> str:
        return str(self.data["regions"].get(region, {"state": "nowhere"}).get("state", "active"))

    @cached_property
    def seats(self) -> dict[str, str]:
        """Home -> the region where it is: its own, or where it recovered."""
        found = {}
        for home, row in self.data["regions"].items():
            away = self.state(home) == "lost" or (self.state(home) == "joining" and "until" in row)
            seat = str(row.get("recovery", "")) if away else home
            if row.get("role") != "recovery" and self.state(seat) in ("active", "active" if away else "joining"):
                found[home] = seat
        return found

    @cached_property
    def homes(self) -> dict[str, str]:
        """The seats that answer. One that is joining gets copies, and no visitors."""
        return {home: seat for home, seat in self.seats.items() if self.state(seat) == "active"}

    def spare(self, home: str) -> str:
        """The region that stands by for a home, or nothing."""
        recovery = str(self.data["regions"][home]["recovery"])
        return recovery if self.seats[home] == home and self.state(recovery) == "active" else ""

    def law(self, region: str) -> str:
        return str(self.data["regions"][region]["jurisdiction"])

    def pens(self, residency: Data, home: str = "") -> list[str]:
        """The homes that may write, one after the other, what one home writes for `home`."""
        named = self.data["replication"]
        order = [] if named == "none" else [named["writer"], *named["successors"]]
        wide = residency["copies"] != "jurisdiction"
        return [name for name in order if name in self.homes and (wide or self.law(name) == self.law(home))]

    def wounds(self, region: str) -> int:
        return sum(f"zone:{zone}" in self.lost for zone in self.zones.get(region, []))

    def stands(self, region: str) -> bool:
        return f"region:{region}" not in self.lost and self.wounds(region) < (len(self.zones.get(region, [])) or 1)

    def runs(self, database: Data, region: str) -> bool:
        """Whether an instance of it is left there."""
        shot = "writer" in self.lost and region in [self.homes[home] for home in self.pens(CLASSES["global"])[:1]]
        instances = 2 if database["multi_az"] == "true" else 1
        return self.stands(region) and self.wounds(region) < instances and not shot

    def time(self, path: str) -> Fraction:
        """The duration at a path."""
        text = str(reduce(getitem, path.split("."), self.data))
        number = text.rstrip("dhms")
        return Fraction(number) * UNITS[text.removeprefix(number)]

    @cached_property
    def moved(self) -> Fraction:
        """Until visitors are elsewhere, by health checks alone."""
        return self.time("failover.health.every") * int(self.data["failover"]["health"]["failures"]) + MOVING

    @cached_property
    def promoted(self) -> Fraction:
        """Until they can write there."""
        return self.moved + self.time("failover.decide") + self.time("failover.promote")

    @cached_property
    def lag(self) -> Seconds:
        """How far a copy may be behind before somebody is told."""
        seen, alarm = self.data["observability"], "observability.alarms.replication_lag."
        if "replication_lag" not in seen["alarms"]:
            return NEVER
        probe = self.time("observability.probe") if "probe" in seen else 10
        return self.time(alarm + "above") + self.time(alarm + "for") + probe
