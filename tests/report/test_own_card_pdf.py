"""A card on paper says the digits and the same code that the screen shows."""

from __future__ import annotations

import re

import pytest

from intake_app.domain.contact import code_of, digits_of
from intake_app.i18n.catalog import Catalog
from intake_app.report.own_card_pdf import own_card_pdf
from intake_app.report.qr import modules
from tests.packet.people import office
from tests.report.reading import pages, streams

pytestmark = pytest.mark.usefixtures("qapp")

CARD = office("North Team").card
CODE = modules(code_of(CARD.fingerprint, CARD.name))
DIGITS = digits_of(CARD.fingerprint)


def made(tag="en"):
    return own_card_pdf(CARD, DIGITS, CODE, Catalog(tag))


def dark_area(pdf):
    """Return how many modules are filled on the page."""
    (page,) = (stream for stream in streams(pdf) if b"/Span" in stream)
    bars = re.findall(rb"[\d.]+ [\d.]+ ([\d.]+) ([\d.]+) re f", page)
    return sum(float(width) * float(height) for width, height in bars) / 16


def test_a_card_on_paper_says_who_it_is_and_the_digits():
    (page,) = pages(made())

    assert CARD.name in page
    assert DIGITS in page


def test_every_dark_module_of_the_code_is_on_the_paper():
    assert dark_area(made()) == sum(map(sum, CODE))


def test_the_same_card_gives_the_same_bytes():
    assert made("ar") == made("ar")


def test_the_code_has_three_corners_by_which_a_camera_finds_it():
    corner = [row[:7] for row in CODE[:7]]

    assert len(CODE) == len(CODE[0]) == 29
    assert [row[-7:] for row in CODE[:7]] == corner == [row[:7] for row in CODE[-7:]]
    assert corner[0] == (True,) * 7
    assert corner[1] == (True, *(False,) * 5, True)


def test_the_code_of_a_name_in_other_letters_holds_the_fingerprint_alone():
    arabic = code_of(CARD.fingerprint, "\u0628\u064a\u062a \u0627\u0644\u062c\u0646\u0648\u0628")

    assert arabic == code_of(CARD.fingerprint, "")
    assert len(arabic) == 60
    assert len(code_of(CARD.fingerprint, "South Shelter Number Nine")) == 72
