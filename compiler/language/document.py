"""The whole of `atlas.yaml`: one section an aspect."""

from typing import Annotated

from compiler.language.acknowledge import Acknowledgement
from compiler.language.backup import Backup
from compiler.language.block import Block, key
from compiler.language.cache import Cache
from compiler.language.cdn import Cdn
from compiler.language.classes import ResidencyClass
from compiler.language.compute import Service
from compiler.language.cost import Cost
from compiler.language.database import Database
from compiler.language.entities import Entity
from compiler.language.environments import Environment
from compiler.language.failover import Failover
from compiler.language.names import (
    ClassName,
    ClassRef,
    Domain,
    EntityName,
    EnvironmentName,
    JurisdictionName,
    Receiver,
    RegionId,
    System,
    Thing,
)
from compiler.language.network import Network
from compiler.language.objectives import Objectives
from compiler.language.observability import Observability
from compiler.language.privacy import Privacy
from compiler.language.regions import Jurisdiction, Region
from compiler.language.release import Release
from compiler.language.replication import Replication
from compiler.language.routing import Route
from compiler.language.scalars import Count, OrNone
from compiler.language.security import Security
from compiler.language.storage import Bucket


class Document(Block):
    """One system: who and where, which data, promises, known gaps; then the machine and its environments."""

    atlas: Annotated[int, Count(1, 1)] = key("The edition of the language. It decides every default.", example="1")
    system: System = key("The system's name. It begins every name, and is fixed once deployed.", example="atlas-crm")
    domain: Domain = key("The domain that all host names are in.", example="atlas-crm.com", environment=True)
    contacts: dict[Thing, Receiver] = key(
        "People and pagers: owners and receivers elsewhere are these names.",
        example="{ ops: ops@atlas-crm.com }",
        environment=True,
    )
    jurisdictions: dict[JurisdictionName, Jurisdiction] = key(
        "Laws beside those of the facts: EU is the EEA, and every other country is a jurisdiction by its ISO code.",
        default={},
        example="{ ANZ: { countries: [AU, NZ] } }",
    )
    regions: dict[RegionId, Region] = key(
        "The AWS regions that the system is in.",
        example="{ eu-west-1: { place: Ireland, jurisdiction: EU, recovery: none, wave: 1 } }",
    )
    classes: dict[ClassName, ResidencyClass] = key(
        "Kinds of data beside `global` and `regional`.",
        default={},
        example="{ ledger: { copies: home, stays_in: country, writes: home, holds: personal } }",
    )
    entities: dict[EntityName, Entity] = key("One entry a table.", example="{ dossier: { class: regional, ... } }")
    privacy: Privacy = key("Who answers for the data, and on what paper.", example="{ ... }")
    objectives: dict[ClassRef, Objectives] = key(
        "For each class, back within what time, losing how much.", example="{ global: { ... } }"
    )
    backup: Backup = key("How far back data can be had.", example="{ point_in_time: 14d, daily: 35d }")
    observability: Observability = key("What is measured and who is told.", example="{ ... }")
    cost: Cost = key("What it may cost.", example="{ budget: ..., usage: ... }")
    acknowledge: list[Acknowledgement] = key("Known gaps: the only way past a rule.", default=[], example="[]")
    network: Network = key(
        "Addresses and zones.", example="{ pool: 10.0.0.0/10, zones: 3, nat: per_zone }", environment=True
    )
    release: Release = key("How a version reaches the regions.", example="{ ... }")
    storage: dict[Thing, Bucket] = key("Buckets for files; `{}`: none.", example="{}")
    cache: dict[Thing, Cache] = key("Caches; `{}`: none.", example="{}")
    compute: dict[Thing, Service] = key("Services.", example="{ api: { ... } }")
    database: dict[Thing, Database] = key("Databases.", example="{ main: { ... } }")
    replication: Annotated[Replication | None, OrNone()] = key(
        "Copies of rows between regions; `none`: no row is copied.", example="none"
    )
    routing: dict[Thing, Route] = key("Host names.", example="{ api: { serves: [global], steer: latency } }")
    failover: Failover = key("How a loss is noticed, and who decides.", example="{ ... }")
    cdn: Annotated[Cdn | None, OrNone()] = key(
        "Cloudflare in front of static files; `none`: nothing is.", example="none"
    )
    security: Security = key(
        "TLS by hop, and who may reach what.",
        example="{ tls: { minimum: TLS1.3 }, allow: { admin: [], database: [] } }",
    )
    environments: dict[EnvironmentName, Environment] = key(
        "Accounts that the system runs in. One is called production: the body of the file.",
        example='{ production: { account: "222222222222" } }',
    )
