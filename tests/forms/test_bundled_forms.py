"""What every bundled form keeps to (docs/design: mistakes experts would spot at once)."""

from __future__ import annotations

import csv
import re

from pyxform.xls2xform import convert

from intake_app.domain.referral import FIELD_GROUPS, Urgency
from tests.forms.conftest import BIND, ROOT

PURPOSES = {"consent", "safety", "needs", "indicators", "referral", "notes"}
WORDS_NEVER_USED = re.compile(
    r"\b(why|victim\w*|traffick\w*|prostitut\w*|exploit\w*|suspect\w*|case|illegal)\b",
    re.IGNORECASE,
)


def test_a_form_compiles_without_a_warning(form):
    sheets = {"survey": form.survey, "choices": form.choices, "settings": form.settings}

    result = convert(sheets, form_name="data")

    assert result.warnings == []
    assert 'xmlns:intake="urn:intake:form:1"' in result.xform


def test_a_form_says_that_it_is_a_draft_and_which_one_it_is(form):
    (settings,) = form.settings

    assert settings["intake_status"] == "draft"
    assert settings["form_id"] == form.id
    assert settings["version"]


def test_nothing_is_required(form):
    assert [row["name"] for row in form.questions if "required" in row] == []


def test_every_question_says_what_it_is_for_and_how_delicate_it_is(form):
    for row in form.questions:
        assert row[f"{BIND}purpose"] in PURPOSES, row["name"]
        assert row[f"{BIND}sensitivity"] in {"0", "1", "2", "3"}, row["name"]
        assert row[f"{BIND}by"] in {"ask", "observe", "either", "worker"}, row["name"]
        assert row.get(f"{BIND}group", "need") in FIELD_GROUPS, row["name"]
        assert row[f"{BIND}meaning"], row["name"]


def test_an_answer_that_is_missing_is_never_read_as_no(form):
    conditions = [row.get("relevant", "") for row in form.survey]

    assert [text for text in conditions if "!=" in text or "not(" in text or "'no'" in text] == []


def test_yes_or_no_lists_leave_the_other_answers_to_the_program(form):
    assert [c["name"] for c in form.choices if c["list_name"] == "yn"] == ["yes", "no"]
    assert not {c["name"] for c in form.choices} & {
        "unknown",
        "dont-know",
        "declined",
        "rather-not",
    }


def test_no_text_holds_a_word_that_hurts_or_betrays(form):
    found = {ctx: text for ctx, text in form.texts().items() if WORDS_NEVER_USED.search(text)}

    assert found == {}


def test_rows_the_opening_screens_fill_stand_in_a_group_of_their_own(form):
    topics: dict[str, list[dict[str, str]]] = {}
    topic, depth = "", 0
    for row in form.survey:
        if row["type"].startswith("begin"):
            topic, depth = (row["name"], 1) if depth == 0 else (topic, depth + 1)
        elif row["type"].startswith("end"):
            depth -= 1
        else:
            topics.setdefault(topic, []).append(row)

    filled = {name: [f"{BIND}filled" in row for row in rows] for name, rows in topics.items()}

    assert all(filled["start"])
    assert not any(any(flags) for name, flags in filled.items() if name != "start")


def test_the_workers_rows_are_never_asked(form):
    notes = {row["name"] for row in form.questions if row[f"{BIND}by"] == "worker"}
    about_the_worker = {row["name"] for row in form.questions if row["label"].startswith("What I ")}

    assert about_the_worker <= notes
    assert notes


def test_a_gate_opens_the_rest_of_its_topic(both):
    adult, _ = both
    gates = [row for row in adult.questions if row.get(f"{BIND}gate") == "yes"]

    assert [row["name"] for row in gates] == ["R08_gate"]
    behind = [row for row in adult.questions if row["name"].startswith(("R08", "R12"))]
    assert all("selected(${R08_gate}, 'yes')" in row["relevant"] for row in behind[1:])


def test_every_source_is_listed_with_its_licence(form):
    with (ROOT / "forms" / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["code"]: row["licence"] for row in csv.DictReader(file)}

    used = {code for row in form.questions for code in row.get(f"{BIND}src", "").split(";") if code}

    assert used <= {code for code, licence in listed.items() if licence}
    assert {row.get(f"{BIND}src_relation", "concept") for row in form.questions} == {"concept"}


def test_the_form_for_the_young_never_asks_what_happened(both):
    _, needs = both

    shared = {row.get(f"{BIND}group") for row in needs.questions}
    purposes = {row[f"{BIND}purpose"] for row in needs.questions}

    assert "account" not in shared
    assert "indicators" not in purposes


def test_the_same_meaning_has_the_same_choices_and_the_same_group(both):
    adult, needs = both
    of_adult = {row[f"{BIND}meaning"]: row for row in adult.questions}
    pairs = [
        (of_adult[row[f"{BIND}meaning"]], row)
        for row in needs.questions
        if row[f"{BIND}meaning"] in of_adult
    ]

    assert len(pairs) == 11
    for one, other in pairs:
        assert adult.codes_of(one) == needs.codes_of(other)
        assert one.get(f"{BIND}group") == other.get(f"{BIND}group")


def test_how_soon_uses_the_codes_of_a_referral(form):
    (row,) = [row for row in form.questions if row[f"{BIND}meaning"] == "urgency"]

    assert form.codes_of(row) == [Urgency.TODAY, Urgency.THREE_DAYS, Urgency.TWO_WEEKS]


def test_each_meaning_stands_once_in_a_form(form):
    meanings = [row[f"{BIND}meaning"] for row in form.questions]

    assert len(meanings) == len(set(meanings))


def test_what_betrays_a_person_is_most_delicate(form):
    guarded = {"name-to-call", "safe-contact", "keep-away", "health-and-access"}

    levels = {
        row[f"{BIND}meaning"]: row[f"{BIND}sensitivity"]
        for row in form.questions
        if row[f"{BIND}meaning"] in guarded
    }

    assert levels == dict.fromkeys(guarded, "3")
