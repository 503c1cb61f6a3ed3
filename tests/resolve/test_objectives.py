"""Objectives: reads are back with writes where nothing else is said."""

from systems import ONE_REGION, model

from compiler.units import Duration


def test_reads_have_a_promise_of_their_own_or_that_of_writes() -> None:
    promised = model().objectives["global"]
    assert promised.region_lost is not None
    assert promised.zone_lost is not None
    assert promised.region_lost.read_rto == Duration.parse("5m")
    assert promised.zone_lost.read_rto == promised.zone_lost.rto == Duration.parse("5m")


def test_no_promise_stays_none() -> None:
    assert model(of=ONE_REGION).objectives["regional"].region_lost is None


def test_classes_are_sorted() -> None:
    assert list(model().objectives) == ["global", "regional"]
