"""Whom the lead is still to be told of: kept until it is done, and never why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.conftest import opening

LATELY = timedelta(hours=12)


@pytest.fixture
def case_id(worker):
    return worker.conversations.begin(opening()).case.id


def told(worker):
    return [(line.case_id, line.is_told) for line in worker.telling_lead.lines(LATELY)]


def test_it_stays_until_somebody_says_that_the_lead_was_told(worker, case_id, clock):
    worker.telling_lead.is_due(case_id)
    clock.forward(days=30)
    waiting = told(worker)
    worker.telling_lead.tell(case_id)
    (line,) = worker.telling_lead.lines(LATELY)

    assert waiting == [(case_id, False)]
    assert line.is_told
    assert line.at == clock.now()


def test_what_is_told_is_seen_for_a_while_and_its_time_is_kept(worker, case_id, clock):
    worker.telling_lead.is_due(case_id)
    worker.telling_lead.tell(case_id)
    at = clock.now()
    clock.forward(hours=1)
    worker.telling_lead.tell(case_id)
    (line,) = worker.telling_lead.lines(LATELY)
    clock.forward(days=1)

    assert line.at == at
    assert told(worker) == []


def test_it_is_due_again_when_something_else_is_written_down(worker, case_id):
    worker.telling_lead.is_due(case_id)
    worker.telling_lead.tell(case_id)
    worker.telling_lead.is_due(case_id)

    assert told(worker) == [(case_id, False)]


def test_it_is_taken_back_when_nothing_was_the_matter(worker, case_id):
    worker.telling_lead.is_due(case_id)
    worker.telling_lead.is_not_due(case_id)

    assert told(worker) == []


def test_it_goes_with_the_person(worker, case_id):
    worker.telling_lead.is_due(case_id)

    worker.conversations.erase(case_id)

    assert told(worker) == []


def test_the_chain_does_not_say_that_there_was_anything_to_tell(worker, case_id):
    worker.telling_lead.is_due(case_id)
    worker.telling_lead.tell(case_id)

    chain = "SELECT body FROM audit"
    bodies = worker._place.do(lambda unit: list(unit.audit._transaction.execute(chain)))
    assert not [row for row in bodies if b"lead" in row["body"]]
