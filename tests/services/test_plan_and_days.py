"""The safety plan, the days that matter, and the papers of both."""

from __future__ import annotations

from datetime import date

import pytest

from intake_app.domain.answer import AnswerState
from intake_app.domain.remark import RemarkKind, Wish
from intake_app.domain.rights import DateKind
from intake_app.i18n import packs
from intake_app.services.own_paper import own_copy, plan_card, plan_sheet
from tests.report.reading import pages
from tests.services.conftest import opening
from tests.services.test_further import second


@pytest.fixture
def plan(worker):
    """Give the second talk of a person."""
    return second(worker, worker.conversations.begin(opening()))


def say(live, **answers):
    for name, value in answers.items():
        live.answer(live.node_named(name), value, language="en").saved.result()


def read(pdf):
    return " ".join(pages(pdf))


def test_answers_stand_by_place_and_time(worker, plan):
    say(plan, N19="A neighbour", N25="phone money", leaving_week="Copy the papers")

    found = worker.safety_plans.of(plan.case.id, ("en",))

    assert [s.view.value for s in found.at("any", "now")] == ["A neighbour"]
    assert [s.view.value for s in found.at("inside", "now")] == ["phone money"]
    assert [s.view.value for s in found.at("leaving", "week")] == ["Copy the papers"]
    assert found.at("out", "now") == ()


def test_what_was_left_open_or_is_nothing_hides_nothing_else(worker, plan):
    say(plan, N25="nothing", N25_now="Sit near the door")
    plan.leave(plan.node_named("N19"), AnswerState.DECLINED).saved.result()

    found = worker.safety_plans.of(plan.case.id)

    assert [s.view.value for s in found.at("inside", "now")] == ["Sit near the door"]
    assert found.at("any", "now") == ()


def test_both_estimates_are_there_and_never_one(worker, plan):
    say(plan, N16="great", N17="little")

    found = worker.safety_plans.of(plan.case.id, ("en",))

    assert (found.own.value, found.workers.value) == ("great", "little")


def test_a_person_without_a_plan_has_an_empty_one(worker):
    live = worker.conversations.begin(opening())

    assert worker.safety_plans.of(live.case.id).is_empty


@pytest.mark.usefixtures("qapp")
def test_the_card_holds_the_answers_alone_and_no_office(worker, plan):
    say(plan, N19="A neighbour", N16="immediate")
    found = worker.safety_plans.of(plan.case.id, ("en",))

    pdf = plan_card(found, "en")

    text = read(pdf)
    assert "A neighbour" in text
    assert "Team A" not in text
    assert "stay safe" not in text
    assert "right now" not in text
    assert plan_card(found, "en") == pdf
    for leak in (b"ReportLab", b"/Author", b"/Title", b"/CreationDate", b"/Producer", b"Intake"):
        assert leak not in pdf


@pytest.mark.usefixtures("qapp")
def test_the_card_names_the_office_only_when_it_is_wished(worker, plan):
    say(plan, N19="A neighbour")
    found = worker.safety_plans.of(plan.case.id, ("en",))

    assert "Aunt Ruth" in read(plan_card(found, "en", "Aunt Ruth"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("tag", ["en", "ar", "ti"])
def test_the_sheet_is_made_in_every_language_and_twice_the_same(worker, plan, tag):
    say(plan, N19="A neighbour", out_later="Work")
    found = worker.safety_plans.of(plan.case.id, (tag,))

    assert plan_sheet(found, tag) == plan_sheet(found, tag)


@pytest.mark.usefixtures("qapp")
def test_only_days_that_may_stand_on_the_copy_do(worker):
    live = worker.conversations.begin(opening())
    case = live.case.id
    worker.person_days.add(case, DateKind.HEARING, date(2026, 12, 1), "Room 4")
    worker.person_days.add(case, DateKind.OTHER, date(2026, 12, 2), "Hidden one", on_copy=False)

    days = worker.person_days.of_case(case)
    text = read(own_copy([packs.rights("xx", "en")], days, "en"))

    assert "Room 4" in text
    assert "Hidden one" not in text
    assert "Help costs nothing" in text


def test_a_day_is_due_from_that_day_on_until_it_is_done(worker, clock):
    live = worker.conversations.begin(opening())
    today = worker.person_days.today()
    day = worker.person_days.add(live.case.id, DateKind.PAPER, today)
    worker.person_days.add(live.case.id, DateKind.HEARING, date(2027, 1, 1))

    due = worker.person_days.due()
    worker.person_days.set_done(day, done=True)

    assert [each.kind for each in due] == [DateKind.PAPER]
    assert worker.person_days.due() == []


def test_a_day_that_was_taken_away_comes_back_as_it_was(worker):
    live = worker.conversations.begin(opening())
    day = worker.person_days.add(live.case.id, DateKind.HELD, date(2026, 5, 1), "By the border")

    worker.person_days.drop(day)
    gone = worker.person_days.of_case(live.case.id)
    worker.person_days.restore(day)

    assert gone == []
    assert worker.person_days.of_case(live.case.id) == [day]


def test_the_latest_wish_counts_and_silence_is_none(worker):
    case = worker.conversations.begin(opening()).case.id
    worker.remarks.add(case, RemarkKind.WISH, "lawyer", "later")
    worker.remarks.add(case, RemarkKind.WISH, "lawyer", "yes")
    worker.remarks.add(case, RemarkKind.WISH, "return", "no")
    worker.remarks.add(case, RemarkKind.WISH, "return", "")

    assert worker.remarks.wishes(case) == {"lawyer": Wish.YES}


def test_the_person_sees_days_wishes_and_a_reading_they_may_read(worker):
    live = worker.conversations.begin(opening())
    case, node = live.case.id, live.node_named("R05")
    worker.person_days.add(case, DateKind.HEARING, date(2026, 12, 1), "Room 4")
    worker.remarks.add(case, RemarkKind.WISH, "lawyer", "yes")
    worker.summaries.read_as(case, "Not for her", (node,), shared=False)
    before = worker.my_information.read(case)
    worker.summaries.read_as(case, "For her", (node,), shared=True)

    after = worker.my_information.read(case)

    (topic,) = [t for t in after.topics if any(x.text == "Days and wishes" for x in t.labels)]
    assert {e.node.split("/")[1] for e in topic.entries} == {"day", "wish"}
    assert [e.shown[0].text for e in before.impressions] == []
    assert [e.shown[0].text for e in after.impressions] == ["For her"]
