"""The whole job between two offices, through their real windows and one stick."""

from __future__ import annotations

import pytest

from tests.journeys import story

pytestmark = pytest.mark.e2e


def test_from_the_first_run_to_the_answer_that_says_accepted(journey, tmp_path):
    words = story.Words()
    stick = tmp_path / "stick"
    stick.mkdir()
    shelter = journey(tmp_path / "shelter", "seven grey boats in the rain")
    team = journey(tmp_path / "team", "four blue lamps by a river")
    story.get_to_know_each_other(team, shelter, stick)

    talk = story.begin(team, words)
    story.say_what_is_different(talk, words)
    typed = talk.text_in_hand()
    talk.key("Ctrl+L")
    team.cover_and_return()
    story.say_what_is_needed(talk, words)
    story.rest_a_while(talk)
    story.share_and_leave(team, talk, stick, words)
    read = story.accept(shelter, stick, words)
    story.hear_the_answer(team, stick, words)

    assert typed == words.different
    assert "A safe place to sleep" in read
    assert words.purpose in read
    assert words.different not in read
    assert words.name not in read
