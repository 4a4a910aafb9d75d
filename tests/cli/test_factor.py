"""`secap factor`: local electricity, local heat, CHP, each with its lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Ran

Command = Callable[..., Ran]
PRATO = (
    "factor",
    "electricity",
    "--consumption",
    846251.41,
    "--local",
    54218,
    "--green",
    0,
    "--national",
    0.415,
)
CHP = ("factor", "chp", "--fuel-emissions", 5000, "--heat", 9000, "--electricity", 6000)


def lines(ran: Ran) -> dict[str, float]:
    return {line["label"]: line["value"] for line in ran.data["derivation"]}


def test_the_factor_of_prato(secap: Command) -> None:
    ran = secap(*PRATO, "--json")
    assert ran.code == 0
    assert ran.data["factor_t_per_mwh"] == pytest.approx(0.38841, abs=1e-5)
    assert ran.data["method"] == "com_technical_annex_2010"
    found = lines(ran)
    assert found["Electricity from the national grid"] == pytest.approx(792033.41)
    assert found["National electricity factor (NEEFE)"] == 0.415


def test_a_person_reads_every_line(secap: Command) -> None:
    ran = secap(*PRATO)
    assert "EFE = ((TCE - LPE - GEP) × NEEFE + CO2LPE + CO2GEP) / TCE" in ran.out
    assert "(TCE - LPE - GEP) × NEEFE" in ran.out
    assert ran.out.rstrip().endswith("0.38841")


def test_a_net_exporter_with_sold_certificates(secap: Command) -> None:
    ran = secap(
        "factor", "electricity", "--consumption", 100, "--local", 200, "--local-t", 30, "--green", 20,
        "--green-sold", 70, "--national", 0.4, "--json",
    )  # fmt: skip
    assert ran.data["factor_t_per_mwh"] == pytest.approx(30 / 150)
    assert ran.data["formula"] == "EFE = (CO2LPE + CO2GEP) / (LPE + GEP)"


def test_the_national_factor_may_come_from_an_edition(secap: Command) -> None:
    ran = secap("factor", "electricity", "--consumption", 100, "--country", "lv", "--year", 2008, "--json")
    assert ran.data["factor_t_per_mwh"] == pytest.approx(0.371, abs=5e-4)
    national = next(line for line in ran.data["derivation"] if line["source"])
    assert "jrc_2024, 2008" in national["place"]
    neither = secap("factor", "electricity", "--consumption", 100)
    assert neither.code == 2
    assert "Give --national, or --country and --year." in neither.err


def test_heat_with_fuels_exchanges_and_losses(secap: Command) -> None:
    ran = secap(
        "factor", "heat", "--consumption", 9000, "--produced", 10000, "--fuel", "gas", 6000, 0.202,
        "--fuel", "oil", 500, 0.267, "--import", 1000, 0.1, "--export", 500, 0.2, "--json",
    )  # fmt: skip
    assert ran.data["factor_t_per_mwh"] == pytest.approx((1212 + 133.5 + 100 - 100) / 9000)
    assert ran.data["loss_share"] == pytest.approx(1500 / 10500)
    assert "local plants: gas burnt" in lines(ran)


def test_heat_from_stated_emissions_leaves_losses_unknown(secap: Command) -> None:
    ran = secap("factor", "heat", "--consumption", 100, "--local-t", 25, "--json")
    assert ran.data["factor_t_per_mwh"] == 0.25
    assert ran.data["loss_share"] is None


def test_chp_gives_the_two_shares(secap: Command) -> None:
    ran = secap(*CHP, "--heat-efficiency", 0.9, "--electricity-efficiency", 0.4, "--json")
    assert (ran.data["heat_share"], ran.data["electricity_share"]) == pytest.approx((0.4, 0.6))
    assert (ran.data["heat_t"], ran.data["electricity_t"]) == pytest.approx((2000, 3000))
    assert secap(*CHP, "--json").data == ran.data  # the guidebook's efficiencies are the default


def test_chp_with_efficiencies_of_its_fuel(secap: Command) -> None:
    ran = secap(*CHP, "--reference", "natural_gas", "--json")
    heat, electricity = 9000 / 0.92, 6000 / 0.53
    assert ran.data["heat_share"] == pytest.approx(heat / (heat + electricity))
    unknown = secap(*CHP, "--reference", "natural_gaz")
    assert unknown.code == 2
    assert "natural_gas" in unknown.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("electricity", "--consumption", 0, "--national", 0.4), "must be greater than 0"),
        (("electricity", "--consumption", "12,345", "--national", 0.4), "ambiguous"),
        (("electricity", "--consumption", "many", "--national", 0.4), "not a number"),
        (("electricity", "--national", 0.4), "--consumption"),
        (("electricity", "--consumption", 10, "--local", -5, "--national", 0.4), "must not be negative"),
        (("heat", "--consumption", 100, "--produced", 90, "--local-t", 1), "More heat is consumed"),
        (("heat", "--consumption", 100, "--produced", 120), "Neither fuel nor emissions"),
        (("heat", "--consumption", 100, "--fuel", "gas", "x", 1), "“x” is not a number"),
        (("chp", "--fuel-emissions", 1, "--heat", 0, "--electricity", 0), "neither heat nor electricity"),
        (("chp", "--fuel-emissions", 1, "--heat", 1, "--electricity", 1, "--heat-efficiency", 90), "0.9"),
        (("steam",), "invalid choice"),
    ],
)
def test_bad_use_is_refused_and_says_what_to_do(secap: Command, arguments, told: str) -> None:
    ran = secap("factor", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_decimal_comma_is_understood(secap: Command) -> None:
    ran = secap("factor", "electricity", "--consumption", "846251,41", "--national", "0,415", "--json")
    assert ran.data["factor_t_per_mwh"] == pytest.approx(0.415)
