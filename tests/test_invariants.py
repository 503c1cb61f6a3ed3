"""The 25 invariants of the language, as formulas over accepted systems: generated ones, the shipped file, companies'.

What each of them says stands in `tests/invariants/`, under its name. A gap that somebody answers for, or that is only
reported, is where one instance of a promise may be broken.
"""

from __future__ import annotations

import re

import pytest
from documents.accepted import Step, System, steps, systems
from invariants import change, continuity, law, machines, writing
from invariants.formulas import Cases

from compiler.emit import EMITTERS


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> list[System]:
    """Every environment of every accepted file."""
    return systems(tmp_path_factory.mktemp("accepted"), 150)


@pytest.fixture(scope="module")
def next_ones(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """Accepted files with the accepted version before them."""
    return steps(tmp_path_factory.mktemp("steps"), 100)


def holds(cases: Cases, least: int = 20) -> None:
    """Each case holds; and there are enough of them for that to mean something."""
    every = 0
    for is_so, about in cases:
        assert is_so, about
        every += 1
    assert every >= least, f"only {every} cases"


def test_there_are_enough_systems(every: list[System], next_ones: list[Step]) -> None:
    assert len({id(system.file) for system in every}) >= 60
    assert len({id(step.after.file) for step in next_ones}) >= 30


# Law and place


def test_01_partition(every: list[System]) -> None:
    holds(law.partition(every), 500)


def test_02_homes(every: list[System]) -> None:
    holds(law.homes(every), 500)


# Residency


def test_03_completeness(every: list[System]) -> None:
    holds(law.completeness(every), 500)


def test_04_containment(every: list[System]) -> None:
    holds(law.containment(every), 2000)


def test_05_coherence(every: list[System]) -> None:
    holds(law.coherence(every), 1000)


def test_06_paper(every: list[System]) -> None:
    holds(law.paper(every))


# Writing


def test_07_one_writer(every: list[System]) -> None:
    holds(writing.one_writer(every), 200)


def test_08_many_writers(every: list[System]) -> None:
    holds(writing.many_writers(every), 200)


def test_09_columns(every: list[System]) -> None:
    holds(writing.columns(every), 300)


def test_10_references(every: list[System]) -> None:
    holds(writing.references(every), 100)


def test_11_subject(every: list[System]) -> None:
    holds(writing.subject(every), 100)


# Continuity


def test_12_objectives_and_capacity(every: list[System]) -> None:
    holds(continuity.objectives_and_capacity(every), 500)


def test_the_matrix_is_what_a_search_over_a_small_world_finds(every: list[System]) -> None:
    holds(continuity.matrix(every), 1000)


def test_13_no_control_plane(every: list[System]) -> None:
    holds(continuity.no_control_plane(every), 500)


def test_14_answers(every: list[System]) -> None:
    holds(continuity.answers(every), 500)


def test_15_latency(every: list[System]) -> None:
    holds(continuity.latency(every))


# Machines and money


def test_16_names_and_addresses(every: list[System]) -> None:
    holds(machines.names_and_addresses(every), 500)


def test_17_tls(every: list[System]) -> None:
    holds(machines.tls(every), 500)


def test_18_disks_and_backups(every: list[System]) -> None:
    holds(machines.disks_and_backups(every), 200)


def test_19_money(every: list[System]) -> None:
    holds(machines.money(every), 200)


def test_20_isolation(every: list[System]) -> None:
    holds(machines.isolation(every), 1000)


def test_21_acknowledgements(every: list[System]) -> None:
    holds(machines.acknowledgements(every), 200)


# Change


def test_22_steps(next_ones: list[Step]) -> None:
    holds(change.steps(next_ones), 300)


def test_23_stated(next_ones: list[Step]) -> None:
    holds(change.stated(next_ones), 300)


def test_24_memory_and_last_copy(next_ones: list[Step]) -> None:
    holds(change.memory_and_last_copy(next_ones), 300)


def test_25_immutable(next_ones: list[Step]) -> None:
    holds(change.immutable(next_ones), 200)


# What waits for a part of Atlas that isn't there yet

WAITING = {
    3: ("terraform", "every artifact against the edges; here: whole stores, streams, and the SQL that subscribes"),
    13: ("failover", "every action of what is emitted, and where its watcher runs; here: every sum of the matrix"),
    14: ("failover", "a simulation of DNS over all states of health; here: whatever region a name can lead to"),
    16: ("terraform", "names over all roots; here: every name of the model, of all environments"),
    19: ("cost", "the estimate against its budget; here: the order of the two limits"),
    20: ("terraform", "secrets in what is emitted; here: in the SQL"),
}
"""Invariant: the emitter that will let the rest of it be tested, what that is, and what is tested here."""


def test_each_invariant_is_tested_and_what_waits_is_not_there_yet() -> None:
    named = sorted(int(name[5:7]) for name in globals() if re.match(r"test_\d\d_", name))
    assert named == list(range(1, 26))
    emitted = {emitter.name for emitter in EMITTERS}
    assert not emitted & {part for part, _ in WAITING.values()}, "test the rest of these invariants now"
