"""Terms: each has a name of its own, and says where it comes from."""

from __future__ import annotations

from systems import ALL, model

from compiler.model.survival import Term
from compiler.units import Duration


def terms_of(changes: dict[str, str] | None = None) -> list[Term]:
    every = [
        term
        for of in ALL
        for one in model(changes if of is ALL[0] else None, of=of).survival.outcomes
        for terms in (one.reads and one.reads.terms, one.writes and one.writes.terms, one.gone)
        for term in terms or ()
    ]
    assert every
    return every


def test_a_name_stands_for_one_term() -> None:
    for of in ALL:
        named: dict[str, Term] = {}
        for one in model(of=of).survival.outcomes:
            for term in (one.writes.terms if one.writes else ()) + (one.gone or ()):
                assert named.setdefault(term.name, term) == term


def test_a_path_leads_to_the_figure_that_the_file_says() -> None:
    deployment = model()
    figures = {
        ("failover", "decide"): deployment.failover.decide,
        ("failover", "promote"): deployment.failover.promote,
        ("observability", "probe"): deployment.observability.probe,
        ("failover", "health"): Duration.parse("30s"),
    }
    shipped = {
        (term.path, term.takes)
        for one in deployment.survival.outcomes
        for term in (one.writes.terms if one.writes else ()) + (one.gone or ())
    }
    assert set(figures.items()) <= shipped


def test_every_length_is_more_than_nothing() -> None:
    assert [term for term in terms_of() if term.takes.milliseconds <= 0] == []
