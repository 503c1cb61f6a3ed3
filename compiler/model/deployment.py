"""One environment of the system, whole. Sections are called what `atlas.yaml` calls them, so one path leads to both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from compiler.frozen import frozen
from compiler.model.acknowledge import Acknowledgement
from compiler.model.backup import Backup
from compiler.model.cache import Cache
from compiler.model.cdn import Cdn
from compiler.model.compute import Service
from compiler.model.cost import Cost
from compiler.model.database import Database
from compiler.model.entities import Entity, ResidencyClass
from compiler.model.environments import Environment
from compiler.model.failover import Failover
from compiler.model.flows import Flows
from compiler.model.network import Network
from compiler.model.objectives import Objectives
from compiler.model.observability import Observability
from compiler.model.privacy import Jurisdiction, Privacy
from compiler.model.regions import Region
from compiler.model.release import Release
from compiler.model.replication import Replication
from compiler.model.routing import Route
from compiler.model.security import Security
from compiler.model.source import Computed
from compiler.model.storage import Bucket
from compiler.model.survival import Survival


@frozen
class Deployment:
    """The system in one environment. Maps keep the order of their keys' alphabet, whatever the file's order is."""

    atlas: int
    system: str
    domain: str
    environment: Annotated[Environment, Computed("environments")]
    contacts: Mapping[str, str]
    jurisdictions: Mapping[str, Jurisdiction]
    regions: Mapping[str, Region]
    classes: Mapping[str, ResidencyClass]
    entities: Mapping[str, Entity]
    privacy: Privacy
    objectives: Mapping[str, Objectives]
    backup: Backup
    observability: Observability
    cost: Cost
    acknowledge: tuple[Acknowledgement, ...]
    network: Network
    release: Release
    storage: Mapping[str, Bucket]
    cache: Mapping[str, Cache]
    compute: Mapping[str, Service]
    database: Mapping[str, Database]
    replication: Replication | None
    routing: Mapping[str, Route]
    failover: Failover
    cdn: Cdn | None
    security: Security
    flows: Annotated[Flows, Computed("the whole file: how it lets data move", "atlas flows")]
    survival: Annotated[Survival, Computed("the whole file: what is left after a loss", "atlas survive")]

    @property
    def homes(self) -> tuple[Region, ...]:
        """The serving regions, in the order of their ids."""
        return tuple(region for region in self.regions.values() if region.role == "serving")

    @property
    def pagers(self) -> frozenset[str]:
        """The contacts that wake people; all others are addresses of e-mail."""
        return frozenset(name for name, receiver in self.contacts.items() if receiver == "pagerduty")

    @property
    def laws(self) -> dict[str, tuple[str, ...]]:
        """The countries of each jurisdiction that the file declares beside those of the facts."""
        return {name: row.countries for name, row in self.jurisdictions.items()}
