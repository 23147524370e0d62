"""Words typed into a form, no button pressed: there again after leaving and after a real lock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from intake_app.domain.errors import DiskFullError
from intake_app.services.forms import PLAN_FORM
from intake_app.services.passphrases import as_secret
from intake_app.ui.shell.unsaved import UnsavedDialog
from tests.pages.app import AppPage
from tests.pages.lock import LockPage
from tests.services.conftest import opening
from tests.ui.screens.shell.conftest import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "half of a"


def at_the_person(app, code):
    """Go to the page of the one person there is."""
    app.go("People")
    spoken = f"{code[:3]} {code[3:]}"
    app.wait_for(f"{spoken}, ")
    named = (text for text in app.texts() if text.startswith(spoken))
    app.press(next(text for text in named if text.endswith(": Open")))
    app.wait_for("For a court or a lawyer")
    app.settle()


def after(way):
    """Return the way to one of the pages after the questions."""

    def go(app, code):
        at_the_person(app, code)
        app.press(way)
        app.wait_for("Something is wrong")
        app.settle()

    return go


def in_the_room(app, _code):
    """Take the conversation up again."""
    app.go("Today")
    app.press("Go on")
    app.wait_for("You can stop here.")
    app.settle()


def at_the_end(app, code):
    """Finish gently, as far as the last page."""
    in_the_room(app, code)
    app.press("Finish gently")
    app.wait_for("Thank you. We stop here for today.")
    app.settle()


def in_the_glossary(app, code):
    """Look into the glossary over the room."""
    in_the_room(app, code)
    app.key("F4")
    app.settle()


@dataclass(frozen=True, kw_only=True)
class Form:
    """How to get to a field, and what it is called."""

    go: Callable[[AppPage, str], None]
    field: str
    opens: tuple[str, ...] = ()
    back: str = "Back"
    text: str = TEXT
    then: Callable[[AppPage, str], None] | None = None
    """Where a lock puts the words, if not into the field: they are kept as agreed."""


COURT = "For a court or a lawyer"
SAFE = "Yes, it is safe"
AGREE = "Agree how to reach them, and a phrase for the phone"
FORMS = {
    "note": Form(go=in_the_room, opens=("Add a note",), field="Note beside this question", back=""),
    "unclear": Form(
        go=in_the_room,
        opens=("What I did not understand",),
        field="What I did not understand, to ask again in other words",
        back="",
    ),
    "word": Form(go=in_the_glossary, opens=("Add a word",), field="What it means", back=""),
    "reading": Form(go=after("Summary"), field="How I read it, in my own words"),
    "day": Form(
        go=after("Rights and my days"), field="A few words, for example where; may stay empty"
    ),
    "year of a day": Form(go=after("Rights and my days"), field="The day: Year", text="2027"),
    "plan": Form(
        go=after("Plan"),
        field="Whom to turn to, as the person wants it called. Nothing needs to stand here.",
    ),
    "card": Form(go=after("Something to take along"), opens=(SAFE,), field="A telephone number"),
    "hold": Form(
        go=at_the_person,
        opens=(COURT,),
        field="Why it has to be kept, and who asks for it",
        back="Back to the list",
    ),
    "order": Form(
        go=at_the_person,
        opens=(COURT,),
        field="Who ordered the copy, and the number of the order",
        back="Back to the list",
    ),
    "reason": Form(
        go=at_the_person,
        opens=(COURT,),
        field="The law or rule, and who decided here that it is followed",
        back="Back to the list",
    ),
    "reach": Form(
        go=at_the_person, opens=(AGREE,), field="How to reach them safely", back="Back to the list"
    ),
    "reach at the end": Form(
        go=at_the_end,
        opens=(AGREE,),
        field="How to reach them safely",
        back="",
        then=at_the_person,
    ),
}


@pytest.fixture
def code(program, folder):
    """Give the number of a person in the profile, who plans something and waits to go on."""
    profile = program.profiles.unlock(folder, as_secret(WORDS))
    live = profile.conversations.begin(opening())
    live.answer(live.node_named("R05"), "neither").saved.result()
    plan = profile.further.open(live.case.id, PLAN_FORM)
    plan.answer(plan.node_named("N19"), "A neighbour", language="en").saved.result()
    profile.close()
    return live.case.code


def stands(app, form):
    """Whether the words stand in any field, or anywhere as kept."""
    fields = [w.text() for w in app._seen(QLineEdit)] + [
        w.toPlainText() for w in app._seen(QPlainTextEdit)
    ]
    return form.text in fields or app.reads(form.text)


def come_to(app, form, code):
    """Go to the form and open it, unless it is open."""
    form.go(app, code)
    for words in form.opens:
        if app._field(form.field) is None and not stands(app, form):
            (app.press_part if words == SAFE else app.press)(words)
            app.settle()


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_what_is_typed_is_there_after_leaving_and_after_a_lock(
    shown, folder, code, successors, form
):
    first = shown(folder, page=LockPage)
    first.unlock(WORDS)
    app = AppPage(first.root)
    come_to(app, form, code)
    app.fill(form.field, form.text)
    if form.back:
        app.press(form.back)
        app.settle()
        come_to(app, form, code)
        app.wait_until(lambda: stands(app, form), "the words after leaving")

    app.key("F9")
    app.press_on_cover(Qt.Key.Key_Escape)  # without a PIN that locks for real
    app.wait_until(lambda: successors.locked, "the lock")
    first.root.cover.lift()  # the real lock ends the process
    QApplication.processEvents()

    second = shown(folder, page=LockPage)
    second.unlock(WORDS)
    again = AppPage(second.root)
    come_to(again, replace(form, go=form.then or form.go), code)
    again.wait_until(lambda: stands(again, form), "the words after the lock")


def test_closing_asks_while_half_typed_words_found_no_room(shown, folder, code, monkeypatch):
    first = shown(folder, page=LockPage, grace=1)
    first.unlock(WORDS)
    app, window = AppPage(first.root), first.root
    in_the_room(app, code)
    settings = type(window.profile._place.do(lambda unit: unit.settings))

    def refuse(*_):
        raise DiskFullError

    app.press("Add a note")
    app.type(TEXT)
    with monkeypatch.context() as disk:
        disk.setattr(settings, "put", refuse)
        window.close()
        app.wait_until(lambda: window.findChild(UnsavedDialog) is not None, "the question")
        told = AppPage(window.findChild(UnsavedDialog))
        asked = told.reads("1 answer is not saved yet. It would be lost.")
        told.press("Stay here")
    window.surroundings.tasks.try_again()
    app.wait_until(lambda: window.unsaved() == 0, "room again")
    window.close()

    assert asked
    assert window.profile is None
    profile = window.surroundings.program.profiles.unlock(folder, as_secret(WORDS))
    (line,) = profile.conversations.lines()
    words = profile.conversations.half_typed.read(line.case.id).values()
    profile.close()
    assert [each.text for each in words] == [TEXT]
