"""Every screen there is a picture of: nothing cut, nothing faint, nothing out of reach.

A new screen joins by its line in `packaging/shots_*.py`; nothing is to be written here.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from intake_app.i18n.pseudo import LONG, RIGHT_TO_LEFT
from intake_app.ui.palette import DARK, HIGH_CONTRAST, LIGHT
from intake_app.ui.style import Look
from intake_app.ui.widgets.numbers import DateAnswer
from tests.ui.screens.every import looking
from tests.ui.screens.every.conftest import SIZE

LANGUAGES = ("en", "ar", LONG, RIGHT_TO_LEFT)


@pytest.mark.parametrize(
    "scale", [1.0, pytest.param(2.0, marks=pytest.mark.slow)], ids=["100", "200"]
)
def test_every_word_has_room_in_every_language(name, scale, shown, world):
    found = {}
    with shown("en", Look(scale=scale)) as screen:
        for tag in LANGUAGES:
            world.surroundings.language.use(tag)
            world.settle()
            for look in (looking.cut, looking.outside, looking.overlapping):
                found[tag, look.__name__] = look(screen)
            found[tag, "size"] = looking.too_large(screen, SIZE)

    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "pair", [("en", "ti"), ("ar", "ti"), ("ti", "ar"), ("en", "my")], ids="-".join
)
def test_the_first_answer_to_a_question_is_in_sight_in_the_largest_text(
    name, pair, shown, world, monkeypatch
):
    monkeypatch.setattr(world, "person", pair[1])
    with shown(pair[0], Look(scale=2.0)) as screen:
        found = looking.below_the_fold(screen)

    assert found == []


@pytest.mark.parametrize("tag", ["en", pytest.param("ar", marks=pytest.mark.slow)])
def test_every_control_can_be_heard_hit_and_reached(name, tag, shown):
    with shown(tag) as screen:
        found = {
            look.__name__: look(screen)
            for look in (looking.nameless, looking.undescribed, looking.small, looking.unreached)
        }

    assert {what: where for what, where in found.items() if where} == {}


def test_every_word_stands_out_from_its_ground(name, shown, look):
    found = {}
    with shown() as screen:
        for palette in (LIGHT, DARK, HIGH_CONTRAST):
            look(Look(palette=palette))
            found[palette.ground] = looking.faint(screen)

    assert {ground: what for ground, what in found.items() if what} == {}


def test_every_screen_is_mirrored_whole_but_for_cover_and_says_all_in_the_language(
    name, shown, world
):
    with shown() as screen:
        before, corner = looking.order(screen), looking.corner(screen)
        world.surroundings.language.use(RIGHT_TO_LEFT)
        world.settle()
        unmirrored = looking.unmirrored(before, looking.order(screen))
        there = looking.corner(screen)
        world.surroundings.language.use(LONG)
        world.settle()
        untranslated = looking.untranslated(screen)

    assert unmirrored == []
    assert untranslated == []
    assert (corner is None) == (there is None)
    assert corner is None or max(*corner, *there) <= 24


@pytest.mark.parametrize("name", ["answer-later", "rights"])
def test_the_parts_of_a_day_are_read_from_the_side_the_language_begins_at(name, shown):
    sides = {}
    for tag in ("en", RIGHT_TO_LEFT):
        with shown(tag) as window:
            (day,) = looking.seen(window, DateAnswer)
            fields = day.findChildren(QLineEdit)
            sides[tag] = [field.mapTo(day, field.rect().center()).x() for field in fields]
            assert looking.cut(window) == []

    assert sides["en"] == sorted(sides["en"])
    assert sides[RIGHT_TO_LEFT] == sorted(sides[RIGHT_TO_LEFT], reverse=True)
