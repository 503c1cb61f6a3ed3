"""Who serves a data set of a home, and after how long: reads first, then writes."""

from __future__ import annotations

from compiler.frozen import frozen
from compiler.model.survival import Back, Term
from compiler.survival import terms
from compiler.survival.losses import Remains
from compiler.survival.system import Data, Home, System


@frozen
class Case:
    """One data set of one home, after a loss."""

    system: System
    left: Remains
    data: Data
    home: Home

    @property
    def whole(self) -> bool:
        """Whether the seat still has the rows."""
        return self.left.keeps(self.data, self.home.seat)

    @property
    def moved(self) -> tuple[Term, ...]:
        """What moves visitors away: nobody has to do anything where the region is dead. Where only its databases are,
        health checks stay green: they ask for nothing that is shared, so a person has to see it."""
        traffic = terms.traffic(self.system.deployment)
        return traffic if self.home.seat in self.left.dead else (*traffic, terms.decide(self.system.deployment))

    @property
    def to_standby(self) -> tuple[Term, ...]:
        """The same, to the region that stands by: its tasks have to start first where too few do."""
        short = any(tasks.standby < tasks.peak for tasks in self.data.tasks)
        return (*self.moved, terms.START) if short else self.moved

    def promoted(self, before: tuple[Term, ...]) -> tuple[Term, ...]:
        """The steps before, and those of a person; each is taken once."""
        deployment = self.system.deployment
        people = (terms.decide(deployment), terms.promote(deployment))
        return (*before, *(step for step in people if step not in before))

    @property
    def standby(self) -> str | None:
        """The region that stands by, where it lives."""
        standby = self.home.standby
        return standby if standby is not None and standby not in self.left.dead else None

    @property
    def ready(self) -> str | None:
        """The region that stands by, where it has everything without anybody's doing."""
        standby = self.standby
        return standby if standby and self.data.replicated and self.left.keeps(self.data, standby) else None

    @property
    def restored(self) -> str | None:
        """The region that stands by, where everything can be had after a restore."""
        return self.standby if self.data.restorable else None

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Regions of other homes that have a copy, where a name leads visitors there."""
        if self.data.residency.copies != "everywhere" or self.data.buckets or not self.data.found_anywhere:
            return ()
        others = (home.seat for home in self.system.homes.values() if home.id != self.home.id)
        return tuple(sorted({seat for seat in others if self.left.keeps(self.data, seat)}))


def reads_of(case: Case) -> Back | None:
    """Who serves reads; None where nobody does."""
    if not case.left.names:
        return None
    if case.whole:
        return Back((case.home.seat,), limping(case, case.home.seat))
    if case.ready:
        return Back((case.ready,), case.to_standby)
    if case.elsewhere:
        return Back(case.elsewhere, case.moved)
    return Back((case.restored,), case.promoted(case.to_standby)) if case.restored else None


def limping(case: Case, region: str) -> tuple[Term, ...]:
    """What it takes in a region that has lost a zone; things go on side by side, so only the longest counts."""
    if region not in case.left.hurt:
        return ()
    steps = [terms.STANDBY_INSTANCE] if case.data.instances > 1 else []
    steps += [terms.START] if any(tasks.min < 2 for tasks in case.data.tasks) else []
    return (max(steps, key=lambda step: step.takes),) if steps else ()


def writes_of(case: Case, reads: Back | None) -> Back | None:
    """Who takes writes; None where nobody does."""
    if reads is None:
        return None
    match case.data.residency.writes:
        case "single":
            return _by_one_writer(case, reads)
        case "append" if not case.whole and case.elsewhere:
            return Back(case.elsewhere, case.moved)
        case _ if case.whole:
            return reads
        case _:
            successor = case.ready or case.restored
            return Back((successor,), case.promoted(case.to_standby)) if successor else None


def _by_one_writer(case: Case, reads: Back) -> Back | None:
    writer = case.system.writer_for(case.data, case.home)
    if writer is None:
        return None
    if case.left.keeps(case.data, writer.seat):
        region, takes = writer.seat, reads.terms or limping(case, writer.seat)
    elif (successor := next_writer(case)) is not None:
        # Where nobody else has to move, the name of the writer does, like any other.
        before = terms.traffic(case.system.deployment) if case.whole else reads.terms
        region, takes = successor, case.promoted(before)
    else:
        return None
    reached = any(case.left.connected(front, region) for front in reads.by)
    return Back((region,), takes) if reached else None


def next_writer(case: Case) -> str | None:
    """The region that writes for all after the writer's databases are gone: its replica first, which has everything;
    then the first successor that lives; then a restored backup."""
    writer, *successors = case.system.writers_for(case.data, case.home)
    own = Case(case.system, case.left, case.data, writer)
    if own.standby and case.left.keeps(case.data, own.standby) and case.data.has_replica:
        return own.standby
    lives = (home.seat for home in successors if case.left.keeps(case.data, home.seat))
    return next(lives, None) or own.restored
