"""What every bundled form keeps to (docs/design: mistakes experts would spot at once)."""

from __future__ import annotations

import csv
import re
from itertools import combinations

import pytest
from pyxform.xls2xform import convert

from intake_app.domain.referral import FIELD_GROUPS, Urgency
from intake_app.i18n import texts
from intake_app.xforms.source import pack_source, unpack
from tests.forms.conftest import BIND, ROOT

PURPOSES = {"consent", "safety", "needs", "indicators", "referral", "notes"}
MOST_DELICATE = {
    "guardian",
    "health-and-access",
    "keep-away",
    "name-to-call",
    "pregnant",
    "safe-contact",
    "sexual-harm-five-days",
    "thoughts-of-ending-life",
}
BEHIND_A_GATE = {
    "hurt-or-scared",
    "made-to-do",
    "medicine-ends",
    "pregnant",
    "sexual-harm-five-days",
    "thoughts-of-ending-life",
}


def test_a_form_compiles_without_a_warning(form):
    packed = pack_source(form.folder, ROOT / "translations")

    result = convert(unpack(packed.arguments, packed.data).as_workbook(), form_name="data")

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


def test_every_list_of_choices_is_there_and_every_choice_has_words(form):
    wanted = {row["type"].split()[1] for row in form.questions if row["type"].startswith("select")}

    assert {choice["list_name"] for choice in form.choices} == wanted
    names = [(choice["list_name"], choice["name"]) for choice in form.choices]
    assert len(names) == len(set(names))
    assert all(choice["label"] for choice in form.choices)


def test_nothing_and_something_together_are_pointed_out(form):
    for row in form.questions:
        if row["type"].startswith("select_multiple") and "nothing" in form.codes_of(row):
            assert "selected(., 'nothing')" in row["constraint"], row["name"]
            assert row["constraint_message"], row["name"]


def test_yes_or_no_lists_leave_the_other_answers_to_the_program(form):
    assert [c["name"] for c in form.choices if c["list_name"] == "yn"] in ([], ["yes", "no"])
    assert not {c["name"] for c in form.choices} & {
        "unknown",
        "dont-know",
        "declined",
        "rather-not",
    }


def test_rows_the_opening_screens_fill_stand_in_groups_of_their_own(form):
    filled = {
        name: {f"{BIND}filled" in row for row in rows}
        for name, rows in form.topics.items()
        if name != "notes"
    }

    assert all(len(flags) == 1 for flags in filled.values())


def test_no_form_but_the_agreement_asks_what_the_opening_screens_asked(forms):
    opened = {f"{BIND}filled", f"{BIND}text"}
    asked = {
        row[f"{BIND}meaning"]
        for name, form in forms.items()
        if name != "consent-and-information"
        for row in form.questions
        if not opened & set(row)
    }

    assert not asked & {row[f"{BIND}meaning"] for row in forms["consent-and-information"].questions}
    assert not asked & {"agreed-to-talk", "can-talk-here", "age", "interpreter"}


def test_the_workers_rows_are_never_asked(form):
    notes = {row["name"] for row in form.questions if row[f"{BIND}by"] == "worker"}
    about_the_worker = {
        row["name"] for row in form.questions if row.get("label", "").startswith(("What I ", "My "))
    }

    assert about_the_worker <= notes
    assert notes == {row["name"] for row in form.topics["notes"]}


def test_a_gate_offers_yes_and_another_person_and_stands_before_what_it_opens(form):
    for rows in form.topics.values():
        gates = [row for row in rows if row.get(f"{BIND}gate") == "yes"]
        for gate in gates:
            assert form.codes_of(gate) == ["yes", "other-person"]
        if not gates:
            continue
        assert rows[0] in gates  # what can be left out is said before anything else
        open_now = ""
        for row in rows:
            if open_now and row.get(f"{BIND}gate") != "yes" and "begin" not in row["type"]:
                inherited = "relevant" not in row  # inside a repeat that carries it
                assert inherited or f"selected(${{{open_now}}}, 'yes')" in row["relevant"]
            open_now = row["name"] if row in gates else open_now


def test_health_and_harm_are_asked_behind_a_gate_and_nowhere_else(form):
    gated: set[str] = set()
    plain: set[str] = set()
    for rows in form.topics.values():
        has_gate = any(row.get(f"{BIND}gate") == "yes" for row in rows)
        (gated if has_gate else plain).update(row[f"{BIND}meaning"] for row in rows)

    assert not plain & BEHIND_A_GATE


def test_every_source_is_listed_with_its_licence(form):
    with (ROOT / "forms" / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["code"]: row["licence"] for row in csv.DictReader(file)}

    used = {code for row in form.questions for code in row.get(f"{BIND}src", "").split(";") if code}

    assert used <= {code for code, licence in listed.items() if licence}
    assert {row.get(f"{BIND}src_relation", "concept") for row in form.questions} == {"concept"}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("adult-rapid-screen", [f"R{number:02}" for number in range(15)]),
        ("needs-risk-safety", [f"N{number:02}" for number in range(1, 31)]),
        ("consent-and-information", [f"K{number:02}" for number in range(1, 13)]),
        # What the packet itself carries (X02-X04, X07, X17, X19, X22-X24) is asked in no form.
        (
            "referral",
            [
                "X01",
                "X05",
                "X06",
                "X08",
                "X09",
                "X10",
                "X11",
                "X12",
                "X13",
                "X14",
                "X15",
                "X16",
                "X18",
                "X20",
                "X21",
                "X25",
            ],
        ),
    ],
)
def test_a_form_has_every_row_of_its_instrument(forms, name, rows):
    there = {row["name"] for row in forms[name].questions}
    mapped = {code for row in forms[name].questions for code in row.get(f"{BIND}maps", "").split()}

    assert set(rows) <= there | mapped


def test_the_form_for_the_young_never_asks_what_happened(needs):
    shared = {row.get(f"{BIND}group") for row in needs.questions}
    purposes = {row[f"{BIND}purpose"] for row in needs.questions}

    assert "account" not in shared
    assert "observed" not in shared
    assert "indicators" not in purposes


def test_the_form_for_the_young_asks_for_no_picture_no_place_and_no_school(needs):
    kinds = {row["type"].split()[0] for row in needs.questions}

    assert kinds <= {"text", "select_one", "select_multiple"}
    asked = " ".join(row["label"] for row in needs.questions).lower()
    assert not re.findall(r"\b(school|address|photo|picture|live)\b", asked)


def test_what_a_protector_must_note_about_the_young_never_leaves(needs):
    notes = {row[f"{BIND}meaning"]: row.get(f"{BIND}group") for row in needs.topics["notes"]}

    assert {"lead-told", "guardian", "best-interest", "turns-18"} <= set(notes)
    assert set(notes.values()) == {None}


def test_the_same_meaning_has_the_same_choices_and_the_same_group(forms):
    found = 0
    for one, other in combinations(forms.values(), 2):
        rows = {row[f"{BIND}meaning"]: row for row in one.questions}
        for row in other.questions:
            twin = rows.get(row[f"{BIND}meaning"])
            if twin is not None:
                found += 1
                assert one.codes_of(twin) == other.codes_of(row)
                assert twin.get(f"{BIND}group") == row.get(f"{BIND}group")

    assert found == 32


def test_how_soon_uses_the_codes_of_a_referral(forms):
    for form in (forms["adult-rapid-screen"], forms["needs-only"]):
        (row,) = [row for row in form.questions if row[f"{BIND}meaning"] == "urgency"]

        assert form.codes_of(row) == [Urgency.TODAY, Urgency.THREE_DAYS, Urgency.TWO_WEEKS]


def test_each_meaning_stands_once_in_a_form(form):
    meanings = [row[f"{BIND}meaning"] for row in form.questions]

    assert len(meanings) == len(set(meanings))


def test_what_betrays_a_person_is_most_delicate(form):
    levels = {
        row[f"{BIND}meaning"]: row[f"{BIND}sensitivity"]
        for row in form.questions
        if row[f"{BIND}meaning"] in MOST_DELICATE
    }

    assert set(levels.values()) <= {"3"}


def test_a_text_that_is_read_aloud_exists_and_has_no_second_home(form):
    for row in form.questions:
        if f"{BIND}text" in row:
            assert row[f"{BIND}text"] == texts.agreement("en").id
            assert "label" not in row
