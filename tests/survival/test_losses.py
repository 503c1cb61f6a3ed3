"""What can be lost, and what remains."""

from __future__ import annotations

from survival.cells import things
from systems import ONE_REGION, THREE_LAWS, model

from compiler.survival.losses import losses_of, remains
from compiler.survival.system import system_of


def test_everything_that_is_built_can_be_lost() -> None:
    named = [str(one) for one in losses_of(system_of(model()))]
    assert len([one for one in named if one.startswith("zone:")]) == 15
    assert [one for one in named if not one.startswith("zone:")] == [
        "region:ap-southeast-1",
        "region:eu-central-1",
        "region:eu-west-1",
        "region:us-east-1",
        "region:us-west-2",
        "link:ap-southeast-1~eu-west-1",
        "link:eu-central-1~eu-west-1",
        "link:eu-west-1~us-east-1",
        "link:us-east-1~us-west-2",
        "control-planes:us-east-1",
        "cloudflare",
        "writer",
    ]


def test_what_is_only_planned_cant_be_lost_and_without_copies_nobody_writes_for_others() -> None:
    named = [str(one) for one in losses_of(system_of(model(of=ONE_REGION)))]
    assert "region:eu-central-1" in named
    assert [one for one in named if "eu-north-1" in one or one.startswith("link") or one == "writer"] == []


def test_several_writers_are_linked_to_each_other() -> None:
    named = {str(one) for one in losses_of(system_of(model(of=THREE_LAWS)))}
    assert {"link:ap-south-1~eu-west-2", "link:ap-south-1~eu-central-1", "link:eu-central-1~eu-west-2"} <= named


def test_what_remains() -> None:
    deployment = model()
    system = system_of(deployment)
    lost = things(deployment, "zone:use1-az1 region:eu-west-1 link:eu-west-1~us-east-1 writer cloudflare")
    left = remains(system, lost)
    assert left.dead == {"eu-west-1"}
    assert left.hurt == {"us-east-1": 1}
    assert not left.connected("us-east-1", "eu-west-1")
    assert left.connected("us-east-1", "us-east-1")
    assert left.without_databases == "eu-west-1"
    assert not left.names
    assert left.touched == {"eu-west-1", "us-east-1"}


def test_a_region_without_any_zone_is_dead() -> None:
    deployment = model()
    left = remains(system_of(deployment), things(deployment, "zone:euw1-az1 zone:euw1-az2 zone:euw1-az3"))
    assert (left.dead, left.hurt) == ({"eu-west-1"}, {})
