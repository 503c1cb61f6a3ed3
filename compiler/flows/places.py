"""Places: things in a region, and keepers outside."""

from __future__ import annotations

from compiler.diagnostic import Path
from compiler.flows.scene import Seat
from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.flows import DataSet, Mechanism, Place
from compiler.model.regions import Region
from compiler.world.jurisdictions import EU, law_of
from compiler.world.regions import region


@frozen
class Way:
    """An edge as a family draws it: with data sets and places themselves instead of their names. One without data is
    none."""

    data: tuple[DataSet, ...]
    mechanism: Mechanism
    from_: Place
    to: Place
    why: Path


def at(where: Region, thing: str) -> Place:
    """A thing that a region has one of: `eu-west-1/logs`."""
    return Place(f"{where.id}/{thing}", "aws", where.id, where.country, where.jurisdiction)


def of(home: Region, where: Region, thing: str) -> Place:
    """A thing of a home, in its own region or in another one: `eu-central-1/database.main:eu-west-1`."""
    return at(where, thing if home.id == where.id else f"{thing}:{home.id}")


def here(seat: Seat, thing: str) -> Place:
    """A thing of a home, where it is seated."""
    return of(seat.home, seat.at, thing)


def kept(data: DataSet, mechanism: Mechanism, where: Place, why: Path) -> Way:
    """What is made and kept at one place."""
    return Way((data,), mechanism, where, where, why)


def anywhere(name: str, keeper: str) -> Place:
    """A keeper that doesn't say where, or that may be in any country."""
    return Place(name, keeper, None, None, None)


def within(jurisdiction: str, keeper: str, deployment: Deployment) -> Place:
    """A keeper that promises to stay in a jurisdiction. Of one with several countries, nobody knows in which."""
    countries = deployment.laws.get(jurisdiction, EU.countries if jurisdiction == EU.id else (jurisdiction,))
    country = countries[0] if len(countries) == 1 else None
    law = law_of(country, deployment.laws) if country else jurisdiction
    return Place(f"{keeper}/{jurisdiction}", keeper, None, country, law)


def in_region(name: str, thing: str, deployment: Deployment) -> Place:
    """A thing in a region of AWS, whether or not the system is in it."""
    if name in deployment.regions:
        return at(deployment.regions[name], thing)
    country = region(name).country
    return Place(f"{name}/{thing}", "aws", name, country, law_of(country, deployment.laws))
