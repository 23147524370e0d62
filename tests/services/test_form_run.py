"""A form run through the steps of a script, as programs that check forms do it."""

from __future__ import annotations

import json

import pytest

from intake_app.domain.errors import UsageError
from intake_app.services import form_run
from tests.simulators import SeededRandom
from tests.xforms.scenario import compiled

SURVEY = """
    | type          | name | label::English (en) | label::French (fr) | required |
    | integer       | age  | How old?            | Quel age ?         |          |
    | select_one yn | safe | Safe?               | En securite ?      | yes      |
    | begin_repeat  | stay | Stay                | Sejour             |          |
    | text          | town | Town                | Ville              |          |
    | end_repeat    |      |                     |                    |          |
"""
YES_NO = """
    | list_name | name | label::English (en) | label::French (fr) |
    | yn        | yes  | Yes                 | Oui                |
    | yn        | no   | No                  | Non                |
"""
FRENCH_AND_ENGLISH = compiled(SURVEY, YES_NO, default_language="English (en)").definition
NO_LANGUAGES = compiled(
    "| type | name | label |\n| decimal | a | A |", default_language=""
).definition


def run(steps, definition=FRENCH_AND_ENGLISH, **head):
    script = form_run.read_script(json.dumps({"steps": steps, **head}).encode())
    return list(form_run.run(definition, script, SeededRandom()))


def said(outcome) -> str:
    assert outcome.error is not None
    return outcome.error.summary.msgid


@pytest.mark.parametrize(
    "op", ["restoreXYZ", "serializeAndDeserialize", "Answer", "jump", "", "answer "]
)
def test_a_step_of_no_known_name_is_refused(op):
    _, refused = run([{"op": op}])

    assert said(refused).startswith("There is no step called")
    assert refused.op == op
    assert refused.changed == {}


@pytest.mark.parametrize("op", [None, 5, ["answer"], {"op": "answer"}])
def test_a_step_whose_name_is_no_text_is_refused(op):
    _, refused = run([{"op": op}])

    assert said(refused).startswith("A step needs an op")
    assert refused.op == ""


@pytest.mark.parametrize("op", sorted(form_run.RESTORES))
def test_what_was_answered_survives_every_kind_of_restoring(op):
    *_, restored, again = run(
        [{"op": "answer", "ref": "/data/age", "value": 17}, {"op": op}, {"op": "next"}]
    )

    assert restored.error is None
    assert restored.changed == {}
    assert again.changed == {}


@pytest.mark.parametrize("lang", ["??", "", "  ", "de", "Klingon", None, 5, ["fr"]])
def test_a_language_that_the_form_does_not_have_is_refused(lang):
    _, refused = run([{"op": "setLanguage", "lang": lang}])

    assert said(refused).startswith("This form has no language")
    assert refused.language == "en"
    assert refused.changed == {}


@pytest.mark.parametrize("lang", ["fr", "French (fr)", "fr-CA", "FR"])
def test_a_language_goes_by_its_tag_or_by_the_name_the_author_gave_it(lang):
    _, french = run([{"op": "setLanguage", "lang": lang}])

    assert french.error is None
    assert french.changed["/data/age"]["label"] == "Quel age ?"


def test_languages_that_the_form_does_not_have_are_told_of_at_the_start():
    (started,) = run([], languages=["fr", "??"])

    assert said(started).startswith("This form has no language")


def test_the_first_language_asked_for_is_shown():
    (started,) = run([], languages=["fr", "en"])

    assert started.language == "fr"
    assert started.changed["/data/safe"]["options"] == [["yes", "Oui"], ["no", "Non"]]


def test_a_form_that_names_no_language_is_shown_in_the_one_asked_for():
    started, refused = run([{"op": "setLanguage", "lang": "??"}], NO_LANGUAGES, languages=["ti"])

    assert (started.error, started.language) == (None, "ti")
    assert refused.error is not None


@pytest.mark.parametrize(
    "ref",
    [
        "/data/nowhere",
        "data/age",
        "/data/age/",
        "//age",
        "/data/age[0]",
        "/data/age[2]",
        "/data/age[x]",
        "/data/*",
        "",
        "/",
        None,
        5,
        ["/data/age"],
        "/data",
        "/data/stay[1]",
    ],
)
def test_an_answer_to_what_is_no_question_is_refused(ref):
    _, refused = run([{"op": "answer", "ref": ref, "value": "1"}])

    assert refused.error is not None
    assert refused.changed == {}


@pytest.mark.parametrize(
    "ref", ["/data/stay[9]/x[", "/data/age", "stay", "/data/stay[x]", 7, "/data/no/stay"]
)
def test_an_entry_is_added_to_a_list_of_entries_only(ref):
    _, refused = run([{"op": "createNewRepeat", "ref": ref}])

    assert refused.error is not None
    assert refused.removed == []


def test_entries_come_and_go():
    _, added, answered, removed = run(
        [
            {"op": "createNewRepeat", "ref": "/data/stay#range"},
            {"op": "answer", "ref": "/data/stay[2]/town", "value": "A"},
            {"op": "removeRepeat", "ref": "/data/stay[2]"},
        ]
    )

    assert added.changed["/data/stay#range"] == {"count": 2}
    assert answered.changed == {"/data/stay[2]/town": {"value": "A"}}
    assert removed.removed == ["/data/stay[2]", "/data/stay[2]/town"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"value": {"x": "1"}},
        {"value": [{"x": "1"}]},
        {"value": "many"},
        {"value": True},
        {"state": "no"},
        {"state": 5},
        {"state": ["asked-declined"]},
        {"value": "1", "basis": "rumour"},
        {"value": "1", "basis": {}},
    ],
)
def test_a_value_a_state_or_a_basis_that_makes_no_sense_is_refused(fields):
    _, refused = run([{"op": "answer", "ref": "/data/age", **fields}])

    assert refused.error is not None
    assert refused.changed == {}


@pytest.mark.parametrize(
    ("value", "kept"),
    [("17", "17"), (17, "17"), (17.0, "17"), (None, ""), ({"$bigint": "17"}, "17"), (["17"], "17")],
)
def test_a_value_may_be_text_or_what_json_has_for_it(value, kept):
    *_, answered = run(
        [
            {"op": "answer", "ref": "/data/age", "value": 1},
            {"op": "answer", "ref": "/data/age", "value": value, "basis": "said"},
        ]
    )

    assert answered.error is None
    assert answered.changed == {"/data/age": {"value": kept}}


def test_an_answer_of_another_type_empties_the_question_as_in_other_programs():
    steps = [{"op": "answer", "ref": "/data/age", "value": v} for v in (19, "nineteen")]

    _, _, refused = run(steps)

    assert said(refused) == "This answer does not fit the question."
    assert refused.changed["/data/age"]["value"] == ""


def test_a_fraction_for_a_whole_number_is_cut_off_as_in_other_programs():
    steps = [{"op": "answer", "ref": "/data/age", "value": v} for v in (19, "20.7")]

    _, _, cut = run(steps)

    assert cut.error is None
    assert cut.changed["/data/age"]["value"] == "20"


def test_a_yes_or_no_is_written_as_xforms_does():
    _, answered = run([{"op": "answer", "ref": "/data/stay[1]/town", "value": True}])

    assert answered.changed == {"/data/stay[1]/town": {"value": "true"}}


def test_a_state_stands_in_the_place_of_a_value():
    _, declined, fresh = run(
        [
            {"op": "answer", "ref": "/data/age", "state": "asked-declined", "basis": "said"},
            {"op": "newInstance"},
        ]
    )

    assert declined.changed == {"/data/age": {"state": "asked-declined"}}
    assert fresh.changed["/data/age"] == {"state": None}


def test_the_same_seed_gives_the_same_chance():
    dice = compiled(
        "| type | name | label | calculation |\n| calculate | a | | random() |\n| text | b | B | |"
    ).definition

    first, second = (run([], dice, seed=7)[0].changed for _ in range(2))
    (other,) = run([], dice, seed=8)

    assert first == second
    assert first != other.changed


@pytest.mark.parametrize(
    "script",
    [
        b"",
        b"5",
        b'"x"',
        b"[5]",
        b'{"steps": 5}',
        b'{"steps": [], "languages": "en"}',
        b'{"steps": [], "tz": "Nowhere/Land"}',
        b'{"steps": [], "tz": 5}',
        b'{"steps": [], "now": "yesterday"}',
        b'{"steps": [], "seed": "x"}',
        b'{"op": "next"}\n{"op": ',
    ],
)
def test_a_file_that_is_no_script_is_refused(script):
    with pytest.raises(UsageError):
        form_run.read_script(script)


@pytest.mark.parametrize(
    "script",
    [
        b'[{"op": "next"}]',
        b'{"op": "next"}',
        b'{"now": "2026-03-01T09:00:00", "steps": [{"op": "next"}]}',
        b'{"tz": "Africa/Asmara"}\n{"op": "next"}',
    ],
)
def test_a_script_is_a_list_an_object_or_one_step_a_line(script):
    assert [step["op"] for step in form_run.read_script(script).steps] == ["next"]
