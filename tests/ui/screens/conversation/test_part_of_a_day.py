"""A day that is known in part only, in the room: kept as far as it goes, never made whole."""

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.domain.ids import NodeRef
from intake_app.services.forms import PLAN_FORM
from tests.services.conftest import opening


@pytest.fixture
def asked_for_a_day(talk, worker):
    """Give the room at a question that asks for a day."""
    first = worker.conversations.begin(opening())
    live = worker.further.open(first.case.id, PLAN_FORM)
    for name, value in (("danger_gate", "yes"), ("N13", "yes")):
        live.answer(live.node_named(name), value).saved.result()
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    talk.flow.room().go_to(NodeRef(live.node_named("N13_day")))
    QApplication.processEvents()
    return talk


def day(talk):
    live = talk.flow.room().live
    return live.question(live.node_named("N13_day")).value


def test_the_year_alone_is_an_answer_and_stays_in_its_field(asked_for_a_day):
    talk = asked_for_a_day

    talk.room.type("2026")
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")

    assert day(talk) == "2026"
    assert talk.room.text_in_hand() == "2026"
    assert not talk.room.reads("Not a date yet")


def test_the_month_may_come_later(asked_for_a_day):
    talk = asked_for_a_day
    talk.room.type("2026")
    talk.flow.unsaved()

    talk.room.key("Tab")
    talk.room.type("11")
    talk.room.on()

    assert day(talk) == "2026-11"
