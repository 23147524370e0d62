"""What is written on the pages after the questions: kept on leaving, never shown when it is not."""

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from intake_app.domain.errors import DiskFullError
from intake_app.ui.conversation.pause import CalmPage
from tests.pages.after import AfterPages
from tests.ui.screens.conversation.test_after import THANKS, finish_with, live_of


@pytest.fixture
def after(talk):
    """Give the pages after the questions."""
    return AfterPages(talk.window)


@pytest.fixture
def finishing(room, after):
    """Give the last page of a talk that has just begun."""
    room.room.press("Finish gently")
    after.wait_for(THANKS)
    return room


@pytest.fixture
def refusing(finishing, monkeypatch):
    """Have the disk refuse everything that is noted beside the questions."""
    repository = type(finishing.profile._place.do(lambda unit: unit.remarks))

    def refuse(*_):
        raise DiskFullError

    monkeypatch.setattr(repository, "add", refuse)


@pytest.mark.usefixtures("refusing")
def test_a_wish_that_was_not_kept_is_not_shown_as_said(finishing, after):
    after.press("What is possible")
    after.wait_for("A bed, food and rest")

    after.choose_option("A lawyer", "Yes, please")

    after.wait_for("The disk is full")
    after.wait_until(lambda: not finishing.flow.scene.surroundings.tasks._running, "read anew")
    assert not any(b.isChecked() for b in finishing.flow.current().wish.buttons())


@pytest.mark.usefixtures("refusing")
def test_a_tick_that_was_not_kept_does_not_stand(finishing, after):
    after.press("Rights and my days")
    after.wait_for("Help costs nothing")

    after.explain("You can say no")

    after.wait_for("The disk is full")
    after.wait_until(lambda: after.explained() == [], "read anew")


def test_a_reading_that_was_not_kept_yet_is_kept_on_leaving(room, after):
    finish_with(room, after, R05="neither")
    after.press("Summary")
    after.wait_for("Someone else has the papers")
    after.press("Who has your papers and your phone now? Someone else has them")
    after.fill("How I read it, in my own words", "Somebody holds on to her")
    case = live_of(room).case.id

    room.flow.unsaved()  # as lock and close ask
    after.press("Back")
    after.wait_for(THANKS)

    summaries = room.profile.summaries
    after.wait_until(lambda: summaries.of(case, "en").reading is not None, "kept")
    assert summaries.of(case, "en").reading.text == "Somebody holds on to her"


def test_a_reading_in_the_making_stays_when_the_language_changes(room, after, language):
    finish_with(room, after, R05="neither")
    after.press("Summary")
    after.wait_for("Someone else has the papers")
    after.fill("How I read it, in my own words", "Somebody holds")

    language.use("ti")
    after.wait_until(lambda: not after.reads("Someone else has the papers"), "read anew")
    after.wait_until(lambda: not room.flow.scene.surroundings.tasks._running, "read")

    assert "Somebody holds" in {f.toPlainText() for f in after._seen(QPlainTextEdit)}


def test_after_a_pause_no_question_comes_that_was_asked_for_before_it(finishing, after):
    after.press("Needs and safety")
    after.key("F8")

    after.wait_until(lambda: not finishing.flow.scene.surroundings.tasks._running, "all read")
    QApplication.processEvents()

    assert isinstance(finishing.flow.current(), CalmPage)
