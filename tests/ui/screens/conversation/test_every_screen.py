"""What is true of every screen of the conversation: names, languages, Cover."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from intake_app.domain.case import AgeBranch
from intake_app.ui.conversation.after.page import AfterPage
from intake_app.ui.conversation.opening.ends import Safeguarding
from tests.services.conftest import opening

ACTS = {
    QAccessible.Role.Button,
    QAccessible.Role.PushButton,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.ButtonMenu,
}


def safe_here(talk):
    talk.begin()


def interpreter(talk):
    talk.begin()
    talk.opening.safe_here(company="1")
    talk.opening.wait_for("Is it all right that this person interprets?")


def agreement(talk):
    talk.begin()
    talk.opening.safe_here()
    talk.opening.wait_for("Talk with me now")


def not_safe(talk):
    talk.begin()
    talk.opening.safe_here(talk="2")
    talk.opening.wait_for("Not here, not now")


def safeguarding(talk):
    talk.begin()
    talk.opening.safe_here(age="3")
    talk.opening.wait_until(
        lambda: isinstance(talk.flow.current().current(), Safeguarding), "the card"
    )


def in_the_room(talk, **changes):
    live = talk.profile.conversations.begin(opening(**changes))
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")


def needs(talk):
    in_the_room(talk, age=AgeBranch.UNDER_18)


def text_question(talk):
    in_the_room(talk)
    talk.go_to("R18")
    talk.room.press("Add a note")


def paused(talk):
    in_the_room(talk)
    talk.room.key("F8")


def company(talk):
    in_the_room(talk)
    talk.room.press("We are alone")


def finishing(talk):
    in_the_room(talk)
    talk.room.press("Finish gently")
    talk.finish.wait_for("Thank you. We stop here for today.")
    talk.finish.read_back()


def _after(talk, way):
    in_the_room(talk)
    talk.room.press("Finish gently")
    talk.finish.wait_for("Thank you. We stop here for today.")
    talk.finish.press(way)
    talk.finish.wait_until(lambda: isinstance(talk.flow.current(), AfterPage), way)
    talk.finish.wait_until(lambda: not talk.flow.scene.surroundings.tasks._running, "read")


def plan(talk):
    _after(talk, "Plan")


def rights(talk):
    _after(talk, "Rights and my days")


def options(talk):
    _after(talk, "What is possible")


def summary(talk):
    _after(talk, "Summary")


SCREENS = [
    safe_here,
    interpreter,
    agreement,
    not_safe,
    safeguarding,
    in_the_room,
    needs,
    text_question,
    paused,
    company,
    finishing,
    plan,
    rights,
    options,
    summary,
]


@pytest.fixture(params=SCREENS, ids=lambda screen: screen.__name__)
def screen(request, talk):
    """Give the flow with each of its screens in sight, one after another."""
    request.param(talk)
    QApplication.processEvents()
    return talk


def controls_below(thing):
    for index in range(thing.childCount()):
        child = thing.child(index)
        if child is None or child.state().invisible:
            continue
        if child.role() in ACTS:
            yield child
        yield from controls_below(child)


def test_every_control_has_a_name(screen):
    found = list(controls_below(QAccessible.queryAccessibleInterface(screen.flow)))

    assert found
    nameless = [c.object() for c in found if not c.text(QAccessible.Text.Name).strip()]
    assert nameless == []


@pytest.mark.parametrize("tag", ["ar", "ti"])
def test_the_language_changes_in_place_and_nothing_is_lost(screen, language, tag):
    before = screen.flow.current()
    language.use(tag)
    QApplication.processEvents()

    assert screen.flow.current() is before
    cover = language.catalog_of(tag)
    assert cover.language.is_rtl is (
        QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    )


def test_cover_is_in_the_bottom_right_corner_in_both_directions(screen, language, qtbot):
    for tag in ("en", "ar"):
        language.use(tag)
        QApplication.processEvents()
        top = screen.flow.current()
        bars = [w for w in top.findChildren(type(_footer(screen))) if w.isVisible()]
        button = bars[0].cover_button
        corner = button.mapTo(screen.window, button.rect().bottomRight())
        assert screen.window.width() - corner.x() < 40
        assert screen.window.height() - corner.y() < 40
    with qtbot.waitSignal(screen.flow.cover_asked):
        button.click()


def _footer(talk):
    from intake_app.ui.widgets.bars import FooterBar  # noqa: PLC0415 - needs Qt

    return next(iter(talk.flow.findChildren(FooterBar)))
