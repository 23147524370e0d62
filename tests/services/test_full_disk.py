"""A conversation on a full disk: everything in its order, and no line of the journal twice."""

from __future__ import annotations

import threading

import pytest

from intake_app.domain.answer import EventKind
from intake_app.domain.case import InterviewState
from intake_app.domain.errors import DiskFullError
from intake_app.store import ballast
from tests.services.conftest import opening
from tests.store.test_full_disk import PageLimit

LONG = "word " * 4000


@pytest.fixture
def disk(worker, monkeypatch):
    """Give the worker's disk, which can be filled."""
    monkeypatch.setattr(ballast, "BALLAST_BYTES", 64 << 10)
    return PageLimit(worker.folder, monkeypatch)


@pytest.fixture
def live(worker, disk):
    """Give a conversation that has just begun."""
    return worker.conversations.begin(opening())


def say_too_much(live):
    """Say more than there is room for; return the acts that found none."""
    node = live.node_named("R18")
    acts = [live.answer(node, f"{letter}{LONG}") for letter in "abcdefgh"]
    return [act for act in acts if act.saved.exception() is not None]


def said(worker, live):
    events = worker._place.read_interview(live.interview.id).events
    return [event.value[:1] for event in events if event.kind is EventKind.ANSWERED]


def test_nothing_is_stored_before_what_was_said_earlier(worker, disk, live):
    disk.fill(worker._store)
    failed = say_too_much(live)

    later = live.answer(live.node_named("R03"), "yes")

    assert failed
    assert isinstance(later.saved.exception(), DiskFullError)


def test_what_is_tried_again_is_stored_once_and_in_its_order(worker, disk, live):
    disk.fill(worker._store)
    failed = say_too_much(live)
    failed.append(live.answer(live.node_named("R03"), "yes"))
    failed[-1].saved.exception()
    disk.free(worker._store)

    again = [live.retry(pending) for pending in failed]

    assert [act.saved.exception() for act in again] == [None] * len(failed)
    assert said(worker, live) == [*"abcdefgh", "y"]


def test_a_conversation_is_not_finished_before_all_of_it_is_stored(worker, disk, live):
    disk.fill(worker._store)
    failed = say_too_much(live)
    with pytest.raises(DiskFullError):
        worker.conversations.finish(live)
    assert live.interview.state is InterviewState.OPEN
    disk.free(worker._store)
    for pending in failed:
        live.retry(pending).saved.result()

    worker.conversations.finish(live)

    events = worker._place.read_interview(live.interview.id).events
    assert [event.kind for event in events].count(EventKind.FINISHED) == 1


def test_a_conversation_refuses_another_thread_than_its_own(live):
    live.topics()
    seen = []

    def elsewhere():
        for act in (live.topics, live.finish, lambda: live.question(live.stopped_at)):
            with pytest.raises(RuntimeError) as caught:
                act()
            seen.append(str(caught.value))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()

    assert len(seen) == 3
    assert live.interview.state is InterviewState.OPEN
