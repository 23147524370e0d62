"""The journal read back: earlier accounts, translations, what a pause put away."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.answer import AnswerState, Event, EventKind
from intake_app.domain.ids import NodeRef
from intake_app.services.journal import Journal

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
Q = NodeRef("/f/work/a")
OTHER = NodeRef("/f/work/b")


def event(minute, kind=EventKind.ANSWERED, node=Q, **what):
    return Event(kind=kind, at=AT + timedelta(minutes=minute), node=node, **what)


def said_before(*events):
    return [e.value or e.state for e in Journal(events).said_before(Q)]


def test_an_answer_that_was_left_and_is_another_now_stays_as_an_earlier_account():
    asked_between = event(1, node=OTHER, value="x")

    assert said_before(event(0, value="no"), asked_between, event(1, value="yes")) == ["no"]


def test_an_answer_that_stood_for_a_while_is_an_earlier_account():
    assert said_before(event(0, value="no"), event(2, value="yes")) == ["no"]


def test_a_slip_of_the_finger_is_no_account():
    assert said_before(event(0, value="no"), event(0.5, value="yes")) == []


def test_typing_on_is_the_same_account():
    assert said_before(event(0, value="they took"), event(3, value="they took my papers")) == []


def test_an_answer_that_was_said_again_is_no_earlier_account():
    assert said_before(event(0, value="no"), event(5, value="yes"), event(9, value="no")) == ["yes"]


def test_a_reason_not_to_answer_is_kept_as_what_was_said():
    declined = event(0, state=AnswerState.DECLINED)

    assert said_before(declined, event(5, value="yes")) == [AnswerState.DECLINED]


def test_what_was_taken_back_is_kept_as_what_was_said():
    assert said_before(event(0, value="no"), event(5, EventKind.CLEARED)) == ["no"]


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["", "a", "b", "ab"])), max_size=12))
def test_the_present_answer_is_never_among_the_earlier_ones(said):
    events = [event(minute, value=value) for minute, value in sorted(said, key=lambda s: s[0])]

    before = Journal(events).said_before(Q)

    assert not [e for e in before if events and e.value == events[-1].value]
    assert len({e.value for e in before}) == len(before)


def test_a_translation_belongs_to_the_text_it_was_made_of():
    told = [
        event(0, value="text"),
        event(1, EventKind.TRANSLATION, value="words", language="en"),
    ]

    assert Journal(told).translation_of(Q).value == "words"
    assert Journal([*told, event(2, value="text")]).translation_of(Q).value == "words"
    assert Journal([*told, event(2, value="new")]).translation_of(Q) is None


def test_a_pause_puts_away_what_it_left_for_another_time():
    later = AnswerState.ANOTHER_TIME
    events = [event(0, node=OTHER, value="x"), event(1, state=later), event(1, EventKind.PAUSED)]

    assert Journal(events).put_away() == {Q}
    assert Journal([*events, event(9, value="yes")]).put_away() == frozenset()
    assert Journal([event(1, state=later), event(2, node=OTHER, value="x")]).put_away() == set()


def test_what_was_declined_counts_from_the_last_pause():
    declined = event(0, state=AnswerState.DECLINED)

    assert Journal([declined]).declined_since_pause() == {Q}
    assert Journal([declined, event(1, value="yes")]).declined_since_pause() == set()
    again = [declined, event(1, EventKind.PAUSED, None), event(2, EventKind.RESUMED, None)]
    assert Journal(again).declined_since_pause() == set()


def test_what_a_child_told_is_there_once_in_its_last_wording():
    words = ["He", "He said", "Another thing"]
    events = [event(n, EventKind.DISCLOSURE, None, value=w) for n, w in enumerate(words)]

    assert [e.value for e in Journal(events).child_said()] == ["He said", "Another thing"]
