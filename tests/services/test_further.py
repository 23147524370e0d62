"""The second talk of a person: needs, risk and a plan, beside the first one."""

from __future__ import annotations

import pytest

from intake_app.domain.answer import AnswerState, EventKind
from intake_app.domain.case import AgeBranch, InterviewState
from intake_app.domain.errors import StoreError, UsageError
from intake_app.services.forms import ADULT_FORM, PLAN_FORM
from tests.services.conftest import opening, share


def asked(live):
    return {node for topic in live.topics() for page in topic.pages for node in page.nodes}


def second(worker, live):
    return worker.further.open(live.case.id, PLAN_FORM)


def test_the_plan_is_a_conversation_of_the_same_person_in_the_same_languages(worker):
    first = worker.conversations.begin(opening())

    plan = second(worker, first)

    assert plan.case.id == first.case.id
    assert plan.interview.languages == first.interview.languages
    assert plan.interview.form_id == PLAN_FORM
    assert len(worker.conversations.lines()) == 1


def test_what_was_answered_before_is_carried_over_and_not_asked_again(worker):
    first = worker.conversations.begin(opening())
    first.answer(first.node_named("R12"), "yes").saved.result()

    plan = second(worker, first)
    plan.answer(plan.node_named("danger_gate"), "yes").saved.result()

    node = plan.node_named("N10")
    assert plan.question(node).value == "yes"
    assert node not in asked(plan)
    assert any("N10_people" in repeat.node for t in plan.topics() for repeat in t.repeats)
    events = worker._place.read_interview(plan.interview.id).events
    assert [e.node for e in events if e.kind is EventKind.CARRIED] == [node]


@pytest.mark.parametrize("state", [AnswerState.DECLINED, AnswerState.UNKNOWN])
def test_what_was_left_open_before_is_no_answer_and_is_asked(worker, state):
    first = worker.conversations.begin(opening())
    first.leave(first.node_named("R12"), state).saved.result()

    plan = second(worker, first)
    plan.answer(plan.node_named("danger_gate"), "yes").saved.result()

    assert plan.question(plan.node_named("N10")).value == ""
    assert plan.node_named("N10") in asked(plan)


def test_an_answer_that_was_changed_in_the_first_talk_is_changed_in_the_second(worker):
    first = worker.conversations.begin(opening())
    first.answer(first.node_named("R12"), "yes").saved.result()
    second(worker, first)

    first.answer(first.node_named("R12"), "no").saved.result()
    plan = second(worker, first)

    assert plan.question(plan.node_named("N10")).value == "no"


def test_going_back_and_forth_begins_nothing_twice(worker):
    first = worker.conversations.begin(opening())
    plan = second(worker, first)

    back = worker.further.open(first.case.id, ADULT_FORM)
    again = second(worker, first)

    assert back.interview.id == first.interview.id
    assert again.interview.id == plan.interview.id


def test_finishing_puts_both_talks_away(worker):
    first = worker.conversations.begin(opening())
    plan = second(worker, first)

    worker.conversations.finish(plan)

    states = {
        worker._place.read_interview(each.interview.id).interview.state for each in (first, plan)
    }
    assert states == {InterviewState.FINISHED}


def test_a_finished_plan_is_opened_again_with_all_that_stood_in_it(worker):
    plan = second(worker, worker.conversations.begin(opening()))
    plan.answer(plan.node_named("N19"), "A neighbour", language="en").saved.result()
    worker.conversations.finish(plan)

    later = second(worker, plan)

    later.answer(later.node_named("N19"), "A friend", language="en").saved.result()
    assert later.interview.id == plan.interview.id
    events = worker._place.read_interview(plan.interview.id).events
    assert [e.value for e in events if e.node == plan.node_named("N19")] == [
        "A neighbour",
        "A friend",
    ]


@pytest.mark.parametrize("age", [AgeBranch.UNDER_18, AgeBranch.MAYBE_UNDER_18])
@pytest.mark.parametrize("form", [ADULT_FORM, PLAN_FORM])
def test_nobody_who_may_be_under_18_is_ever_offered_another_form(worker, age, form):
    live = worker.conversations.begin(opening(age=age))

    with pytest.raises(UsageError):
        worker.further.open(live.case.id, form)

    assert len(worker._place.read_all(live.case.id)) == 1


def test_a_referral_holds_what_was_agreed_of_both_talks(worker, shelter):
    first = worker.conversations.begin(opening())
    first.answer(first.node_named("R22"), "Stairs are hard", language="en").saved.result()
    plan = second(worker, first)
    plan.answer(plan.node_named("N16"), "great").saved.result()

    scope = share(worker, first.case.id, shelter, "health", "account")
    referral = worker.referrals.preview(first.case.id, shelter, scope).referral

    nodes = {a.node.rpartition("/")[2]: a.value for g in referral.groups for a in g.answers}
    assert nodes["R22"] == "Stairs are hard"
    assert nodes["N16"] == "great"
    forms = [referral.form.form_id, *(form.form_id for form in referral.forms)]
    found = {a.node.rpartition("/")[2]: forms[a.form] for g in referral.groups for a in g.answers}
    assert (found["R22"], found["N16"]) == (ADULT_FORM, PLAN_FORM)


def test_a_referral_names_no_form_that_nothing_of_it_leaves_with(worker, shelter):
    first = worker.conversations.begin(opening())
    first.answer(first.node_named("R15"), "safe-place").saved.result()
    plan = second(worker, first)
    plan.answer(plan.node_named("N16"), "great").saved.result()

    scope = share(worker, first.case.id, shelter, "need")

    assert worker.referrals.preview(first.case.id, shelter, scope).referral.forms == ()


def test_a_finished_talk_is_gone_on_with_and_keeps_what_was_said_before(worker):
    first = worker.conversations.begin(opening())
    first.answer(first.node_named("R19"), "A field", language="en").saved.result()
    worker.conversations.finish(first)

    worker.further.take_up(first.interview.id)

    again = worker.conversations.resume(first.interview.id)
    again.answer(again.node_named("R19"), "A laundry", language="en").saved.result()
    events = worker._place.read_interview(first.interview.id).events
    said = [e.value for e in events if e.node == first.node_named("R19")]
    assert said == ["A field", "A laundry"]
    assert again.interview.state is not InterviewState.FINISHED


def test_a_talk_that_is_not_finished_is_left_as_it_is(worker):
    first = worker.conversations.begin(opening())

    worker.further.take_up(first.interview.id)

    assert worker._place.read_interview(first.interview.id).interview.state is InterviewState.OPEN


def test_a_talk_that_is_not_here_cannot_be_gone_on_with(worker):
    with pytest.raises(StoreError):
        worker.further.take_up("no-such-talk")


def test_one_talk_is_gone_on_with_and_of_two_the_first_is_named(worker):
    first = worker.conversations.begin(opening())
    alone = worker.taking_back.now(first.case.id)
    plan = second(worker, first)
    beside = worker.taking_back.now(first.case.id)
    worker.conversations.finish(plan)
    after = worker.taking_back.now(first.case.id)

    assert alone.earlier is None
    assert beside.earlier is not None
    assert after.earlier is not None
    assert beside.earlier.id == after.earlier.id == first.interview.id
