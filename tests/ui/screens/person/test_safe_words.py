"""How to reach somebody and a phrase for the phone: of the person in sight alone."""

from __future__ import annotations

import pytest

from tests.services.conftest import opening
from tests.ui.screens.person.test_person_page import (  # noqa: F401 - fixtures
    PHRASE,
    live,
    page,
    show,
    view,
)


@pytest.mark.parametrize("is_open", [False, True])
def test_nothing_is_said_of_the_phrase_of_the_person_before(show, view, worker, live, is_open):  # noqa: F811 - fixtures
    page = view.root  # noqa: F811 - the one in sight
    other = worker.conversations.begin(opening(hook="red gate"))
    worker.taking_back.agree_words(live.case.id, phrase=PHRASE, reach="")
    page.open(live.case.id)
    show.settle()
    said = view.reads("A phrase is agreed. A new one takes its place.")
    if is_open:
        view.press("Agree how to reach them, and a phrase for the phone")

    page.open(other.case.id)
    show.settle()

    later = page.later
    assert said
    assert [w.isVisible() for w in (later.told, later.form, later.open_button)] == [
        False, False, True,
    ]  # fmt: skip
