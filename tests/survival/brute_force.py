"""Who still answers when something is lost, found by looking: places of a small world are killed, then asked.

It checks the survival matrix, so it shares nothing with `compiler/`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from survival.small_world import CLASSES, NEVER, Data, Seconds, World, Zones

TAKING_OVER, STARTING = 120, 180  # the other instance of a database; tasks
FILES_BEHIND, DAY = 15 * 60, 86400  # a bucket's copy, a backup
BY_WRITES = {"home": ("stay", "promoted"), "append": ("stay", "others", "promoted")}


@dataclass(frozen=True)
class Cell:
    """Who reads and writes, after how many seconds, and the seconds of writes that are gone (None: no bound)."""

    reads_by: tuple[str, ...] | None
    reads_after: int | None
    writes_by: tuple[str, ...] | None
    writes_after: int | None
    gone: int | None


@dataclass(frozen=True)
class Way:
    """How it goes on: in which places (or none), after what time, without which rows."""

    how: str = "not"
    places: tuple[str, ...] = ()
    after: Seconds = 0
    gone: Seconds = NEVER


@dataclass(frozen=True)
class Scene:
    """One data set in a world: its copies in places, and the visitors of each home who look for it."""

    world: World
    residency: Data
    kind: str
    stores: tuple[str, ...]

    def rows(self, *sections: str) -> list[Data]:
        """Its databases, its buckets (storage), its caches."""
        parts = [store.split(".") for store in self.stores]
        return [self.world.data[section][name] for section, name in parts if section in sections]

    def lives(self, region: str) -> bool:
        return bool(region) and all(self.world.runs(row, region) for row in self.rows("database"))

    def routes(self) -> list[Data]:
        return [route for route in self.world.data["routing"].values() if self.kind in route["serves"]]

    def starting(self, of: str, enough: str) -> int:
        """The time to start tasks, where a service of this class has fewer than enough (a number, or another key)."""
        compute = self.world.data["compute"]
        names = {route.get("to", "").removeprefix("compute.") or next(iter(compute)) for route in self.routes()}
        tasks = [compute[name]["tasks"] for name in names]
        return STARTING if any(int(row[of]) < int(row.get(enough, enough)) for row in tasks) else 0

    def pause(self, region: str) -> int:
        """Until a region with a wound goes on. A database with one instance would be dead."""
        return max(TAKING_OVER, self.starting("min", "2")) if self.world.wounds(region) else 0

    def replica(self, home: str) -> str:
        """The region where a living replica of a home's database is, or nothing."""
        made = all(row["recovers_by"] == "replica" for row in self.rows("database"))
        return self.world.spare(home) if made and self.lives(self.world.spare(home)) else ""

    def ways(self, home: str) -> Iterator[Way]:
        """Every way that is left for the visitors of a home, the best one first."""
        world, seat, spare = self.world, self.world.homes[home], self.world.spare(home)
        short = self.starting("standby", "peak")
        if self.lives(seat):
            yield Way("stay", (seat,), self.pause(seat), 0)
        green = world.stands(seat)  # so no health check moves anybody: a person has to
        away = world.moved + (world.time("failover.decide") if green else 0)
        if self.replica(home) and all(row["recovers_by"] == "copy" for row in self.rows("storage")):
            yield Way("spare", (spare,), away + short)
        others = {there for other, there in world.homes.items() if other != home and self.lives(there)}
        led = self.residency["copies"] == "everywhere" and any(route["steer"] != "home" for route in self.routes())
        if others and led and not self.rows("storage"):
            yield Way("others", tuple(sorted(others)), away, world.lag)
        kept = all(row["recovers_by"] != "none" for row in self.rows("database", "storage"))
        if spare and world.stands(spare) and kept:
            yield Way("promoted", (spare,), world.promoted + short, world.lag if self.replica(home) else DAY)

    def heirs(self, order: list[str]) -> Iterator[tuple[str, Seconds]]:
        """The places that can write what one home writes, the best first, and the rows that each of them lacks."""
        late, *later = order
        if self.lives(self.world.homes[late]):
            yield self.world.homes[late], 0
        if self.replica(late):
            yield self.replica(late), self.world.lag
        seats = [self.world.homes[home] for home in later if self.residency["copies"] != "home"]
        yield from ((seat, self.world.lag) for seat in seats if self.lives(seat))
        yield from ((way.places[0], way.gone) for way in self.ways(late) if way.how == "promoted")

    def heard(self, home: str, reads: Way) -> Way:
        """What one home writes has to be reached from where the visitors are."""
        order = self.world.pens(self.residency, home)
        if not order:
            return Way(gone=0)
        pen, gone = next(self.heirs(order), ("", NEVER))
        short = self.starting("standby", "peak") if reads.how in ("spare", "promoted") else 0
        stayed = pen == self.world.homes[order[0]]
        after = (reads.after or self.pause(pen)) if stayed else self.world.promoted + short
        heard = any(f"link:{min(place, pen)}~{max(place, pen)}" not in self.world.lost for place in reads.places)
        return Way("pen", (pen,) if pen and heard else (), after, gone)

    def burnt(self, seat: str) -> Seconds:
        """What died there of files, and of a cache's state, and isn't in what takes its place."""
        dead = not self.world.stands(seat)
        behind = {"copy": FILES_BEHIND, "backup": DAY, "none": NEVER}
        files = [behind[row["recovers_by"]] for row in self.rows("storage") if dead]
        wiped = [row for row in self.rows("cache") if dead or (self.world.wounds(seat) and row["nodes"] == "1")]
        return max([0, *files, *(NEVER for row in wiped if row["content"] == "state")])

    def cell(self, home: str) -> Cell:
        rule, ways = self.residency["writes"], list(self.ways(home))
        reads = (ways or [Way()])[0]
        able = [way for way in ways if way.how in BY_WRITES.get(rule, ())] or [Way()]
        writes = self.heard(home, reads) if rule == "single" else able[0]
        gone = max(writes.gone, self.burnt(self.world.homes[home]))
        silent = "cloudflare" in self.world.lost and self.world.data["cdn"] != "none"
        return Cell(*_seen(reads, silent), *_seen(writes, silent), None if gone == NEVER else math.ceil(gone))


def cells(data: Data, zones: Zones, lost: frozenset[str]) -> dict[tuple[str, str], Cell]:
    """What is left of every data set for every home that answers."""
    world = World(data, zones, lost)
    return {
        (f"{kind} in {', '.join(stores)}", home): Scene(world, residency, kind, stores).cell(home)
        for (kind, stores), residency in sorted(_sets(data).items())
        for home in world.homes
    }


def losses(data: Data, zones: Zones) -> list[str]:
    """Everything that can be lost by itself."""
    world, kinds = World(data, zones), _sets(data).values()
    built = sorted(region for region in data["regions"] if world.state(region) in ("active", "joining"))
    found = [f"zone:{zone}" for region in built for zone in zones[region]] + [f"region:{region}" for region in built]
    talking = {(seat, world.spare(home) or seat) for home, seat in world.seats.items()}
    talking |= {(world.seats[one], world.seats[other]) for kind in kinds for one, other in _streams(world, kind)}
    found += sorted({f"link:{min(pair)}~{max(pair)}" for pair in talking if len(set(pair)) == 2})
    found += ["control-planes:us-east-1", "cloudflare"]
    return (
        [*found, "writer"] if world.pens(CLASSES["global"]) and any(k["writes"] == "single" for k in kinds) else found
    )


def _streams(world: World, residency: Data) -> Iterator[tuple[str, str]]:
    """The homes between which rows of a class flow, from one to the other."""
    for one, other in permutations(world.seats, 2):
        near = residency["copies"] == "jurisdiction" and world.law(one) == world.law(other)
        sends = residency["writes"] != "single" or [one] == world.pens(residency, one)[:1]
        if sends and (near or residency["copies"] == "everywhere"):
            yield one, other


def _sets(data: Data) -> dict[tuple[str, tuple[str, ...]], Data]:
    """Class and stores of every data set -> the four answers of the class."""
    classes = {**data.get("classes", {}), **CLASSES}
    living = [row for row in data["entities"].values() if row.get("state") != "retired"]
    return {
        (row["class"], tuple(sorted(row.get("stores", ["database.main"])))): classes[row["class"]] for row in living
    }


def _seen(way: Way, silent: bool) -> tuple[tuple[str, ...] | None, int | None]:
    return (way.places, math.ceil(way.after)) if way.places and not silent else (None, None)
