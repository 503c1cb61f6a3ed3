"""Host names: where each leads, and which hosts there are of it."""

import pytest
from systems import ONE_REGION, THREE_LAWS, model


def test_a_steered_name_is_one_host_and_a_home_name_one_a_home() -> None:
    routing = model().routing
    assert routing["api"].hosts == ("api.atlas-crm.com",)
    assert routing["home"].hosts == (
        "ap-southeast-1.atlas-crm.com",
        "eu-west-1.atlas-crm.com",
        "us-east-1.atlas-crm.com",
    )


@pytest.mark.parametrize(
    ("state", "there"), [("planned", False), ("joining", False), ("active", True), ("retired", False)]
)
def test_only_homes_that_answer_have_a_host(state: str, there: bool) -> None:
    hosts = model({"regions.ap-southeast-1.state": state}).routing["home"].hosts
    assert ("ap-southeast-1.atlas-crm.com" in hosts) == there


def test_a_name_leads_to_the_only_service_or_to_the_one_that_it_says() -> None:
    assert model(of=ONE_REGION).routing["app"].to == "compute.app"
    assert model(of=THREE_LAWS).routing["find"].to == "compute.api"


def test_an_environment_has_hosts_of_its_own() -> None:
    assert model(environment="staging").routing["api"].hosts == ("api.atlas-crm-staging.com",)
