from __future__ import annotations

from threading import Event

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.domain.contact import Checked, code_of
from intake_app.services.contacts import OwnOffice
from intake_app.ui.shell.contacts import ContactsPage
from tests.eyes import OpenEye, image_of
from tests.guard.pictures import code_picture, png
from tests.pages.contacts import ContactsView
from tests.vault.cheap import PASSPHRASE

ACTS = "SELECT body FROM audit"


@pytest.fixture
def contacts(opened, worker):
    return ContactsView(opened(ContactsPage, worker), opened.settle)


@pytest.fixture
def eye(surroundings):
    """Give what sees in place of a camera."""
    eye = OpenEye()
    surroundings.camera._eye = eye
    return eye


@pytest.fixture
def newcomer(program, tmp_path):
    profile = program.profiles.create(tmp_path / "new", PASSPHRASE, language="en")
    yield profile
    profile.close()


def card_file(profile, path):
    path.write_bytes(profile.contacts.own_file())
    return path


def test_an_office_without_a_card_makes_one(newcomer, opened):
    view = ContactsView(opened(ContactsPage, newcomer), opened.settle)

    view.fill_in("River Team", "Outreach", "By day")

    card = newcomer.contacts.own()
    assert (card.name, card.role, card.answer_to) == ("River Team", "Outreach", "By day")
    assert view.own_digits() == newcomer.contacts.digits(card.fingerprint)
    opened.settle()


def test_a_card_without_a_name_is_not_made(newcomer, opened):
    view = ContactsView(opened(ContactsPage, newcomer), opened.settle)

    view.fill_in("  ")

    assert newcomer.contacts.own() is None


def test_a_card_made_anew_keeps_its_mailbox_and_languages(contacts, worker):
    before = worker.contacts.make_own(OwnOffice(name="Team A", languages=("so", "en")))

    contacts.change("Team A, north")

    after = worker.contacts.own()
    assert after.name == "Team A, north"
    assert after.mailbox == before.mailbox


def test_a_change_that_is_half_typed_stays_when_the_page_is_read_anew(opened, worker):
    page = opened(ContactsPage, worker)
    page.own.change.click()
    page.form.role.setText("Half-ty")

    page.refresh()
    opened.settle()

    assert page.form.isVisible()
    assert page.form.role.text() == "Half-ty"


def test_the_card_file_saved_is_one_that_others_can_add(
    contacts, worker, desk, surroundings, tmp_path
):
    surroundings.files.path = tmp_path / "contact.card"

    contacts.save_own()

    added = desk.contacts.add_file(tmp_path / "contact.card")
    assert added.card.fingerprint == worker.contacts.own().fingerprint


def test_a_card_that_cannot_be_saved_is_told_in_the_window(contacts, surroundings, tmp_path):
    surroundings.files.path = tmp_path / "nowhere" / "contact.card"

    contacts.save_own()

    assert "cannot be written to" in surroundings.problems.said()


def test_an_added_card_is_open_and_not_checked_yet(contacts, desk, surroundings, tmp_path):
    surroundings.files.path = card_file(desk, tmp_path / "b.card")

    contacts.add()

    assert "House B" in contacts.names()[1]
    assert contacts.caution() == "Not checked yet: call them"


def test_a_file_that_is_no_card_is_told_plainly(contacts, surroundings, tmp_path):
    surroundings.files.path = tmp_path / "letter.txt"
    surroundings.files.path.write_text("hello", encoding="utf-8")

    contacts.add()

    assert "not a contact card" in contacts.problem()
    assert len(contacts.names()) == 1


def test_the_same_digits_check_a_card(contacts, worker, desk, surroundings, tmp_path):
    surroundings.files.path = card_file(desk, tmp_path / "b.card")
    contacts.add()

    contacts.compare_by_phone(worker.contacts.digits(desk.contacts.own().fingerprint))

    (office,) = worker.contacts.all()
    assert office.checked is Checked.BY_VOICE
    assert contacts.caution() == ""


def test_once_a_card_is_checked_the_focus_is_on_its_row_and_not_on_cover(
    contacts, worker, desk, surroundings, tmp_path
):
    surroundings.files.path = card_file(desk, tmp_path / "b.card")
    contacts.add()

    contacts.compare_by_phone(worker.contacts.digits(desk.contacts.own().fingerprint))

    assert contacts.row_in_hand() == contacts.names()[1]


def test_digits_may_be_typed_in_any_script(contacts, worker, desk, surroundings, tmp_path):
    surroundings.files.path = card_file(desk, tmp_path / "b.card")
    contacts.add()
    digits = worker.contacts.digits(desk.contacts.own().fingerprint)

    contacts.compare_by_phone(digits.translate({ord(str(n)): 0x660 + n for n in range(10)}))

    assert [c.checked for c in worker.contacts.all()] == [Checked.BY_VOICE]


def test_other_digits_are_told_beside_the_field(contacts, worker, desk, surroundings, tmp_path):
    surroundings.files.path = card_file(desk, tmp_path / "b.card")
    contacts.add()

    contacts.compare_by_phone("11111 22222 33333 44444 55555 66666")

    assert "not the same" in contacts.digits_problem()
    assert [c.checked for c in worker.contacts.all()] == [Checked.NOT_YET]


def code_file(profile, path):
    own = profile.contacts.own()
    path.write_bytes(png(code_picture(code_of(own.fingerprint, own.name)).rotate(20, fillcolor=9)))
    return path


def test_a_code_that_its_owner_shows_checks_their_card(
    contacts, worker, newcomer, surroundings, tmp_path
):
    newcomer.contacts.make_own(OwnOffice(name="River Team"))
    worker.contacts.add(newcomer.contacts.own_file())
    surroundings.files.path = code_file(newcomer, tmp_path / "code.png")

    contacts.read_code()
    assert contacts.asks_how_the_code_came()
    assert checked(worker, newcomer) is Checked.NOT_YET
    contacts.was_shown()

    assert checked(worker, newcomer) is Checked.IN_PERSON
    assert not contacts.asks_how_the_code_came()


def test_a_code_that_came_another_way_proves_nothing(
    contacts, worker, newcomer, surroundings, tmp_path
):
    newcomer.contacts.make_own(OwnOffice(name="River Team"))
    worker.contacts.add(newcomer.contacts.own_file())
    surroundings.files.path = code_file(newcomer, tmp_path / "code.png")

    contacts.read_code()
    contacts.came_another_way()

    assert checked(worker, newcomer) is Checked.NOT_YET
    assert not contacts.asks_how_the_code_came()


def test_a_code_that_is_held_before_the_camera_checks_a_card(worker, newcomer, opened, eye):
    newcomer.contacts.make_own(OwnOffice(name="River Team"))
    worker.contacts.add(newcomer.contacts.own_file())
    own = newcomer.contacts.own()
    view = ContactsView(opened(ContactsPage, worker), opened.settle)
    view.open_camera()
    eye.see(image_of(Image.new("L", (640, 480), 90)))
    opened.settle()
    assert eye.is_looking

    view.wait_until(
        lambda: (
            eye.see(image_of(code_picture(code_of(own.fingerprint, own.name)).rotate(9)))
            or view.asks_how_the_code_came()
        )
    )
    assert not eye.is_looking
    view.was_shown()

    assert checked(worker, newcomer) is Checked.IN_PERSON


def test_a_computer_without_a_camera_says_so(contacts, eye):
    eye.has_camera = False

    contacts.open_camera()

    assert "No camera was found" in contacts.problem()


def test_leaving_for_another_card_closes_the_camera(worker, desk, opened, eye):
    worker.contacts.add(desk.contacts.own_file())
    contacts = ContactsView(opened(ContactsPage, worker), opened.settle)
    contacts.open_camera()
    assert eye.is_looking

    contacts.open(1)

    assert not eye.is_looking


def test_leaving_for_another_place_closes_the_camera(worker, opened, eye):
    page = opened(ContactsPage, worker)
    ContactsView(page, opened.settle).open_camera()
    was_looking = eye.is_looking

    page.hide()
    page.show()

    assert was_looking
    assert not eye.is_looking
    assert not page.code.view.isVisible()


def test_a_code_of_nobody_known_is_told_of(contacts, newcomer, surroundings, tmp_path):
    newcomer.contacts.make_own(OwnOffice(name="River Team"))
    surroundings.files.path = code_file(newcomer, tmp_path / "code.png")

    contacts.read_code()

    assert "You do not have the card of this code." in contacts.problem()
    assert not contacts.asks_how_the_code_came()


def test_digits_that_an_interpreter_says_check_a_card_and_it_is_written_down(
    contacts, worker, desk, surroundings, tmp_path
):
    surroundings.files.path = card_file(desk, tmp_path / "b.card")
    contacts.add()

    contacts.compare_with_an_interpreter(desk.contacts.digits(desk.contacts.own().fingerprint))

    assert checked(worker, desk) is Checked.BY_VOICE
    acts = worker._place.do(lambda unit: list(unit.audit._transaction.execute(ACTS)))
    assert b'"said_by":"interpreter"' in b" ".join(bytes(row["body"]) for row in acts)


def test_our_digits_stand_there_in_the_numerals_of_both_offices_languages(worker, desk, opened):
    desk.contacts.make_own(OwnOffice(name="House B", languages=("ar", "fa", "ti")))
    worker.contacts.make_own(OwnOffice(name="Team A", languages=("en", "my")))
    worker.contacts.add(desk.contacts.own_file())
    view = ContactsView(opened(ContactsPage, worker), opened.settle)

    burmese, arabic, persian = view.own_digits_also()

    for line, zero in ((burmese, 0x1040), (arabic, 0x660), (persian, 0x6F0)):
        assert line == view.own_digits().translate({ord(str(n)): zero + n for n in range(10)})


def test_where_everybody_writes_latin_digits_they_stand_there_once(newcomer, opened):
    newcomer.contacts.make_own(OwnOffice(name="River Team", languages=("en", "ti")))
    view = ContactsView(opened(ContactsPage, newcomer), opened.settle)

    assert view.own_digits_also() == []


def checked(profile, other):
    key = other.contacts.own().fingerprint
    return next(c.checked for c in profile.contacts.all() if c.card.fingerprint == key)


def test_no_key_goes_into_the_form_for_a_card_before_it_is_known_that_there_is_one(
    surroundings, worker, qtbot
):
    page = ContactsPage(surroundings, worker)
    qtbot.addWidget(page)
    is_fast = Event()
    worker._place.store.submit(lambda _units: is_fast.wait())  # a disk that is slow
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.refresh()

    for _ in range(8):
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
    meanwhile = page.form.isAncestorOf(page.focusWidget())
    is_fast.set()
    qtbot.waitUntil(page.own.isVisible)

    assert not meanwhile
    assert page.focusWidget().isVisible()


def test_after_a_change_that_was_left_the_focus_is_where_it_was_asked_for(contacts):
    page = contacts._page
    page.own.change.click()

    page.form.cancel.click()

    assert page.focusWidget() is page.own.change
