"""Languages, keys and names on the referral screen, and whom it does not ask for a story."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.domain.case import AgeBranch
from intake_app.ui.style import Look
from tests.services.conftest import opening

NEED = "What is needed, and how soon"
NAME = "Name to call"


def test_a_change_of_language_keeps_every_answer(page, shelter, language):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)
    opened.wait_for_leaving("marker-name")

    language.use("ar")

    opened.wait_for("الاسم المستعمل للنداء")
    answers = {row.line.group: row.answer() for row in opened.root.lines.rows()}
    assert [group for group, answer in answers.items() if answer] == ["name"]
    assert any("marker-name" in line for line in opened.leaving())


def test_the_pair_puts_the_person_s_language_first_in_what_leaves(page, shelter, qtbot):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME, "Languages")
    opened.wait_for_leaving("marker-languages")
    assert NAME in opened.leaving()

    opened.key("Ctrl+L")

    opened.wait_until(lambda: NAME not in opened.leaving(), "Tigrinya leads")
    assert any("marker-name" in line for line in opened.leaving())
    assert opened.reads(NAME)


def test_one_and_two_are_yes_and_no(page, shelter):
    opened = page()
    opened.choose("House B")

    opened.key("1")
    opened.wait_until(lambda: opened.ticked() == [NEED], "one is yes")
    opened.key("2")

    assert opened.ticked() == []


def test_tab_goes_through_the_lines_before_how_they_agreed_and_the_foot(page, shelter):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)
    opened.wait_for_leaving("marker-name")
    screen = opened.root
    rows = screen.lines.rows()
    rows[0].segments().buttons()[0].setFocus()

    places = {}
    for step in range(80):
        at = QApplication.focusWidget()
        for name, part in {
            **{f"line {n}": row for n, row in enumerate(rows)},
            "agreed": screen.leaves.manner,
            "make": screen.leaves.make_button,
            "cover": screen.footer.cover_button,
        }.items():
            if part is at or part.isAncestorOf(at):
                places.setdefault(name, step)
        QTest.keyClick(at, Qt.Key.Key_Tab)

    lines = [f"line {n}" for n in range(len(rows))]
    assert sorted(places, key=places.get)[: len(lines) + 1] == [*lines, "agreed"]
    assert places["agreed"] < places["cover"]


def test_of_someone_who_may_be_under_age_the_story_is_not_offered(page, worker, shelter):
    live = worker.conversations.begin(opening(age=AgeBranch.MAYBE_UNDER_18))
    opened = page(live.case)

    opened.choose("House B")

    offered = {row.line.group for row in opened.root.lines.rows()}
    assert offered
    assert not offered & {"account", "observed"}


def test_every_control_has_a_name(page, shelter, chosen, stick):
    opened = page()
    assert opened.nameless() == []
    opened.choose("House B")
    assert opened.nameless() == []
    opened.root.terms_line.change_button.click()
    assert opened.nameless() == []
    opened.press("Done")
    opened.say("Yes", NAME)
    opened.agree()
    chosen.path = stick
    opened.make()
    opened.wait_for("The file is on the stick, read back and whole.")
    assert opened.nameless() == []


def test_nothing_of_one_person_is_shown_when_another_is_opened(page, worker, shelter):
    opened = page()
    opened.choose("House B")
    other = worker.conversations.begin(opening())
    opened.say("Yes", NAME)

    opened.root.open(other.case.id, ("en", "ti"))

    opened.wait_for("Who is it for?")
    opened.choose("House B")
    opened.say("Yes", "Languages")
    opened.wait_for_leaving("ትግርኛ")
    assert not any("marker" in line for line in opened.leaving())


def test_where_letters_are_large_the_foot_scrolls_and_nothing_is_cut(page, shelter, look):
    look(Look(scale=2.0))
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)

    opened.wait_for_leaving("marker-name")

    pane, manner = opened.root.leaves, opened.root.leaves.manner
    opened.wait_until(
        lambda: manner.height() >= manner.heightForWidth(manner.width()), "all ways to agree fit"
    )
    assert pane.make_button.geometry().bottom() < pane.height()
