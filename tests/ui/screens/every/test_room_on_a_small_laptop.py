"""The room at 1366 x 690: a whole question, its ways of not answering and where it is from."""

from __future__ import annotations

import pytest

from intake_app.ui.style import Look
from intake_app.ui.widgets.choice_row import ChoiceRow
from intake_app.ui.widgets.source import SourceLine
from shots_list import screens
from tests.ui.screens.every.conftest import SIZE


@pytest.mark.parametrize("pair", [("en", "ti"), ("ar", "ti"), ("ti", "ar")], ids="-".join)
def test_a_question_with_five_choices_needs_no_scrolling(pair, world, look, monkeypatch):
    look(Look())
    monkeypatch.setattr(world, "person", pair[1])
    world.surroundings.language.use(pair[0])
    screen = screens()["room"](world)
    screen.resize(*SIZE)
    screen.show()
    world.settle()
    parts = [w for kind in (ChoiceRow, SourceLine) for w in screen.findChildren(kind)]
    shown = [part for part in parts if part.isVisible()]
    cut = [part for part in shown if part.visibleRegion().boundingRect() != part.rect()]
    rows = [part for part in shown if isinstance(part, ChoiceRow)]
    screen.close()
    screen.deleteLater()
    world.settle()
    world.surroundings.language.use("en")

    assert len(rows) == 8
    assert cut == []
