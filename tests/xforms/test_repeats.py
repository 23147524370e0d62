# ruff: noqa: E501 - forms are drawn as tables

from __future__ import annotations

import pytest

from intake_app.domain.errors import FormError
from tests.xforms.scenario import Journal, Scenario, picture

HOUSEHOLD = """
    | type         | name   | label    | calculation        | relevant      |
    | begin_repeat | person | Person   |                    |               |
    | text         | name   | Name     |                    |               |
    | integer      | age    | Age      |                    |               |
    | calculate    | place  |          | position(..)       |               |
    | text         | school | School?  |                    | ${age} < 18   |
    | end_repeat   |        |          |                    |               |
    | calculate    | number |          | count(${person})   |               |
    | calculate    | years  |          | sum(${age})        |               |
"""
COUNTED = """
    | type         | name  | label  | repeat_count | calculation |
    | integer      | many  | Many?  |              |             |
    | begin_repeat | child | Child  | ${many}      |             |
    | text         | name  | Name   |              |             |
    | end_repeat   |       |        |              |             |
    | calculate    | all   |        |              | join(' ', ${name}) |
"""


def test_entries_have_names_of_their_own_that_never_change():
    scenario = Scenario.of(HOUSEHOLD)
    second = scenario.session.add_repeat("/data/person").done.node
    third = scenario.session.add_repeat("/data/person").done.node
    scenario.answer(f"{third}/name", "C")

    scenario.session.remove_repeat(second)

    assert (second, third) == ("/data/person{k2}", "/data/person{k3}")
    assert scenario.value("/data/person{k3}/name") == "C"
    assert scenario.value("/data/person{k3}/place") == "2"


def test_a_name_is_not_given_twice():
    scenario = Scenario.of(HOUSEHOLD)
    added = scenario.session.add_repeat("/data/person").done.node
    scenario.session.remove_repeat(added)

    assert scenario.session.add_repeat("/data/person").done.node == "/data/person{k3}"


def test_counts_sums_and_places_follow():
    scenario = Scenario.of(HOUSEHOLD)
    scenario.answer("/data/person{k1}/age", 30)
    first = scenario.session.add_repeat("/data/person", 0).done.node
    scenario.answer(f"{first}/age", 12)

    assert scenario.value("/data/number") == "2"
    assert scenario.value("/data/years") == "42"
    assert scenario.value(f"{first}/place") == "1"
    assert scenario.value("/data/person{k1}/place") == "2"


def test_one_entry_does_not_disturb_another():
    scenario = Scenario.of(HOUSEHOLD)
    scenario.session.add_repeat("/data/person")
    scenario.answer("/data/person{k2}/age", 40)

    change = scenario.answer("/data/person{k1}/age", 9)

    assert "/data/person{k1}/school" in scenario.asked()
    assert "/data/person{k2}/school" not in scenario.asked()
    assert [c.node for c in change.changes] == [
        "/data/person{k1}/age",
        "/data/person{k1}/school",
        "/data/years",
    ]


def test_a_removed_entry_comes_back_as_it_was():
    scenario = Scenario.of(HOUSEHOLD)
    scenario.session.add_repeat("/data/person")
    scenario.answer("/data/person{k1}/name", "A")
    scenario.answer("/data/person{k1}/age", 9)
    before = picture(scenario.session)

    removed = scenario.session.remove_repeat("/data/person{k1}")
    assert set(removed.removed) >= {"/data/person{k1}", "/data/person{k1}/name"}
    scenario.session.apply(removed.inverse)

    assert picture(scenario.session) == before


def test_a_count_that_shrinks_puts_entries_aside_and_loses_none():
    scenario = Scenario.of(COUNTED)
    scenario.answer("/data/many", 2)
    scenario.answer("/data/child{k1}/name", "A")
    scenario.answer("/data/child{k2}/name", "B")

    scenario.answer("/data/many", 1)
    assert scenario.value("/data/all") == "A"
    assert any(row.value == "B" for row in scenario.session.stored())

    scenario.answer("/data/many", 2)
    assert scenario.value("/data/all") == "A B"


def test_entries_put_aside_survive_a_restart():
    scenario = Scenario.of(COUNTED)
    journal = Journal()
    journal.keep(scenario.session.started)
    journal.keep(scenario.answer("/data/many", 2))
    journal.keep(scenario.answer("/data/child{k2}/name", "B"))
    journal.keep(scenario.answer("/data/many", 1))

    again = Scenario(scenario.definition, journal.answers())
    again.answer("/data/many", 2)

    assert again.value("/data/child{k2}/name") == "B"


def test_the_form_decides_where_it_counts():
    scenario = Scenario.of(COUNTED)

    with pytest.raises(FormError):
        scenario.session.add_repeat("/data/child")
    (view,) = [r for t in scenario.session.outline(("en",)) for r in t.repeats]
    assert (view.can_add, view.can_remove) == (False, False)


def test_an_absurd_count_makes_a_form_long_but_not_endless():
    scenario = Scenario.of(COUNTED)

    scenario.answer("/data/many", 2_000_000_000)

    assert len(scenario.session.engine.nodes["/data"].series["child"].instances) == 1_000


def test_an_entry_removed_stays_removed_after_a_restart():
    scenario = Scenario.of(HOUSEHOLD)
    journal = Journal()
    journal.keep(scenario.session.started)
    journal.keep(scenario.session.add_repeat("/data/person"))
    journal.keep(scenario.answer("/data/person{k2}/name", "B"))
    journal.keep(scenario.session.remove_repeat("/data/person{k1}"))

    again = Scenario(scenario.definition, journal.answers())

    assert again.value("/data/number") == "1"
    assert again.value("/data/person{k2}/name") == "B"
    assert picture(again.session) == picture(scenario.session)


def test_entries_inside_entries_are_told_apart():
    scenario = Scenario.of("""
        | type         | name  | label | calculation       |
        | begin_repeat | house | House |                   |
        | begin_repeat | room  | Room  |                   |
        | integer      | beds  | Beds  |                   |
        | end_repeat   |       |       |                   |
        | calculate    | sleep |       | sum(${beds})      |
        | end_repeat   |       |       |                   |
        | calculate    | all   |       | sum(${sleep})     |
    """)
    scenario.session.add_repeat("/data/house")
    scenario.session.add_repeat("/data/house{k1}/room")
    scenario.session.add_repeat("/data/house{k2}/room")
    scenario.answer("/data/house{k1}/room{k1}/beds", 1)
    scenario.answer("/data/house{k1}/room{k2}/beds", 2)
    scenario.answer("/data/house{k2}/room{k1}/beds", 10)

    assert scenario.value("/data/house{k1}/sleep") == "3"
    assert scenario.value("/data/house{k2}/sleep") == "10"
    assert scenario.value("/data/all") == "13"


def test_a_running_total_over_earlier_entries_is_no_circle():
    scenario = Scenario.of("""
        | type         | name  | label | calculation |
        | begin_repeat | day   | Day   |             |
        | integer      | paid  | Paid  |             |
        | calculate    | total |       | ${paid} + coalesce(/data/day[position() = position(current()/..) - 1]/total, 0) |
        | end_repeat   |       |       |             |
    """)
    scenario.session.add_repeat("/data/day")
    scenario.session.add_repeat("/data/day")
    for number in (3, 2, 1):
        scenario.answer(f"/data/day{{k{number}}}/paid", 10)

    assert scenario.value("/data/day{k3}/total") == "30"
