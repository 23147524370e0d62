"""What a worker sees of organisations, of new keys, and of a colleague's lost computer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.trust import Revocation, RootTrust, Why
from intake_app.ui.shell.contacts import ContactsPage
from intake_app.ui.shell.organisation import OrganisationPart
from intake_app.ui.shell.today import TodayPage
from tests.packet.organisations import root_of, signed
from tests.pages.contacts import ContactsView
from tests.services.conftest import opening, share
from tests.vault.cheap import PASSPHRASE

NORTH = root_of("North")
ROOT = NORTH.keys.fingerprint


@pytest.fixture
def roster(clock):
    """Make a roster of North that counts now."""

    def _roster(*cards, **values):
        now = clock.now()
        return signed(
            NORTH, *cards, **{"issued": now, "expires": now + timedelta(days=90)} | values
        )

    return _roster


def said(widget):
    """Return all that stands on a part of a page and can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def choose(profile, file):
    profile.trust.take(file)
    profile.trust.compare(ROOT, digits_of(ROOT), is_own=True)


def taken_back(card, since):
    return (Revocation(card=card, since=since, why=Why.STOLEN),)


@pytest.fixture
def part(opened, worker):
    return opened(OrganisationPart, worker)


@pytest.fixture
def take(opened, surroundings, tmp_path):
    """Take a file into a part as the one that is chosen."""

    def _take(part, data):
        surroundings.files.path = tmp_path / "chosen.roster"
        surroundings.files.path.write_bytes(data)
        part.take.click()
        opened.settle()

    return _take


def test_without_a_roster_it_says_what_one_is(part):
    assert "No roster of your organisation is here" in said(part)
    assert not part.digits.isVisible()


def test_a_first_roster_is_ours_once_its_digits_were_typed(part, opened, take, shelter, roster):
    take(part, roster(shelter.card.fingerprint))
    asked, worker = said(part), part._profile

    part.digits.setText(digits_of(ROOT))
    part.ours.click()
    opened.settle()

    assert "North Network" in asked
    assert worker.trust.own().root == ROOT
    assert "House B" in said(part)
    assert "roster number 1" in said(part)
    assert not part.digits.isVisible()


def test_wrong_digits_are_told_beside_the_field_and_make_nothing_ours(
    part, opened, take, worker, roster
):
    take(part, roster())

    part.digits.setText("12345")
    part.ours.click()
    opened.settle()

    assert "not the same" in said(part)
    assert part.digits.text() == "12345"
    assert worker.trust.own() is None


def test_another_organisations_roster_is_shown_as_another_one(part, opened, take, worker, roster):
    take(part, roster())

    part.digits.setText(digits_of(ROOT))
    part.theirs.click()
    opened.settle()

    assert [held.trust for held in worker.trust.all()] == [RootTrust.COMPARED]
    assert "Another organisation; its digits were compared" in said(part)


def test_what_is_no_roster_is_told_in_plain_words(part, take):
    take(part, b"hello")

    assert "This is not a roster" in said(part)


def test_an_expired_roster_is_amber_and_says_whom_to_ask(opened, worker, roster, clock):
    choose(worker, roster(issued=clock.now() - timedelta(days=90), expires=clock.now()))

    part = opened(OrganisationPart, worker)

    assert "out of date" in part.caution.said()


def test_a_newer_roster_of_ours_needs_no_digits_again(opened, worker, take, roster, clock):
    choose(worker, roster())
    part = opened(OrganisationPart, worker)

    take(part, roster(version=2, revoked=taken_back("9" * 64, clock.now())))

    assert worker.trust.own().roster.version == 2
    assert "1 card was taken back." in said(part)
    assert "The roster of" in said(part)


def test_a_contact_that_our_roster_names_is_confirmed_by_it(opened, worker, shelter, roster):
    choose(worker, roster(shelter.card.fingerprint))
    view = ContactsView(opened(ContactsPage, worker), opened.settle)

    view.open(1)

    assert "Confirmed by" in view.names()[1]
    assert view.caution() == ""


def test_a_contact_that_was_taken_back_is_amber_and_not_to_be_checked_again(
    opened, worker, shelter, roster, clock
):
    card = shelter.card.fingerprint
    worker.contacts.verify(card, digits_of(card), Checked.IN_PERSON)
    choose(worker, roster(revoked=taken_back(card, clock.now())))
    page = opened(ContactsPage, worker)
    view = ContactsView(page, opened.settle)

    view.open(1)

    assert "Taken back by" in view.caution()
    assert not page.office.digits.isVisible()


def test_new_keys_take_two_presses_and_the_old_card_stays_open_a_while(opened, worker):
    page = opened(ContactsPage, worker)
    before = worker.contacts.own().fingerprint

    page.own.keys.click()
    assert worker.contacts.own().fingerprint == before
    assert "30 more days" in said(page)
    page.own.make_keys.click()
    opened.settle()

    after = worker.contacts.own().fingerprint
    assert after != before
    assert page.own.digits.said() == digits_of(after)
    assert "can be opened until" in said(page)
    assert page.own.save.hasFocus()


def test_keys_can_be_left_as_they_are(opened, worker):
    page = opened(ContactsPage, worker)
    before = worker.contacts.own().fingerprint

    page.own.keys.click()
    page.own.keep_keys.click()

    assert worker.contacts.own().fingerprint == before
    assert not page.own.make_keys.isVisible()
    assert page.own.keys.hasFocus()


def test_an_office_with_new_keys_stands_once_and_says_how_it_was_checked(
    opened, worker, desk, shelter
):
    card = shelter.card.fingerprint
    worker.contacts.verify(card, digits_of(card), Checked.BY_VOICE)
    desk.own_keys.replace()
    worker.contacts.add(desk.contacts.own_file())

    view = ContactsView(opened(ContactsPage, worker), opened.settle)

    assert len(view.names()) == 2
    assert "Checked through their earlier card" in view.names()[1]


def test_our_card_has_a_square_code_as_large_as_a_camera_needs(opened, worker):
    page = opened(ContactsPage, worker)

    code = page.own.code
    assert code.isVisible()
    assert code.accessibleName() == "Square code of your card, for a camera"
    assert code.width() == code.height() == (29 + 8) * 4


def test_a_lost_computer_tells_what_to_do_and_whom_it_concerns(
    opened, worker, desk, shelter, stick
):
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    page = opened(ContactsPage, worker)
    view = ContactsView(page, opened.settle)
    view.open(1)

    page.office.lost.click()
    opened.settle()

    told = said(page.loss)
    assert "Call them on a number you had before" in told
    assert shelter.card.fingerprint in told.replace(" ", "")
    code = live.case.code
    assert f"{code[:3]} {code[3:]}" in page.loss.sent.text()
    assert not page.loss.came.isVisible()
    page.loss.back.click()
    assert page.office.isVisible()
    assert not page.loss.isVisible()


def test_a_desk_sees_who_was_referred_from_the_lost_computer(opened, worker, desk, shelter, stick):
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])

    found = desk.contacts.concerned_by_loss(worker.contacts.own().fingerprint)

    assert (found.sent, found.came) == ((), (live.case.code,))


def test_a_referral_that_never_left_concerns_nobody(worker, shelter):
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need")
    worker.referrals.make(live.case.id, shelter)

    assert worker.contacts.concerned_by_loss(shelter.card.fingerprint).sent == ()


def test_a_card_made_by_a_newcomer_shows_its_code_at_once(opened, program, tmp_path):
    profile = program.profiles.create(tmp_path / "new", PASSPHRASE, language="en")
    page = opened(ContactsPage, profile)
    assert not page.own.code.isVisible()

    ContactsView(page, opened.settle).fill_in("River Team")

    assert page.own.code.isVisible()
    profile.close()


def test_our_card_goes_on_paper_where_we_say(opened, surroundings, worker, tmp_path):
    page = opened(ContactsPage, worker)
    surroundings.files.path = tmp_path / "card.pdf"

    page.own.print.click()
    opened.settle()

    assert surroundings.files.path.read_bytes().startswith(b"%PDF")
    assert "card.pdf" in said(page.own)


def test_who_was_taken_back_is_told_on_their_own_card(opened, worker, roster, clock):
    choose(worker, roster(revoked=taken_back(worker.contacts.own().fingerprint, clock.now())))

    page = opened(ContactsPage, worker)

    assert "taken this card back" in page.own.caution.said()


def test_the_end_of_our_roster_is_brought_to_mind_under_today(opened, worker, roster, clock):
    choose(worker, roster())
    early = said(opened(TodayPage, worker))
    clock.forward(days=70)
    late = said(opened(TodayPage, worker))
    clock.forward(days=30)

    over = said(opened(TodayPage, worker))

    assert "The roster of" not in early
    assert "ends in 20 days" in late
    assert "is out of date: ask the office" in over
