import pytest

from compiler.world.jurisdictions import EU, jurisdiction_of


def test_the_space_has_the_27_members_of_the_eu_and_the_three_efta_states() -> None:
    assert len(EU.countries) == len(set(EU.countries)) == 30
    assert list(EU.countries) == sorted(EU.countries)
    assert {"IS", "LI", "NO"} <= set(EU.countries)
    assert EU.source
    assert EU.as_of


@pytest.mark.parametrize("country", ["IE", "DE", "FR", "SE", "IT", "ES", "NO", "IS", "LI", "GR", "HR"])
def test_a_country_of_the_eea_is_in_the_eu_space(country: str) -> None:
    assert jurisdiction_of(country) == "EU"


@pytest.mark.parametrize("country", ["GB", "CH", "US", "SG", "HK", "CN", "TR", "UA"])
def test_any_other_country_is_its_own(country: str) -> None:
    assert jurisdiction_of(country) == country


@pytest.mark.parametrize("text", ["", "ie", "EU27", "Ireland", "I", "IE\n"])
def test_what_is_no_country_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="isn't a country code"):
        jurisdiction_of(text)
