from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.ui.shell.inbox import InboxPage
from tests.services.conftest import opening, share


@pytest.fixture
def answered(worker, desk, shelter, stick):
    """Give a referral that lies on a stick and was answered, with its answer at the worker."""
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need", "people")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    desk.inbox.open_stick([stick])
    desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])
    return record


class OpenedStick:
    """The worker's inbox with the stick open, as somebody looks at it."""

    def __init__(self, page, qtbot, settle):
        self._page, self._qtbot, self._settle = page, qtbot, settle
        self.old = page.old_files
        self._press(page.open)

    def take_off(self):
        """Let go what is listed."""
        self._press(self.old.take_off)

    def _press(self, button):
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self._settle()


@pytest.fixture
def open_stick(opened, worker, surroundings, stick, qtbot):
    """Give the way to open the stick on the worker's inbox."""

    def act():
        surroundings.files.path = stick
        return OpenedStick(opened(InboxPage, worker), qtbot, opened.settle)

    return act


def test_nothing_is_said_while_nothing_may_go(answered, open_stick):
    assert open_stick().old.isHidden()


def test_what_may_go_is_listed_and_goes_when_it_is_asked_for(answered, open_stick, clock, stick):
    clock.forward(days=31)
    shown = open_stick()
    assert "1 file of yours on this stick was answered" in shown.old.said()
    assert "House B" in shown.old.said()
    assert list(stick.rglob(answered.sealed_name))
    assert not shown.old.take_off.hasFocus()  # nobody deletes by pressing Enter once more

    shown.take_off()

    assert "gone from this stick" in shown.old.said()
    assert "ejected" in shown.old.said()
    assert shown.old.take_off.isHidden()
    assert not list(stick.rglob(answered.sealed_name))


def test_a_stick_that_is_gone_meanwhile_is_told(answered, open_stick, clock, stick, surroundings):
    clock.forward(days=31)
    shown = open_stick()
    stick.rename(stick.with_name("elsewhere"))

    shown.take_off()

    assert "cannot be reached any more" in surroundings.problems.said()
    assert shown.old.take_off.isEnabled()
