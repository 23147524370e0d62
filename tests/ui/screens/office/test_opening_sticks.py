"""Opening sticks in the inbox: what came in, what did not, and what is missing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.ui.shell.inbox import InboxPage
from intake_app.ui.widgets.cards import EmptyPanel
from tests.pages.inbox import InboxView


def test_one_bad_file_is_named_and_the_others_are_in(inbox, stick):
    (stick / "a-bad-one.age").write_bytes(b"age-encryption.org/v1\nnonsense")

    inbox.open_stick()

    assert inbox.report()[0] == "1 referral is in."
    assert inbox.report()[1].startswith("The file a-bad-one.age is not in.")
    assert len(inbox.rows()) == 1


def test_a_stick_opened_again_brings_nothing_twice(inbox):
    inbox.open_stick()
    inbox.open_stick()

    assert inbox.report() == ["1 file was in before."]
    assert len(inbox.rows()) == 1


def test_opening_can_be_stopped_and_what_is_in_stays_in(inbox, opened, surroundings, tmp_path):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(500):
        (many / f"{number:03}.age").write_bytes(b"age-encryption.org/v1\nnonsense")
    surroundings.files.path = many

    inbox.open_stick_and_stop()

    assert inbox.report() == ["Stopped. What was opened before is in."]


def test_an_empty_stick_says_so(inbox, surroundings, tmp_path):
    surroundings.files.path = tmp_path / "empty"
    surroundings.files.path.mkdir()

    inbox.open_stick()

    assert inbox.report() == ["There is nothing for you in this place."]


def test_a_stick_with_nothing_for_us_leaves_the_focus_where_it_was(inbox, surroundings, tmp_path):
    surroundings.files.path = tmp_path / "empty"
    surroundings.files.path.mkdir()
    inbox.focus_on_opening()

    inbox.open_stick()

    assert inbox.report() == ["There is nothing for you in this place."]
    assert inbox.may_open_again()


def test_the_focus_comes_back_also_when_the_window_of_the_files_was_in_front(
    inbox, surroundings, tmp_path, qtbot
):
    surroundings.files.path = tmp_path / "empty"
    surroundings.files.path.mkdir()
    inbox.focus_on_opening()
    files = QWidget()
    qtbot.addWidget(files)
    files.show()
    files.activateWindow()

    inbox.open_stick()

    files.close()
    inbox.come_to_the_front()
    qtbot.waitUntil(inbox.may_open_again)


def test_a_place_that_is_gone_is_told_there(inbox, surroundings, tmp_path):
    surroundings.files.path = tmp_path / "pulled-out"

    inbox.open_stick()

    assert len(inbox.report()) == 1
    assert inbox.rows() == []


class Watch(QObject):
    """Remembers whether the page ever said that something is in and that nothing is."""

    def __init__(self, page):
        super().__init__()
        self._page = page
        self.contradicted = False

    def eventFilter(self, _watched, event):
        if event.type() is not QEvent.Type.Paint:
            return False
        is_empty = any(panel.isVisible() for panel in self._page.findChildren(EmptyPanel))
        is_in = any("in." in words for words in self._page.report.said())
        self.contradicted = self.contradicted or (is_empty and is_in)
        return False


def test_the_page_never_says_that_nothing_came_in_beside_what_did(inbox):
    watch = Watch(inbox._page)
    QApplication.instance().installEventFilter(watch)

    inbox.open_stick()

    QApplication.instance().removeEventFilter(watch)
    assert inbox.report() == ["1 referral is in."]
    assert not watch.contradicted


def test_a_missing_file_is_told_until_it_comes(inbox, worker, shelter, sent, stick):
    later = worker.referrals.make(sent.case_id, shelter)
    first = next(stick.rglob(sent.sealed_name))
    first.rename(stick.parent / first.name)
    worker.referrals.send(later.id, stick)

    inbox.open_stick()
    told = inbox.report()
    (stick.parent / first.name).rename(first)
    inbox.open_stick()

    assert told == [
        "1 referral is in.",
        "A file from Team A is missing: one made after it is here. Ask them to send it again.",
    ]
    assert inbox.report() == ["1 referral is in.", "1 file was in before."]


def test_a_missing_file_is_told_also_after_the_page_is_opened_anew(  # noqa: PLR0917 - offices
    inbox, desk, opened, worker, shelter, sent, stick
):
    later = worker.referrals.make(sent.case_id, shelter)
    first = next(stick.rglob(sent.sealed_name))
    away = first.rename(stick.parent / first.name)
    worker.referrals.send(later.id, stick)
    inbox.open_stick()

    told = InboxView(opened(InboxPage, desk), opened.settle).report()
    desk.inbox.open_stick([away])
    after = InboxView(opened(InboxPage, desk), opened.settle).report()

    assert told == [
        "A file from Team A is missing: one made after it is here. Ask them to send it again."
    ]
    assert after == []
