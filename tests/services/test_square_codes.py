"""A square code that was read says whose card it is; shown in person, it checks the card."""

from __future__ import annotations

import pytest
from PIL import Image

from intake_app.domain.contact import Checked, code_of
from intake_app.domain.errors import CardError, NotACardError, OutsideFileError
from intake_app.domain.ids import Fingerprint
from tests.guard.pictures import code_picture, png


def sheet_of(profile):
    """Return a photo of the code on the profile's sheet."""
    own = profile.contacts.own()
    photo = code_picture(code_of(own.fingerprint, own.name)).convert("RGB")
    return png(photo.rotate(12, expand=True, fillcolor="grey"), "JPEG")


def checked(profile, other):
    key = other.contacts.own().fingerprint
    return next(c.checked for c in profile.contacts.all() if c.card.fingerprint == key)


@pytest.mark.usefixtures("shelter")
def test_reading_a_code_tells_whose_it_is_and_notes_nothing(worker, desk, tmp_path):
    (tmp_path / "code.jpg").write_bytes(sheet_of(desk))

    found = worker.contacts.read_code(tmp_path / "code.jpg")

    assert found.card.name == "House B"
    assert checked(worker, desk) is Checked.NOT_YET


@pytest.mark.usefixtures("shelter")
def test_a_code_shown_in_person_checks_the_card(worker, desk):
    found = worker.contacts.read_picture(sheet_of(desk))

    worker.contacts.verify_shown(found.card.fingerprint)

    assert checked(worker, desk) is Checked.IN_PERSON


def test_a_code_of_a_card_that_is_not_here_asks_for_the_card(worker, desk):
    with pytest.raises(CardError) as raised:
        worker.contacts.read_picture(sheet_of(desk))

    assert raised.value.hint.msgid.startswith("Add their card file first")


@pytest.mark.usefixtures("shelter")
def test_another_office_s_code_with_the_same_name_is_not_theirs(worker):
    forged = png(code_picture(code_of(Fingerprint("12" * 32), "House B")))

    with pytest.raises(CardError) as raised:
        worker.contacts.read_picture(forged)

    assert raised.value.summary.msgid == "You do not have the card of this code."


def test_one_s_own_code_checks_nobody(worker):
    with pytest.raises(CardError) as raised:
        worker.contacts.read_picture(sheet_of(worker))

    assert raised.value.summary.msgid == "This is your own square code."


def test_the_code_of_keys_that_were_replaced_is_told_of(worker, desk):
    worker.contacts.add(desk.contacts.own_file())
    old = sheet_of(desk)
    desk.own_keys.replace()
    worker.contacts.add(desk.contacts.own_file())

    with pytest.raises(CardError) as raised:
        worker.contacts.read_picture(old)

    assert "replaced by a newer one" in raised.value.summary.msgid


@pytest.mark.parametrize("text", ["HTTPS://EXAMPLE.ORG", "INTAKE1:ABC", ""])
def test_a_picture_without_a_card_s_code_is_told_of(worker, text):
    picture = code_picture(text) if text else Image.new("L", (300, 300), 255)

    with pytest.raises(CardError) as raised:
        worker.contacts.read_picture(png(picture))

    assert "no square code of a card" in raised.value.summary.msgid


@pytest.mark.usefixtures("shelter")
def test_of_two_codes_in_one_picture_none_is_taken(worker, desk):
    sheet = Image.new("L", (900, 400), 255)
    for at, profile in ((0, worker), (420, desk)):
        own = profile.contacts.own()
        sheet.paste(code_picture(code_of(own.fingerprint, own.name)), (at, 20))

    with pytest.raises(CardError) as raised:
        worker.contacts.read_picture(png(sheet))

    assert "several" in raised.value.summary.msgid


def test_what_is_no_picture_is_refused(worker, tmp_path):
    with pytest.raises(OutsideFileError):
        worker.contacts.read_picture(b"no picture")
    with pytest.raises(NotACardError):
        worker.contacts.read_code(tmp_path)


def test_nobody_is_checked_whose_card_is_not_here(worker):
    with pytest.raises(CardError):
        worker.contacts.verify_shown(Fingerprint("12" * 32))
