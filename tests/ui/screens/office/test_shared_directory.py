"""Publishing the directory from Services, and taking in what another office offers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.packet import PacketKind
from intake_app.ui.shell.directory import DirectoryPage
from intake_app.ui.shell.today import TodayPage
from tests.domain.services import CLINIC, LINE, NIGHT_HOUSE
from tests.packet.organisations import root_of, signed
from tests.pages.services import take_in_services

NORTH = root_of("North")


def said(widget):
    """Return all that stands on a part of a page and can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def names(profile):
    return {service.name for service in profile.directory.all()}


@pytest.fixture
def checked(worker, desk, shelter):
    """Let the worker have compared the desk's digits; the desk holds the worker's card."""
    card = shelter.card
    worker.contacts.verify(card.fingerprint, digits_of(card.fingerprint), Checked.IN_PERSON)
    return card


@pytest.fixture
def ours(worker, desk, checked, clock):
    """Let both be members of one organisation."""
    dates = {"issued": clock.now(), "expires": clock.now() + timedelta(days=300)}
    cards = checked.fingerprint, worker.contacts.own().fingerprint
    for profile in (worker, desk):
        held = profile.trust.take(signed(NORTH, *cards, **dates))
        profile.trust.compare(held.root, digits_of(held.root), is_own=True)


@pytest.fixture
def offered(desk, worker, stick, tmp_path, checked):
    """Let the worker have taken in a directory that the desk published."""
    take_in_services(desk, tmp_path, CLINIC, NIGHT_HOUSE)
    cards = [reader.card.fingerprint for reader in desk.publishing.readers()]
    desk.publishing.hand_out(desk.publishing.directory(), cards, stick)
    worker.inbox.open_stick([stick])


def press(rows, words):
    next(button for button in rows.rows.buttons() if button.words() == words).click()


@pytest.mark.usefixtures("ours")
def test_the_office_publishes_to_everyone_of_its_organisation(
    opened, surroundings, desk, worker, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir(exist_ok=True)
    take_in_services(desk, tmp_path, CLINIC, NIGHT_HOUSE)
    surroundings.files.path = stick
    page = opened(DirectoryPage, desk)
    panel = page.shared.panel

    page.shared.publish.click()
    opened.settle()
    before = said(panel)
    panel.look.click()
    panel.ours.click()
    panel.send.click()
    opened.settle()

    assert "The list with 2 services" in before
    assert "Night House shelter" in before
    assert "7 Hill Stairs" in panel.lines.said()
    assert "Secretville" not in panel.lines.said()
    assert "1 file is written and read back" in said(panel)
    worker.inbox.open_stick([stick])
    assert len(worker.offers.waiting(PacketKind.DIRECTORY)) == 1


def test_nothing_can_be_written_before_somebody_is_chosen(opened, desk, shelter, tmp_path):
    take_in_services(desk, tmp_path, CLINIC)
    page = opened(DirectoryPage, desk)

    page.shared.publish.click()
    opened.settle()
    panel = page.shared.panel
    assert not panel.send.isEnabled()
    panel.offices.buttons()[0].click()

    assert panel.send.isEnabled()
    panel.close_it.click()
    assert not panel.isVisible()
    assert page.shared.publish.hasFocus()


@pytest.mark.usefixtures("ours", "offered")
def test_an_offer_of_our_own_organisation_is_looked_at_taken_in_and_undone(
    opened, worker, tmp_path
):
    take_in_services(worker, tmp_path, LINE)
    page = opened(DirectoryPage, worker)
    assert "Your own organisation" in said(page.shared)

    press(page.shared.offered, "Look at it")
    opened.settle()
    assert "2 new services" in page.shared.plan.said()
    assert not page.shared.plan.caution.isVisible()
    page.shared.plan.take.click()
    opened.settle()

    assert names(worker) == {CLINIC.name, NIGHT_HOUSE.name, LINE.name}
    assert not page.shared.offered.isVisible()
    assert page.undo.hasFocus()
    page.undo.click()
    opened.settle()
    assert names(worker) == {LINE.name}
    assert page.shared.offered.isVisible()


@pytest.mark.usefixtures("offered")
def test_an_offer_from_outside_says_so_beside_the_button_that_takes_it_in(opened, worker):
    page = opened(DirectoryPage, worker)

    press(page.shared.offered, "Look at it")
    opened.settle()

    plan = page.shared.plan
    assert "Not of your organisation" in said(plan)
    assert plan.take.words() == "Take it in all the same"
    assert plan.leave.hasFocus()
    plan.leave.click()
    assert names(worker) == set()
    press(page.shared.offered, "Look at it")
    opened.settle()
    plan.take.click()
    opened.settle()
    assert CLINIC.name in names(worker)


@pytest.mark.usefixtures("offered")
def test_an_offer_is_put_aside_and_brought_back(opened, worker):
    page = opened(DirectoryPage, worker)

    press(page.shared.offered, "Put it aside")
    opened.settle()
    assert not page.shared.offered.isVisible()
    page.shared.undo.click()
    opened.settle()

    assert page.shared.offered.isVisible()
    assert page.shared.offered.rows.buttons()[0].hasFocus()


@pytest.mark.usefixtures("offered")
def test_today_says_that_a_list_is_offered(opened, worker):
    page = opened(TodayPage, worker)

    assert "is offered under Services" in page.ready.said()
