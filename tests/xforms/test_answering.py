# ruff: noqa: E501 - forms are drawn as tables

from __future__ import annotations

import pytest

from intake_app.domain.answer import AnswerState, Origin
from intake_app.domain.errors import FormError
from intake_app.domain.form import QuestionKind
from intake_app.xforms.lexical import AnswerTypeError
from tests.xforms.scenario import Scenario

YES_NO = """
    | list_name | name | label |
    | yn        | yes  | Yes   |
    | yn        | no   | No    |
"""


def test_a_minor_is_asked_about_a_guardian():
    scenario = Scenario.of("""
        | type       | name     | label          | relevant       |
        | integer    | age      | How old?       |                |
        | text       | guardian | Who cares?     | ${age} < 18    |
    """)

    scenario.answer("/data/age", 17)
    assert scenario.asked() == ["/data/age", "/data/guardian"]

    scenario.answer("/data/age", 18)
    assert scenario.asked() == ["/data/age"]


def test_an_answer_behind_a_closed_gate_is_kept_and_comes_back():
    scenario = Scenario.of(
        """
        | type          | name | label | relevant                |
        | select_one yn | open | Open? |                         |
        | text          | told | What? | selected(${open}, 'yes')|
        """,
        YES_NO,
    )
    scenario.answer("/data/open", "yes")
    scenario.answer("/data/told", "a story")

    scenario.answer("/data/open", "no")
    assert "/data/told" not in scenario.session.answers()
    assert "/data/told" in {row.node for row in scenario.session.stored()}

    scenario.answer("/data/open", "yes")
    assert scenario.value("/data/told") == "a story"


def test_an_order_holds_every_choice_or_it_is_none():
    scenario = Scenario.of(
        """
        | type    | name  | label |
        | rank yn | order | Which |
        """,
        YES_NO,
    )
    scenario.answer("/data/order", "no yes")

    with pytest.raises(FormError):
        scenario.session.set("/data/order", "no")

    assert scenario.value("/data/order") == "no yes"


def test_what_is_not_relevant_reads_as_empty_in_formulas():
    scenario = Scenario.of("""
        | type      | name  | label | relevant   | calculation               |
        | integer   | a     | A     |            |                           |
        | integer   | b     | B     | ${a} = 1   |                           |
        | calculate | total |       |            | coalesce(${b}, 'nothing') |
    """)
    scenario.answer("/data/a", 1)
    scenario.answer("/data/b", 5)
    assert scenario.value("/data/total") == "5"

    scenario.answer("/data/a", 2)

    assert scenario.value("/data/total") == "nothing"


def test_a_reason_empties_the_node_and_is_never_a_no():
    scenario = Scenario.of(
        """
        | type          | name | label | relevant               |
        | select_one yn | hurt | Hurt? |                        |
        | text          | more | More? | selected(${hurt}, 'no')|
        """,
        YES_NO,
    )
    scenario.answer("/data/hurt", "yes")

    change = scenario.answer("/data/hurt", "", state=AnswerState.DECLINED)

    view = scenario.session.question("/data/hurt", ("en",))
    assert (view.value, view.state) == ("", AnswerState.DECLINED)
    assert scenario.asked() == ["/data/hurt"]
    assert [(w.node, w.value, w.state) for w in change.writes] == [
        ("/data/hurt", "", AnswerState.DECLINED)
    ]


def test_a_value_clears_the_reason():
    scenario = Scenario.of("""
        | type | name | label |
        | text | name | Name? |
    """)
    scenario.answer("/data/name", "", state=AnswerState.ANOTHER_TIME)

    scenario.answer("/data/name", "A.")

    assert scenario.session.question("/data/name", ("en",)).state is None


def test_clearing_leaves_neither_value_nor_reason_and_says_so_to_the_store():
    scenario = Scenario.of("""
        | type | name | label |
        | text | name | Name? |
    """)
    scenario.answer("/data/name", "A.")

    change = scenario.session.clear("/data/name")

    assert [(w.value, w.state) for w in change.writes] == [("", None)]
    assert scenario.session.answers().keys() == {"/data/meta/instanceID"}


def test_required_is_shown_and_forces_nothing():
    scenario = Scenario.of("""
        | type | name | label | required | required_message |
        | text | name | Name? | yes      | Please say it    |
        | text | next | Next? |          |                  |
    """)

    assert scenario.session.violations() == ("/data/name",)
    assert scenario.session.question("/data/name", ("en",)).violation[0].text == "Please say it"
    scenario.answer("/data/next", "goes on")

    scenario.answer("/data/name", "", state=AnswerState.DECLINED)
    assert scenario.session.is_valid()


def test_a_value_that_breaks_its_constraint_is_kept_and_told_of():
    scenario = Scenario.of("""
        | type    | name | label | constraint  | constraint_message |
        | integer | age  | Age?  | . < 130     | That is very old   |
    """)

    change = scenario.answer("/data/age", 200)

    assert scenario.value("/data/age") == "200"
    assert change.changes[0].violation
    assert scenario.session.question("/data/age", ("en",)).violation[0].text == "That is very old"
    scenario.answer("/data/age", 20)
    assert scenario.session.is_valid()


def test_a_choice_that_is_no_longer_offered_is_kept_and_told_of():
    scenario = Scenario.of(
        """
        | type             | name    | label   | choice_filter       |
        | select_one land  | country | Where?  |                     |
        | select_one place | city    | City?   | in_land=${country}  |
        """,
        """
        | list_name | name  | label | in_land |
        | land      | a     | A     |         |
        | land      | b     | B     |         |
        | place     | north | North | a       |
        | place     | south | South | b       |
        """,
    )
    scenario.answer("/data/country", "a")
    assert scenario.choices("/data/city") == ["north"]
    scenario.answer("/data/city", "north")

    change = scenario.answer("/data/country", "b")

    assert scenario.choices("/data/city") == ["south"]
    assert scenario.value("/data/city") == "north"
    assert scenario.session.violations() == ("/data/city",)
    assert any(c.node == "/data/city" and c.options and c.violation for c in change.changes)


def test_several_choices_are_stored_in_the_order_of_the_list():
    scenario = Scenario.of(
        """
        | type               | name | label |
        | select_multiple yn | both | Which |
        """,
        YES_NO,
    )

    scenario.answer("/data/both", "no yes no")

    assert scenario.value("/data/both") == "yes no"


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        ("integer", "٤٢", "42"),
        ("integer", "၁၅", "15"),
        ("integer", "-7", "-7"),
        ("decimal", "\u06f3\u066b\u06f5", "3.5"),
        ("date", "٢٠٢٤-٠٢-٢٩", "2024-02-29"),
        ("date", "٢٠٢٤", "2024"),
        ("date", "2024-02", "2024-02"),
        ("time", "06:30", "06:30"),
        ("text", "  as said ", "  as said "),
    ],
)
def test_digits_of_every_script_are_accepted(kind, given, stored):
    scenario = Scenario.of(f"""
        | type   | name | label |
        | {kind} | q    | Q     |
    """)

    scenario.answer("/data/q", given)

    assert scenario.value("/data/q") == stored


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("integer", "about thirty"),
        ("integer", "2.5"),
        ("integer", "99999999999"),
        ("decimal", "1/2"),
        ("date", "2023-02-29"),
        ("date", "2023-13"),
        ("date", "202"),
        ("date", "spring"),
        ("date", "2025-03-07T25:00:00Z"),
        ("date", "2025-03-07T10:00:00+x"),
        ("time", "25:00"),
        ("geopoint", "91 0"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_and_nothing_changes(kind, given):
    scenario = Scenario.of(f"""
        | type   | name | label |
        | {kind} | q    | Q     |
    """)

    with pytest.raises(AnswerTypeError):
        scenario.answer("/data/q", given)

    assert scenario.value("/data/q") == ""


@pytest.mark.parametrize("given", ["2012", "2012-05"])
def test_a_date_as_far_as_it_is_known_is_kept_and_nothing_is_counted_from_it(given):
    scenario = Scenario.of("""
        | type      | name | label | constraint      | relevant                  | calculation                     |
        | date      | born | Born  | . > '2020-01-01'|                           |                                 |
        | calculate | age  |       |                 |                           | int((today() - ${born}) div 365)|
        | text      | who  | Who?  |                 | ${age} < 18 or ${age} > 0 |                                 |
    """)

    scenario.answer("/data/born", given)

    assert scenario.value("/data/born") == given
    assert scenario.value("/data/age") == ""
    assert scenario.asked() == ["/data/born"]
    assert not scenario.session.question("/data/born", ("en",)).violation


def test_an_unknown_question_is_refused():
    scenario = Scenario.of("""
        | type | name | label |
        | text | q    | Q     |
    """)

    with pytest.raises(FormError):
        scenario.answer("/data/nowhere", "x")


def test_questions_carry_what_the_form_says_of_them():
    scenario = Scenario.of("""
        | type | name | label | bind::intake:purpose | bind::intake:sensitivity | bind::intake:by | bind::intake:group | bind::intake:meaning |
        | text | q    | Q     | needs                | 3                        | either          | health             | told                 |
        | note | n    | Note  | safety               |                          |                 |                    |                      |
    """)

    view = scenario.session.question("/data/q", ("en",))

    assert (view.sensitivity, view.by, view.group, view.meaning) == (3, "either", "health", "told")
    assert scenario.session.question("/data/n", ("en",)).kind is QuestionKind.NOTE


def test_a_change_set_tells_only_of_what_changed():
    scenario = Scenario.of("""
        | type      | name | label | calculation     |
        | integer   | a    | A     |                 |
        | calculate | big  |       | ${a} > 10       |
        | calculate | far  |       | concat(${big})  |
    """)
    scenario.answer("/data/a", 5)

    change = scenario.answer("/data/a", 6)

    assert [c.node for c in change.changes] == ["/data/a"]


def test_who_put_a_value_in_is_kept():
    scenario = Scenario.of("""
        | type      | name | label | calculation | default |
        | text      | q    | Q     |             | known   |
        | calculate | c    |       | 1 + 1       |         |
    """)
    scenario.session.set("/data/q", "seen", origin=Origin.WORKER)

    answers = scenario.session.answers()

    assert answers["/data/q"].origin is Origin.WORKER
    assert answers["/data/c"].origin is Origin.CALCULATED


def test_taking_back_what_changed_nothing_changes_nothing():
    scenario = Scenario.of("""
        | type | name | label | bind::intake:by |
        | text | q    | Q     | worker          |
    """)
    scenario.session.set("/data/q", "seen", origin=Origin.PERSON)
    change = scenario.session.set("/data/q", "seen", origin=Origin.PERSON)

    undone = scenario.session.apply(change.inverse)

    assert undone.writes == ()
    assert scenario.session.answers()["/data/q"].origin is Origin.PERSON


def test_undoing_a_change_of_language_leaves_answers_alone():
    scenario = Scenario.of("""
        | type | name | label |
        | text | q    | Q     |
    """)
    scenario.answer("/data/q", "said")

    scenario.session.apply(scenario.session.set_language("ar").inverse)

    assert scenario.value("/data/q") == "said"
