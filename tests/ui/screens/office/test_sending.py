"""Writing answers onto a stick can be watched and stopped; what is not written waits."""

from __future__ import annotations

from threading import Event

import pytest

from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.ui.shell.inbox import InboxPage
from tests.pages.screen import Screen
from tests.services.conftest import opening, share


@pytest.fixture
def page(opened, worker, desk, shelter, stick, surroundings):  # noqa: PLR0917 - two offices
    """Give the inbox of a desk with two answers that wait."""
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need", "people")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    for status in (ReceiptStatus.ACCEPTED, ReceiptStatus.ARRIVED):
        desk.inbox.answer(record.id, status)
    surroundings.files.path = stick
    return opened(InboxPage, desk)


@pytest.fixture
def slow(desk):
    """Have the store wait until the test lets it go on."""
    gate = Event()
    desk._place.store.submit(lambda _units: gate.wait(60))
    yield gate
    gate.set()


def test_writing_can_be_stopped_and_the_answers_wait(page, desk, slow):
    screen = Screen(page)
    screen.press("Write to a stick…")
    screen.wait_for("Writing")
    screen.press("Stop")
    slow.set()

    screen.wait_until(lambda: not screen.offers("Stop"), "stopped")
    screen.wait_for("2 answers are made and signed.")
    assert desk.inbox.unsent() == 2
    screen.press("Write to stick")
    screen.wait_for("2 answers are written and read back.")
    assert desk.inbox.unsent() == 0


def test_nothing_is_asked_to_be_written_twice_at_once(page, slow):
    screen = Screen(page)
    screen.press("Write to a stick…")
    screen.wait_for("Writing")

    assert not screen.offers("Write to a stick…")
    slow.set()
    screen.wait_for("2 answers are written and read back.")


def test_the_focus_waits_on_stop_while_it_is_written(page, slow):
    screen = Screen(page)
    page.window().activateWindow()
    page.answers.send.setFocus()
    screen.key("Return")
    screen.wait_for("Writing")

    assert page.answers.stop.hasFocus()
    slow.set()
    screen.wait_for("2 answers are written and read back.")
