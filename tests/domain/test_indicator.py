"""What may be said of a dimension: never less than what was said, never "no" for silence."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.indicator import (
    DIMENSIONS,
    MEANINGS,
    SIGNS,
    Standing,
    Strength,
    Word,
    is_several,
    standing,
)

FORMS = Path(__file__).parents[2] / "forms"
VECTORS = json.loads((Path(__file__).parent / "delphi_vectors.json").read_text("ascii"))
WORDS = st.tuples(st.sampled_from(list(Strength)), st.sampled_from(list(Word)))


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['S']}{row['M']}{row['W']}")
def test_several_is_what_the_published_counting_rule_says(row):
    assert is_several(row["S"], row["M"], row["W"]) is row["positive"]


@given(st.lists(WORDS))
def test_silence_is_never_no(words):
    open_ones = [word for _, word in words if word is Word.OPEN]

    found = standing(words)

    assert not (open_ones and found is Standing.NOTHING)
    assert not (not words and found is Standing.NOTHING)


@given(st.lists(WORDS), st.sampled_from(list(Strength)))
def test_one_more_thing_said_never_makes_less_of_it(words, strength):
    rank = [Standing.NOTHING, Standing.SOME, Standing.SEVERAL]
    before = standing(words)

    after = standing([*words, (strength, Word.YES)])

    assert after is not Standing.NOTHING
    if before in rank and after in rank:
        assert rank.index(after) >= rank.index(before)
    assert not (before is Standing.SEVERAL and after is not Standing.SEVERAL)


@given(st.lists(WORDS))
def test_an_answer_taken_back_never_leaves_a_no_behind(words):
    opened = [(strength, Word.OPEN) for strength, _ in words]

    assert standing(opened) is Standing.NOT_ENOUGH


def test_every_choice_says_only_what_its_question_is_mapped_to():
    rows = {}
    for path in FORMS.glob("*/survey.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                maps = set((row["bind::intake:maps"] or "").split())
                rows.setdefault(row["bind::intake:meaning"], set()).update(maps)

    for (meaning, choice), row in MEANINGS.items():
        named = {name.rstrip("*") for name in (*row.says, *row.denies)}
        known = rows[meaning] | {sign.partition(".")[0] for sign in rows[meaning]}
        assert named <= known, (meaning, choice, named - known)


def test_every_sign_stands_in_a_dimension():
    assert {sign.dimension for sign in SIGNS.values()} == {d.id for d in DIMENSIONS}
