"""A memory hook: written down on a person's page, and never shown there."""

from __future__ import annotations

import pytest

from intake_app.ui.person.page import PersonPage
from intake_app.ui.widgets.text import Text
from tests.services.conftest import opening


@pytest.fixture
def hooks(worker):
    """Give the way to read all hooks."""
    return lambda: {line.case.id: line.case.hook for line in worker.conversations.lines(9)}


@pytest.fixture
def someone(worker):
    """Give somebody without a hook."""
    return worker.conversations.begin(opening()).case.id


@pytest.fixture
def known(worker):
    """Give somebody with one."""
    return worker.conversations.begin(opening(hook="green door")).case.id


@pytest.fixture
def page(opened, worker):
    """Give the page, which is not about anybody yet."""
    return opened(PersonPage, worker)


def test_it_is_kept_and_never_shown_here(page, opened, someone, hooks):
    page.open(someone)
    opened.settle()
    page.hook.open_button.click()
    page.hook.field.setText("grey umbrella")
    page.hook.keep.click()
    opened.settle()

    assert hooks()[someone] == "grey umbrella"
    assert page.hook.told.said() == "A memory hook is kept. Hold H under People to see it."
    assert not page.hook.form.isVisible()
    assert page.hook.field.text() == ""
    assert not any("grey umbrella" in text.said() for text in page.findChildren(Text))


def test_it_is_taken_away_and_a_slip_undone(page, opened, known, hooks):
    page.open(known)
    opened.settle()

    page.hook.away.click()
    opened.settle()
    away = hooks()[known]
    page.hook.undo.click()
    opened.settle()

    assert away == ""
    assert hooks()[known] == "green door"
    assert page.hook.away.isVisible()
    assert not page.hook.undo.isVisible()


def test_taking_away_and_bringing_back_can_each_be_pressed_twice(page, opened, known, hooks):
    page.open(known)
    opened.settle()

    for _ in range(2):
        page.hook.away.click()
    opened.settle()
    away = hooks()[known]
    for _ in range(2):
        page.hook.undo.click()
    opened.settle()

    assert away == ""
    assert hooks()[known] == "green door"


def test_what_was_only_typed_is_kept_when_the_page_is_left(page, opened, someone, known, hooks):
    page.open(someone)
    opened.settle()
    page.hook.open_button.click()
    page.hook.field.setText("red bicycle")

    page.open(known)
    opened.settle()

    assert hooks() == {someone: "red bicycle", known: "green door"}
    assert page.hook.field.text() == ""
