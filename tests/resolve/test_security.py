"""Security: every hop has a lowest TLS version, its own or the minimum."""

from dataclasses import asdict

from systems import ONE_REGION, model


def test_hops_that_are_not_written_have_the_minimum() -> None:
    hops = asdict(model().security.tls)
    assert hops.pop("minimum") == "TLS1.3"
    assert {hop for hop, version in hops.items() if version == "TLS1.2"} == {"app_to_cache", "health_checker_to_alb"}
    assert len(hops) == 8


def test_a_lower_minimum_is_that_of_every_hop() -> None:
    assert set(asdict(model(of=ONE_REGION).security.tls).values()) == {"TLS1.2"}
