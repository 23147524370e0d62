from __future__ import annotations

import pytest

from intake_app.domain.answer import AnswerState, Basis, EventKind
from intake_app.domain.case import AgeBranch, InterviewState, Mode
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.errors import ConsentMissingError, StoreError
from intake_app.services.agreement import text_of_record
from tests.services.conftest import opening
from tests.vault.cheap import PASSPHRASE


def read(profile, work):
    return profile._place.do(work)


@pytest.mark.parametrize(
    "items",
    [
        {},
        {ConsentItem.TALK: Choice.YES},
        {ConsentItem.TALK: Choice.YES, ConsentItem.WRITE: Choice.NOT_YET},
        {ConsentItem.TALK: Choice.NO, ConsentItem.WRITE: Choice.YES},
    ],
)
def test_without_a_yes_to_talking_and_writing_nothing_is_stored(worker, items):
    before = read(worker, lambda unit: unit.audit.head())

    with pytest.raises(ConsentMissingError):
        worker.conversations.begin(opening(items=items))

    assert worker.conversations.lines() == []
    assert read(worker, lambda unit: unit.audit.head()) == before


def test_where_it_is_not_safe_to_talk_nothing_begins(worker):
    with pytest.raises(ConsentMissingError):
        worker.conversations.begin(opening(can_talk=False))

    assert worker.conversations.lines() == []


def test_what_the_opening_screens_asked_is_not_asked_again(worker):
    live = worker.conversations.begin(opening())

    asked = {node for topic in live.topics() for page in topic.pages for node in page.nodes}

    assert live.node_named("R00") not in asked
    assert live.answers()[live.node_named("R00")].value == "yes"


@pytest.mark.parametrize("age", [AgeBranch.UNDER_18, AgeBranch.MAYBE_UNDER_18])
def test_someone_who_may_be_under_18_is_only_asked_about_needs(worker, age):
    live = worker.conversations.begin(opening(age=age))

    groups = {
        live.question(node).group
        for topic in live.topics()
        for page in topic.pages
        for node in page.nodes
    }

    assert live.interview.form_id == "needs-only"
    assert live.case.mode is Mode.NEEDS_ONLY
    assert "account" not in groups


def test_an_answer_is_an_event_a_row_and_an_audit_entry_in_one(worker):
    live = worker.conversations.begin(opening())
    node = live.node_named("R03")
    entries = read(worker, lambda unit: unit.audit.head())[0]

    saved = live.answer(node, "yes", basis=Basis.DOCUMENT).saved.result()

    contents = worker._place.read_interview(live.interview.id)
    assert contents.answers[node].value == "yes"
    assert contents.answers[node].basis is Basis.DOCUMENT
    assert contents.answers[node].seq == saved.seq
    assert contents.events[-1].kind is EventKind.ANSWERED
    assert contents.events[-1].shown_languages == ("en", "ti")
    assert read(worker, lambda unit: unit.audit.head())[0] == entries + 1


def test_rather_not_say_opens_nothing_that_yes_or_no_would(worker):
    live = worker.conversations.begin(opening())

    live.leave(live.node_named("R03"), AnswerState.DECLINED).saved.result()

    view = live.question(live.node_named("R03"))
    assert (view.value, view.state) == ("", AnswerState.DECLINED)
    assert not live.question(live.node_named("R03_note")).relevant


def test_an_answer_can_be_taken_back_and_the_journal_keeps_both(worker):
    live = worker.conversations.begin(opening())
    node = live.node_named("R06")
    live.answer(node, "all").saved.result()
    live.answer(node, "none").saved.result()

    live.undo().saved.result()

    assert live.question(node).value == "all"
    events = worker._place.read_interview(live.interview.id).events
    said = [event.value for event in events if event.node == node]
    assert said == ["all", "none", "all"]


def test_undoing_everything_ends_where_it_began(worker):
    live = worker.conversations.begin(opening())
    before = dict(live.answers())
    live.answer(live.node_named("R03"), "yes").saved.result()
    live.answer(live.node_named("R03_note"), "different", language="en").saved.result()
    live.leave(live.node_named("R07"), AnswerState.UNKNOWN).saved.result()

    while (pending := live.undo()) is not None:
        pending.saved.result()

    assert dict(live.answers()) == before


def test_a_conversation_goes_on_where_it_stopped_after_the_program_was_closed(
    worker, program, tmp_path
):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R03"), "yes").saved.result()
    live.answer(live.node_named("R03_note"), "other work", language="en").saved.result()
    live.note(live.node_named("R03"), "said twice").saved.result()
    live.pause().saved.result()
    worker.close()

    again = program.profiles.unlock(tmp_path / "worker", PASSPHRASE)
    try:
        resumed = again.conversations.resume(live.interview.id)
        assert resumed.question(live.node_named("R03_note")).value == "other work"
        assert [note.value for note in resumed.journal.notes_on(live.node_named("R03"))] == [
            "said twice"
        ]
        assert resumed.interview.state is InterviewState.PAUSED
        assert resumed.answers() == live.answers()
    finally:
        again.close()


def test_two_languages_swap_without_touching_an_answer(worker):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R03"), "yes").saved.result()

    live.swap_languages()

    view = live.question(live.node_named("R03"))
    assert live.languages == ("ti", "en")
    assert view.labels[0].language == "ti"
    assert view.value == "yes"


def test_a_change_of_language_is_noted_and_kept(worker):
    live = worker.conversations.begin(opening())

    live.use_languages("en", "ar").saved.result()

    contents = worker._place.read_interview(live.interview.id)
    assert contents.interview.languages == ("en", "ar")
    assert contents.events[-1].kind is EventKind.LANGUAGE


def test_nothing_can_be_written_into_a_finished_conversation(worker):
    live = worker.conversations.begin(opening())
    worker.conversations.finish(live)

    with pytest.raises(StoreError):
        live.answer(live.node_named("R03"), "yes").saved.result()
    with pytest.raises(StoreError):
        worker.conversations.resume(live.interview.id)


def test_what_was_not_to_be_kept_is_erased_when_it_is_finished(worker):
    items = {ConsentItem.TALK: Choice.YES, ConsentItem.WRITE: Choice.YES}
    live = worker.conversations.begin(opening(items=items))
    live.answer(live.node_named("R03"), "yes").saved.result()

    finished = worker.conversations.finish(live)

    assert finished.erased
    assert worker.conversations.lines() == []
    with pytest.raises(StoreError):
        worker._place.read_case(live.case.id)
    with pytest.raises(Exception, match=r"."):
        worker._vault.cipher.derive(live.case.id, "anything")


def test_agreeing_later_to_keep_it_keeps_it(worker):
    items = {ConsentItem.TALK: Choice.YES, ConsentItem.WRITE: Choice.YES}
    live = worker.conversations.begin(opening(items=items))

    worker.conversations.agree(
        live.case.id,
        {ConsentItem.KEEP: Choice.YES},
        Manner.VOICE,
        text_of_record(("en", "ti")),
    )

    assert not worker.conversations.finish(live).erased
    assert [line.case.id for line in worker.conversations.lines()] == [live.case.id]


def test_an_act_after_the_profile_was_closed_says_so_and_raises_nothing(worker):
    live = worker.conversations.begin(opening())
    worker.close()

    pending = live.answer(live.node_named("R03"), "yes")

    assert isinstance(pending.saved.exception(), StoreError)


def test_a_failed_act_can_be_taken_off_the_screen(worker):
    live = worker.conversations.begin(opening())
    node = live.node_named("R03")
    worker.conversations.finish(live)
    pending = live.answer(node, "yes")
    assert pending.saved.exception() is not None

    live.revert(pending)

    assert live.question(node).value == ""
