"""Where a conversation stands: known again after a crash, written once, gone with the person."""

from tests.services.conftest import opening


def kept(worker, live):
    """Return where the store says that a conversation stands, or "" when it does not."""
    return worker.setting(f"standing-at {live.interview.id}")


def test_it_opens_at_the_question_in_sight_though_nothing_was_said_there(worker):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R03"), "yes").saved.result()
    here = live.node_named("R07")

    worker.conversations.stand_at(live.interview.id, here)

    assert worker.conversations.resume(live.interview.id).stopped_at == here


def test_no_question_in_sight_is_known_too(worker):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R03"), "yes").saved.result()

    worker.conversations.stand_at(live.interview.id, None)

    assert worker.conversations.resume(live.interview.id).stopped_at is None


def test_where_it_is_not_known_it_opens_at_what_was_said_last(worker):
    live = worker.conversations.begin(opening())
    last = live.node_named("R03")
    live.answer(last, "yes").saved.result()

    assert worker.conversations.resume(live.interview.id).stopped_at == last


def test_of_many_steps_in_a_row_the_last_one_counts(worker):
    live = worker.conversations.begin(opening())
    nodes = [live.node_named(name) for name in ("R03", "R05", "R07")]

    def go_on_fast(_units):
        for node in nodes:
            worker.conversations.stand_at(live.interview.id, node)

    worker._place.store.run(go_on_fast)

    assert kept(worker, live) == nodes[-1]


def test_nothing_of_it_is_left_when_the_person_is_erased(worker):
    live = worker.conversations.begin(opening())
    worker.conversations.stand_at(live.interview.id, live.node_named("R03"))
    before = kept(worker, live)

    worker.conversations.erase(live.case.id)

    assert before
    assert kept(worker, live) == ""
