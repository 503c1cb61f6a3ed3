"""An `atlas.yaml` of a given size, written as people write one: sections in their order, rows of few facts, and
nothing declared that isn't used. The same arguments give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from benchmarks.entities import Table, tables
from benchmarks.places import Home, homes, jurisdictions
from compiler.world.latency import latency
from compiler.world.transfers import asking

_REGIMES = {"EU": "gdpr", "GB": "uk_gdpr", "IN": "dpdp", "SG": "pdpa"}
_CLASSES = {
    "books": "{ copies: home, stays_in: country, writes: home, holds: personal }",
    "published": "{ copies: everywhere, stays_in: world, writes: append, holds: none }",
}
_OBJECTIVES = {
    "global": "{ zone_lost: { rto: 5m, rpo: 1m }, region_lost: { rto: 1h, rpo: 2m, read_rto: 10m } }",
    "regional": "{ zone_lost: { rto: 5m, rpo: 1m }, region_lost: { rto: 1h, rpo: 30m } }",
    "books": "{ zone_lost: { rto: 5m, rpo: 1m }, region_lost: none }",
    "published": "{ zone_lost: { rto: 5m, rpo: 1m }, region_lost: { rto: 1h, rpo: 30m } }",
}
_DISK = "multi_az: true, storage: { start: 200GB, limit: 2TB }"
_STORES = {
    "database.main": f"{{ engine: postgres17, instance: db.r6g.xlarge, {_DISK}, recovers_by: replica, reserved: 1y }}",
    "database.ledger": f"{{ engine: postgres17, instance: db.r6g.xlarge, {_DISK}, recovers_by: none, reserved: 3y }}",
    "cache.main": "{ engine: valkey8, instance: cache.r6g.large, nodes: 2, content: disposable }",
    "storage.papers": "{ recovers_by: copy, tiering: intelligent, old_versions: 30d }",
}


def inventory(regions: int, entities: int, as_of: date) -> str:
    """The file. `regions` counts rows of `regions`, at least 3; `as_of` is the day from which its dates are counted."""
    chosen, listed = homes(regions), tables(entities)
    sections = (
        _who(),
        _regions(chosen),
        _classes(listed),
        ("entities:", *(line for table in listed for line in table.lines)),
        _privacy(chosen),
        _promises(chosen, listed),
        _gaps(chosen, as_of + timedelta(days=300)),
        _machine(),
        _stores(listed),
        _traffic(chosen, listed, as_of - timedelta(days=30)),
        _environments(chosen, listed),
    )
    return "\n\n".join("\n".join(section) for section in sections) + "\n"


def changed(text: str) -> str:
    """The same file with one value changed: how long a row of the middle family's accounts is kept."""
    lines = text.split("\n")
    kept = [number for number, line in enumerate(lines) if "after: deleted_at" in line]
    middle = kept[len(kept) // 2]
    lines[middle] = "    retention: { keep: 45d, after: deleted_at }"
    return "\n".join(lines)


def _who() -> Iterator[str]:
    yield "atlas: 1"
    yield "system: bench"
    yield "domain: bench.example"
    yield "contacts: { dpo: dpo@bench.example, ops: ops@bench.example, oncall: pagerduty }"


def _regions(chosen: tuple[Home, ...]) -> Iterator[str]:
    yield "regions:"
    for wave, home in enumerate(chosen, 1):
        facts, recovery = home.facts, home.recovery.id if home.recovery else "none"
        about = f"place: {facts.place}, jurisdiction: {facts.jurisdiction}"
        yield f"  {facts.id}: {{ {about}, recovery: {recovery}, wave: {wave} }}"
    for home in chosen:
        if home.recovery:
            facts = home.recovery
            yield f"  {facts.id}: {{ place: {facts.place}, jurisdiction: {facts.jurisdiction}, role: recovery }}"


def _classes(listed: tuple[Table, ...]) -> Iterator[str]:
    used = _used(listed)
    declared = [f"  {name}: {answers}" for name, answers in _CLASSES.items() if name in used]
    yield from ("classes:", *declared) if declared else ("classes: {}",)


def _used(listed: tuple[Table, ...]) -> list[str]:
    return list(dict.fromkeys(table.residency for table in listed))


def _privacy(chosen: tuple[Home, ...]) -> Iterator[str]:
    laws = jurisdictions(chosen)
    regimes = tuple(regime for law, regime in _REGIMES.items() if law in laws)
    yield "privacy:"
    yield "  controller: Bench"
    yield f"  regimes: [{', '.join(regimes)}]"
    yield "  transfers:"
    for law in laws:
        if asking(regimes, law):
            yield f"    {law}:"
            yield from (
                f"      {other}: {{ safeguard: standard_clauses, document: SCC-{law}-{other} }}"
                for other in laws
                if other != law
            )
    yield "  processors:"
    yield "    aws: { task: hosting, agreement: DPA-AWS }"
    yield "    cloudflare: { task: static assets, agreement: DPA-CF }"
    yield "    pagerduty: { task: paging, agreement: DPA-PD }"


def _promises(chosen: tuple[Home, ...], listed: tuple[Table, ...]) -> Iterator[str]:
    yield "objectives:"
    yield from (f"  {name}: {_OBJECTIVES[name]}" for name in _used(listed))
    yield "backup: { point_in_time: 14d, daily: 35d }"
    yield "observability:"
    yield "  namespace: Bench"
    yield "  logs: { keep: 30d }"
    yield "  alarms:"
    yield "    region_down: { notify: oncall }"
    yield "    errors_5xx: { above: 5%, for: 5m, notify: oncall }"
    yield "    replication_lag: { above: 10s, for: 30s, notify: ops }"
    yield from _latency(chosen)
    yield "    drift: { every: 6h, notify: ops }"
    yield "    others: { notify: ops }"
    yield "cost:"
    total, each = 20_000 * len(chosen), 20_000
    budget = f"total: {{ warn: {total - 1} USD, fail: {total} USD }}"
    yield f"  budget: {{ {budget}, per_region: {{ warn: {each - 1} USD, fail: {each} USD }} }}"
    yield "  usage: { internet_out: 1TB, nat: 100GB, replicated: 50GB, wal: 300GB, logs: 50GB, files: 100GB..300GB }"


def _latency(chosen: tuple[Home, ...]) -> Iterator[str]:
    yield "    cross_region_latency:"
    yield "      above: 200ms"
    yield "      measures: rtt"
    far: dict[str, list[str]] = {}
    for one, other in combinations(sorted(home.facts.id for home in chosen), 2):
        known = latency(one, other)
        usual = Decimal(0) if known is None else known.median or known.estimate
        if usual * Decimal("1.3") > 200:
            far.setdefault(one, []).append(f"{other}: {int(usual * Decimal('1.3')) // 10 * 10 + 10}ms")
    yield "      except:" if far else "      except: {}"
    yield from (f"        {one}: {{ {', '.join(others)} }}" for one, others in far.items())
    yield "      for: 5m"
    yield "      notify: ops"


def _gaps(chosen: tuple[Home, ...], expires: date) -> Iterator[str]:
    yield "acknowledge:"
    for home in chosen:
        if home.recovery is None:
            yield "  - code: recovery-none"
            yield f"    path: regions.{home.facts.id}.recovery"
            yield f"    reason: There is one region in {home.facts.place}."
            yield from _signed("dpo", expires)
    for hop, reason in (("app_to_cache", "ElastiCache can't refuse it."), ("health_checker_to_alb", "Route 53.")):
        yield "  - code: tls-below-minimum"
        yield f"    path: security.tls.{hop}"
        yield "    accepts: TLS1.2"
        yield f"    reason: {reason}"
        yield from _signed("ops", expires)


def _signed(owner: str, expires: date) -> tuple[str, str]:
    return f"    owner: {owner}", f"    expires: {expires}"


def _machine() -> Iterator[str]:
    yield "network: { pool: 10.0.0.0/10, zones: 2, nat: per_zone }"
    yield "release: { repository: bench/platform, state: eu-central-1, bake: 10m, errors_below: 1% }"
    yield "compute:"
    task = "task: { cpu: 2 vCPU, memory: 4GB, architecture: arm }"
    yield f"  api: {{ {task}, tasks: {{ min: 2, peak: 4, max: 10, standby: 4 }}, spot: 25% }}"


def _stores(listed: tuple[Table, ...]) -> Iterator[str]:
    used = {store for table in listed for store in table.stores}
    for section in ("storage", "cache", "database"):
        rows = [(path, row) for path, row in _STORES.items() if path.startswith(f"{section}.") and path in used]
        yield f"{section}:" if rows else f"{section}: {{}}"
        yield from (f"  {path.partition('.')[2]}: {row}" for path, row in rows)


def _traffic(chosen: tuple[Home, ...], listed: tuple[Table, ...], rehearsed: date) -> Iterator[str]:
    used = _used(listed)
    near = [name for name in used if name in ("global", "published")]
    yield "replication:"
    yield f"  writer: {chosen[0].facts.id}"
    yield f"  successors: [{', '.join(home.facts.id for home in chosen[1:] if home.recovery)}]"
    yield "  ids: uuidv7"
    yield "  longest_cut: 12h"
    yield "routing:"
    yield f"  api: {{ serves: [{', '.join(near)}], steer: latency }}"
    yield f"  home: {{ serves: [{', '.join(used)}], steer: home }}"
    yield "failover:"
    yield "  health: { path: /health, every: 10s, failures: 3 }"
    yield "  settle: 10m"
    yield "  decide: 10m"
    yield "  promote: 15m"
    yield f"  rehearsal: {{ every: 90d, last: {rehearsed} }}"
    yield "cdn:"
    yield "  plan: pro"
    yield "  origin: compute.api"
    yield "  rules:"
    yield "    - { path: /assets/*, edge: 30d, browser: 7d }"
    yield "security:"
    yield "  tls: { minimum: TLS1.3, app_to_cache: TLS1.2, health_checker_to_alb: TLS1.2 }"
    yield "  allow: { admin: [203.0.113.0/24], database: [] }"


def _environments(chosen: tuple[Home, ...], listed: tuple[Table, ...]) -> Iterator[str]:
    stores = {store for table in listed for store in table.stores}
    first = chosen[0].facts.id
    yield "environments:"
    yield '  production: { account: "222222222222", after: staging, approval: platform }'
    yield "  staging:"
    yield '    account: "111111111111"'
    yield "    data: synthetic"
    yield f"    regions: [{first}, {chosen[1].facts.id}]"
    yield "    promises: reported"
    yield "    override:"
    yield "      domain: bench-staging.example"
    yield "      contacts.oncall: ops@bench.example"
    yield "      network: { pool: 10.64.0.0/10, zones: 2, nat: one }"
    yield f"      release.state: {first}"
    yield "      replication.successors: []"
    yield "      compute.api.tasks: { min: 1, peak: 1, max: 2, standby: 1 }"
    for store in sorted(stores):
        section = store.partition(".")[0]
        if section == "database":
            yield f"      {store}.instance: db.r6g.large"
            yield f"      {store}.multi_az: false"
        if section == "cache":
            yield f"      {store}.nodes: 1"
    yield "      database.main.recovers_by: none"
    if "storage.papers" in stores:
        yield "      storage.papers.recovers_by: none"
