# ruff: noqa: E501 - forms are drawn as tables

from __future__ import annotations

from tests.xforms.scenario import Scenario, compiled

SURVEY = """
    | type          | name | label::English (en) | label::Arabic (ar) | hint::English (en) | guidance_hint::English (en) | label::Tigrinya (ti) |
    | text          | who  | Your name?          | \u0627\u0633\u0645\u0643\u061f | Any name | Ask gently |  |
    | note          | hi   | Hello ${who}, sit   | \u0645\u0631\u062d\u0628\u0627 ${who} |  |  | \u1230\u120b\u121d ${who} |
    | select_one yn | ok   | All right?          | \u062d\u0633\u0646\u0627\u061f |  |  |  |
"""
CHOICES = """
    | list_name | name | label::English (en) | label::Arabic (ar) | label::Tigrinya (ti) |
    | yn        | yes  | Yes                 | \u0646\u0639\u0645 | \u12a5\u12c8 |
    | yn        | no   | No                  |                    |              |
"""


def scenario() -> Scenario:
    return Scenario.of(SURVEY, CHOICES, default_language="English (en)")


def test_two_languages_stand_side_by_side_in_the_order_asked_for():
    view = scenario().session.question("/data/who", ("ar", "en"))

    assert [(t.asked, t.language, t.text) for t in view.labels] == [
        ("ar", "ar", "\u0627\u0633\u0645\u0643\u061f"),
        ("en", "en", "Your name?"),
    ]


def test_what_a_language_lacks_is_shown_in_the_default_language_and_says_so():
    (label,) = scenario().session.question("/data/who", ("ti",)).labels

    assert (label.text, label.language, label.is_missing) == ("Your name?", "en", True)


def test_a_language_the_form_does_not_have_gives_the_default_language():
    (label,) = scenario().session.question("/data/who", ("my",)).labels

    assert (label.asked, label.language, label.text) == ("my", "en", "Your name?")


def test_a_region_is_served_by_its_language():
    (label,) = scenario().session.question("/data/who", ("ar-EG",)).labels

    assert label.text == "\u0627\u0633\u0645\u0643\u061f"
    assert not label.is_missing


def test_the_sign_for_a_missing_text_is_never_shown():
    options = scenario().session.question("/data/ok", ("ar",)).options

    assert [o.labels[0].text for o in options] == ["\u0646\u0639\u0645", "No"]
    assert [o.labels[0].is_missing for o in options] == [False, True]


def test_a_value_in_a_text_is_isolated_for_direction():
    running = scenario()
    running.answer("/data/who", "A <b> C")

    assert running.label("/data/hi", "ar") == "\u0645\u0631\u062d\u0628\u0627 \u2068A <b> C\u2069"
    assert running.label("/data/hi", "ti") == "\u1230\u120b\u121d \u2068A <b> C\u2069"


def test_a_change_says_which_texts_must_be_read_again():
    running = scenario()

    change = running.answer("/data/who", "B.")

    assert [(c.node, c.label) for c in change.changes] == [("/data/who", False), ("/data/hi", True)]


def test_hints_and_guidance_are_two_things():
    view = scenario().session.question("/data/who", ("en",))

    assert [t.text for t in view.hints] == ["Any name"]
    assert [t.text for t in view.guidance] == ["Ask gently"]


def test_missing_texts_are_counted_by_language():
    summary = compiled(SURVEY, CHOICES, default_language="English (en)").summary

    assert {c.tag: c.missing for c in summary.languages} == {"en": 0, "ar": 2, "ti": 4}
    assert summary.default_language == "en"
    assert summary.ok


def test_a_form_without_a_language_has_one_without_a_name():
    form = compiled(
        """
        | type | name | label |
        | text | q    | Q?    |
    """,
        default_language="",
    )

    assert form.definition is not None
    assert form.definition.languages == ("und",)


def test_a_choice_name_in_a_formula_follows_the_language_chosen_for_formulas():
    running = Scenario.of(
        """
        | type          | name | label::English (en) | label::Arabic (ar) | calculation |
        | select_one yn | ok   | All right?          | x                  |             |
        | calculate     | said |                     |                    | jr:choice-name(${ok}, '${ok}') |
        """,
        CHOICES,
        default_language="English (en)",
    )
    running.answer("/data/ok", "yes")
    assert running.value("/data/said") == "Yes"

    change = running.session.set_language("ar")

    assert running.value("/data/said") == "\u0646\u0639\u0645"
    assert [w.node for w in change.writes] == ["/data/said"]


def test_a_status_of_draft_makes_every_text_unreviewed():
    running = Scenario.of(SURVEY, CHOICES, default_language="English (en)", intake_status="draft")

    assert not running.session.question("/data/who", ("en",)).labels[0].reviewed
    assert running.definition.status == "draft"


def test_a_language_named_as_reviewed_is():
    running = Scenario.of(
        SURVEY,
        CHOICES,
        default_language="English (en)",
        intake_status="draft",
        intake_reviewed="en ar",
    )

    view = running.session.question("/data/ok", ("ar", "ti"))
    assert [t.reviewed for t in view.labels] == [True, True]
    assert [t.reviewed for t in view.options[0].labels] == [True, False]
