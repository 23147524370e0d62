"""Words typed into a form and not kept yet: there again, and gone with the person."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import DiskFullError
from intake_app.services.half_typed import HalfTypedWords, Words
from tests.services.conftest import opening


@pytest.fixture
def case_id(worker):
    """Give the id of a person who has just begun to talk."""
    return worker.conversations.begin(opening()).case.id


def after_a_restart(worker):
    """Return the service as another process has it: with nothing in memory."""
    return HalfTypedWords(worker._place)


def test_what_was_written_is_there_in_another_process(worker, case_id):
    half_typed = worker.conversations.half_typed
    half_typed.say(case_id, "note", Words(text="by the ወደብ ", language="ti"))

    half_typed.write(case_id)

    found = after_a_restart(worker).read(case_id)
    assert found == {"note": Words(text="by the ወደብ ", language="ti")}


def test_fields_do_not_take_each_other_away(worker, case_id):
    half_typed = worker.conversations.half_typed
    for field in ("note", "reading"):
        half_typed.say(case_id, field, Words(text=field))
        half_typed.write(case_id)

    assert set(after_a_restart(worker).read(case_id)) == {"note", "reading"}


def test_an_emptied_field_leaves_nothing(worker, case_id):
    half_typed = worker.conversations.half_typed
    for text in ("something", ""):
        half_typed.say(case_id, "note", Words(text=text))
        half_typed.write(case_id)

    assert after_a_restart(worker).read(case_id) == {}
    assert worker.setting(f"half-typed {case_id}") == ""


def test_what_found_no_room_is_still_known_and_is_written_later(worker, case_id, monkeypatch):
    half_typed = worker.conversations.half_typed
    settings = type(worker._place.do(lambda unit: unit.settings))

    def refuse(*_):
        raise DiskFullError

    half_typed.say(case_id, "note", Words(text="she said"))
    with monkeypatch.context() as disk:
        disk.setattr(settings, "put", refuse)
        with pytest.raises(DiskFullError):
            half_typed.write(case_id)
        meanwhile = half_typed.read(case_id)

    half_typed.write(case_id)

    assert meanwhile == {"note": Words(text="she said")}
    assert after_a_restart(worker).read(case_id) == meanwhile


def test_nothing_of_it_is_left_or_comes_back_when_the_person_is_erased(worker, case_id):
    half_typed = worker.conversations.half_typed
    half_typed.say(case_id, "note", Words(text="she said"))
    half_typed.write(case_id)
    before = worker.setting(f"half-typed {case_id}")

    half_typed.say(case_id, "note", Words(text="she said more"))
    worker.conversations.erase(case_id)
    half_typed.write(case_id)

    assert before
    assert worker.setting(f"half-typed {case_id}", "none") == "none"
