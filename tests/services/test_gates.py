"""Topics behind a gate, in a real conversation."""

from intake_app.domain.answer import AnswerState, EventKind
from tests.services.conftest import opening


def begun(worker):
    live = worker.conversations.begin(opening())
    return live, live.node_named("R08_gate")


def stored(worker, live):
    answers = worker._place.read_interview(live.interview.id).answers
    return {node.rpartition("/")[2]: a.value or a.state for node, a in answers.items()}


def asked(live):
    return [
        node.rpartition("/")[2]
        for topic in live.topics()
        for page in topic.pages
        for node in page.nodes
    ]


def test_another_time_marks_the_gate_and_every_question_behind_it(worker):
    live, gate = begun(worker)

    for pending in live.put_off(gate):
        pending.saved.result()

    kept = stored(worker, live)
    later = [name for name in ("R08_gate", "R08", "R09") if kept[name] is AnswerState.ANOTHER_TIME]
    assert later == ["R08_gate", "R08", "R09"]
    assert not kept.get("R08_note")
    assert "R08" not in asked(live)


def test_what_was_answered_before_stays_when_the_rest_is_put_off(worker):
    live, gate = begun(worker)
    live.answer(gate, "yes")
    live.answer(live.node_named("R08"), "no").saved.result()

    for pending in live.put_off(gate):
        pending.saved.result()

    assert stored(worker, live)["R08"] == "no"
    assert stored(worker, live)["R09"] is AnswerState.ANOTHER_TIME


def test_a_topic_put_off_is_as_it_was_after_undo(worker):
    live, gate = begun(worker)
    before = {write.node: (write.value, write.state) for write in live._session.stored()}

    acts = live.put_off(gate)
    for _ in acts:
        live.undo().saved.result()

    assert {w.node: (w.value, w.state) for w in live._session.stored()} == before


def test_a_pause_is_worth_a_word_after_25_minutes_without_one(worker, clock):
    live, _ = begun(worker)
    assert not live.may_want_a_break()

    clock.forward(minutes=25)
    assert live.may_want_a_break()

    live.pause()
    live.resume()
    assert not live.may_want_a_break()


def test_a_pause_is_worth_a_word_after_two_questions_of_a_gated_topic_were_left_unsaid(worker):
    live, gate = begun(worker)
    live.answer(gate, "yes")
    for name in ("R03", "R06"):
        live.leave(live.node_named(name), AnswerState.DECLINED)
    live.leave(live.node_named("R08"), AnswerState.DECLINED)
    assert not live.may_want_a_break()

    live.leave(live.node_named("R09"), AnswerState.DECLINED)

    assert live.may_want_a_break()


def test_through_whom_an_answer_came_can_be_said_of_it_alone(worker):
    live, _ = begun(worker)
    node = live.node_named("R18")
    live.answer(node, "words", language="ti").saved.result()

    live.set_via(node, "interpreter-a").saved.result()

    event = worker._place.read_interview(live.interview.id).events[-1]
    assert (event.via, event.language, event.value) == ("interpreter-a", "ti", "words")


def test_a_translation_stands_beside_the_words_and_changes_none(worker):
    live, _ = begun(worker)
    node = live.node_named("R18")
    live.answer(node, "words", language="ti").saved.result()

    live.translate(node, "other words", language="en").saved.result()

    contents = worker._place.read_interview(live.interview.id)
    assert contents.answers[node].value == "words"
    assert contents.events[-1].kind is EventKind.TRANSLATION


def test_an_answer_of_a_finished_conversation_is_amended_and_the_earlier_one_stays(worker):
    live, _ = begun(worker)
    node = live.node_named("R06")
    live.answer(node, "all").saved.result()
    worker.conversations.finish(live)

    worker.conversations.amend(live.interview.id, node, "none")

    contents = worker._place.read_interview(live.interview.id)
    assert contents.answers[node].value == "none"
    assert contents.events[-1].kind is EventKind.AMENDED
    assert [e.value for e in contents.events if e.node == node] == ["all", "none"]


def test_the_chain_that_outlives_an_erasure_tells_of_no_danger_and_no_child(worker):
    live, gate = begun(worker)
    live.acted_in_danger("office-called").saved.result()
    live.write_down_disclosure("words", language="en").saved.result()
    live.note(gate, "what", kind=EventKind.UNCLEAR).saved.result()

    chain = "SELECT body FROM audit"
    bodies = worker._place.do(lambda unit: list(unit.audit._transaction.execute(chain)))

    told = b" ".join(row["body"] for row in bodies)
    assert b'"action":"note"' in told
    assert not [w for w in (b"danger", b"disclosure", b"understood") if b'"%b"' % w in told]
