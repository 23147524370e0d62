"""The worker's summary: what was said and seen, with the answers it rests on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.answer import AnswerState, Basis
from intake_app.domain.errors import UsageError
from intake_app.domain.indicator import Standing
from intake_app.i18n.catalog import Catalog
from intake_app.services.after_words import SIGNS, said_words
from intake_app.services.shared_reading import COMMENT, READING
from tests.services.conftest import opening, share

NORMAL = {
    "R03": "no", "R06": "all", "R07": "no", "R05": "both", "R04": "can-leave", "R10": "no",
    "R11": "no", "R08_gate": "yes", "R08": "no", "R09": "nothing",
}  # fmt: skip


def say(live, **answers):
    for name, value in answers.items():
        live.answer(live.node_named(name), value).saved.result()


def dimensions(worker, live):
    return {d.id: d for d in worker.summaries.of(live.case.id, "en").dimensions}


def test_a_thing_said_stands_there_with_the_answer_it_rests_on(worker):
    live = worker.conversations.begin(opening())
    say(live, R05="neither")

    here = dimensions(worker, live)["pressed-here"]

    assert here.signs == ("D5.1",)
    (evidence,) = here.evidence
    assert said_words(evidence.view, Catalog("en")) == "Someone else has them"


def test_before_anything_is_said_there_is_not_enough_to_say(worker):
    live = worker.conversations.begin(opening())

    found = {d.standing for d in dimensions(worker, live).values()}

    assert found == {Standing.NOT_ENOUGH}


def test_normal_answers_and_papers_with_someone_else_are_one_thing_and_not_enough(worker):
    live = worker.conversations.begin(opening())
    say(live, **(NORMAL | {"R05": "neither"}))

    here = dimensions(worker, live)["pressed-here"]

    assert here.signs == ("D5.1",)
    assert here.standing is Standing.NOT_ENOUGH


def test_nothing_said_is_only_where_all_was_asked_and_denied(worker):
    live = worker.conversations.begin(opening())
    say(live, R03="no")

    assert dimensions(worker, live)["deceived"].standing is Standing.NOTHING


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    answers=st.dictionaries(
        st.sampled_from([name for name in NORMAL if name != "R08_gate"]),
        st.sampled_from(
            [AnswerState.DECLINED, AnswerState.UNKNOWN, AnswerState.ANOTHER_TIME, None]
        ),
    )
)
def test_what_is_not_said_never_counts_as_nothing(worker, answers):
    live = worker.conversations.begin(opening())
    say(live, R08_gate="yes")
    for name, state in answers.items():
        if state is not None:
            live.leave(live.node_named(name), state).saved.result()

    found = dimensions(worker, live).values()

    assert {d.standing for d in found} == {Standing.NOT_ENOUGH}
    assert all(not d.signs for d in found)


def test_what_was_made_to_do_counts_whatever_school_or_contract_there_was(worker):
    live = worker.conversations.begin(opening())
    say(live, R08_gate="yes", R09="online", R03="yes")

    purpose = dimensions(worker, live)["purpose"]

    assert purpose.signs == ("P5",)
    assert purpose.standing is not Standing.NOTHING


def test_what_was_seen_stands_apart_from_what_was_said(worker):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R13"), "O1 O6", basis=Basis.SEEN).saved.result()

    seen = dimensions(worker, live)["seen"]

    assert seen.signs == ("O1", "O6")
    assert {evidence.basis for evidence in seen.evidence} == {Basis.SEEN}


def test_open_questions_are_those_that_could_still_say_something(worker):
    live = worker.conversations.begin(opening())
    say(live, R05="neither")

    summary = worker.summaries.of(live.case.id, "en")

    open_ones = {each.view.node.rpartition("/")[2] for each in summary.open}
    assert "R07" in open_ones
    assert "R05" not in open_ones


def test_every_sign_that_an_answer_can_tell_of_has_words():
    from intake_app.domain.indicator import MEANINGS  # noqa: PLC0415 - one test's own

    told = {name for row in MEANINGS.values() for name in row.says}

    assert told <= set(SIGNS)


def test_a_reading_must_rest_on_answers(worker):
    live = worker.conversations.begin(opening())

    with pytest.raises(UsageError):
        worker.summaries.read_as(live.case.id, "Held by a family", (), shared=False)

    assert worker.summaries.of(live.case.id, "en").reading is None


def groups(worker, live, shelter):
    scope = share(worker, live.case.id, shelter, "observed")
    referral = worker.referrals.preview(live.case.id, shelter, scope).referral
    return {a.node: a for group in referral.groups for a in group.answers}


def test_a_reading_that_is_not_ticked_never_leaves(worker, shelter):
    live = worker.conversations.begin(opening())
    node = live.node_named("R05")
    say(live, R05="neither")
    worker.summaries.read_as(live.case.id, "My reading", (node,), shared=False)

    assert READING not in groups(worker, live, shelter)


def test_a_shared_reading_travels_with_the_persons_comment(worker, shelter):
    live = worker.conversations.begin(opening())
    node = live.node_named("R05")
    say(live, R05="neither")
    reading = worker.summaries.read_as(live.case.id, "My reading", (node,), shared=True)
    worker.summaries.comment(live.case.id, reading, "It was the aunt")

    shared = groups(worker, live, shelter)

    assert shared[READING].value == "My reading"
    assert shared[READING].basis is Basis.IMPRESSION
    assert shared[COMMENT].value == "It was the aunt"


def test_a_comment_stays_with_the_reading_it_was_made_on(worker):
    live = worker.conversations.begin(opening())
    node = live.node_named("R05")
    first = worker.summaries.read_as(live.case.id, "One", (node,), shared=True)
    worker.summaries.comment(live.case.id, first, "No")
    worker.summaries.read_as(live.case.id, "Another", (node,), shared=True)

    found = worker.summaries.of(live.case.id, "en")

    assert found.reading.text == "Another"
    assert found.comment is None


def test_erasing_a_person_erases_readings_wishes_and_days(worker):
    from datetime import date  # noqa: PLC0415 - one test's own

    from intake_app.domain.remark import RemarkKind  # noqa: PLC0415 - as above
    from intake_app.domain.rights import DateKind  # noqa: PLC0415 - as above

    live = worker.conversations.begin(opening())
    worker.remarks.add(live.case.id, RemarkKind.WISH, "lawyer", "yes")
    worker.person_days.add(live.case.id, DateKind.HEARING, date(2026, 3, 1))

    worker.conversations.erase(live.case.id)

    assert worker.remarks.wishes(live.case.id) == {}
    assert worker.person_days.of_case(live.case.id) == []
    assert worker.person_days.due() == []
