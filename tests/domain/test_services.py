from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from intake_app.domain.directory import Need, service_from_json, service_id, service_to_json
from intake_app.domain.help_card import card_of
from intake_app.domain.service_search import Wanted, places, search
from tests.domain.services import CLINIC, EVERY_SERVICE, LINE, NIGHT_HOUSE, SOUTH_CLINIC

NOON = datetime(2026, 3, 3, 12, 0)  # noqa: DTZ001 - local time of a place; a Tuesday
TODAY = NOON.date()


def ids(found):
    return [each.service.id for each in found]


def test_hotlines_are_always_there_and_always_last():
    for wanted in (
        Wanted(need=Need.DOCTOR),
        Wanted(need=Need.SLEEP, place="Nowhere"),
        Wanted(text="zzz"),
        Wanted(language="my"),
    ):
        assert ids(search(EVERY_SERVICE, wanted, at=NOON))[-1] == "line"


def test_a_need_a_place_and_a_language_narrow_the_search():
    assert ids(search(EVERY_SERVICE, Wanted(need=Need.DOCTOR), at=NOON)) == [
        "clinic", "south", "line"]  # fmt: skip
    assert ids(search(EVERY_SERVICE, Wanted(place="north"), at=NOON)) == ["clinic", "line"]
    assert ids(search(EVERY_SERVICE, Wanted(language="ar"), at=NOON)) == ["night", "south", "line"]


def test_what_is_open_now_comes_first_and_then_who_speaks_the_language():
    evening = NOON.replace(hour=20)

    assert ids(search(EVERY_SERVICE, Wanted(need=Need.DOCTOR), at=evening))[0] == "south"
    twin = replace(CLINIC, id="twin", name="A twin", languages=("en",))
    found = search((twin, CLINIC), Wanted(need=Need.DOCTOR, prefers="ti"), at=NOON)
    assert ids(found) == ["clinic", "twin"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hill OPEN", "clinic"),
        ("0405", "line"),
        ("555 040", "clinic"),
        ("\u0639\u0650\u064a\u0627\u062f\u0629", "south"),
        ("\u0639\u064a\u0640\u0640\u0627\u062f\u0629", "south"),
        ("Secretville", "line"),
    ],
)
def test_free_text_finds_in_any_script_but_never_by_a_secret_place(words, expected):
    assert ids(search(EVERY_SERVICE, Wanted(text=words), at=NOON))[0] == expected


def test_places_to_choose_from_hold_no_secret_one():
    assert places(EVERY_SERVICE) == ("Northport", "Southport")


def test_a_service_is_stale_after_three_months_or_when_nobody_ever_asked():
    assert not CLINIC.is_stale(date(2026, 5, 21))
    assert CLINIC.is_stale(date(2026, 5, 22))
    assert SOUTH_CLINIC.is_stale(TODAY)


def test_a_secret_address_cannot_be_held_at_all():
    with pytest.raises(ValueError, match="confidential"):
        replace(NIGHT_HOUSE, address="1 Hidden Street")


def test_a_service_survives_being_stored():
    for service in EVERY_SERVICE:
        assert service_from_json(service_to_json(service)) == service


@pytest.mark.parametrize(
    "broken",
    [{"id": "A b"}, {"phones": ["=1+1"]}, {"hotline": "yes"}, {"offers": ["gold"]}, {"name": ""},
     {"confidential": True, "address": "x"}, {"card": "ff"}, {"hours": "x" * 301}],
)  # fmt: skip
def test_a_damaged_row_is_no_service(broken):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        service_from_json({**service_to_json(CLINIC), **broken})


def test_the_id_of_a_row_without_one_does_not_depend_on_capitals_and_blanks():
    assert service_id("Open  Clinic", "PT", "NORTHPORT") == service_id(
        "open clinic", "pt", "northport"
    )
    assert service_id("Open Clinic", "PT", "") != service_id("Open Clinic", "", "PT")


def test_a_card_tells_how_to_reach_a_place_and_not_what_it_helps_with():
    card = card_of(CLINIC, TODAY)

    assert (card.name, card.address) == ("Open Clinic", "7 Hill Stairs, Northport")
    assert not card.call_first


def test_a_shelters_card_bears_neither_name_nor_place():
    card = card_of(NIGHT_HOUSE, TODAY)

    assert (card.name, card.address, card.call_first) == ("", "", True)
    assert card_of(replace(NIGHT_HOUSE, card_name="Reception"), TODAY).name == "Reception"


@pytest.mark.parametrize(
    "name", ["Help for Victims", "Anti-Trafficking Desk", "Women's Refuge", "Centro Abrigo",
             "VI\u0301TIMA Aid"]
)  # fmt: skip
def test_a_name_that_says_too_much_stands_on_no_card(name):
    assert card_of(replace(CLINIC, name=name), TODAY).name == ""


def test_a_hotline_is_on_a_card_by_its_number_alone():
    card = card_of(LINE, TODAY)

    assert (card.name, card.phones) == ("", ("800 555 080",))
