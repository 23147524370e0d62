from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain import errors
from intake_app.domain.contact import digits_of
from intake_app.domain.ids import Fingerprint, new_id, new_spoken_code, show_code
from intake_app.domain.message import M
from intake_app.domain.secret import Secret
from intake_app.domain.times import from_iso, to_iso
from tests.simulators import SeededRandom


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_stored_moment_reads_back_as_it_was(moment):
    assert from_iso(to_iso(moment)) == moment


def test_a_moment_is_stored_in_utc_whatever_zone_it_was_said_in():
    there = datetime(2026, 3, 1, 2, 30, tzinfo=timezone(timedelta(hours=-7)))

    assert to_iso(there) == "2026-03-01T09:30:00.000000Z"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        to_iso(datetime(2026, 3, 1))  # noqa: DTZ001 - the very thing that is refused


@given(st.integers(0, 1000))
def test_ids_are_26_characters_that_can_be_a_file_name(seed):
    made = new_id(SeededRandom(seed))

    assert len(made) == 26
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz234567")


@given(st.integers(0, 1000))
def test_a_spoken_code_has_six_digits_in_two_groups(seed):
    code = new_spoken_code(SeededRandom(seed))

    assert len(code) == 6
    assert show_code(code) == f"{code[:3]} {code[3:]}"


@given(st.binary(min_size=32, max_size=32))
def test_the_digits_people_compare_are_six_groups_of_five(raw):
    groups = digits_of(Fingerprint(raw.hex())).split(" ")

    assert [len(group) for group in groups] == [5] * 6


@given(st.binary(min_size=32, max_size=32), st.integers(0, 99))
def test_a_change_in_the_first_hundred_bits_changes_the_digits(raw, bit):
    number = int.from_bytes(raw, "big")
    other = number ^ (1 << (255 - bit))

    assert digits_of(Fingerprint(raw.hex())) != digits_of(Fingerprint(f"{other:064x}"))


def test_a_secret_shows_itself_nowhere():
    secret = Secret(b"marker")

    assert "marker" not in f"{secret!r} {secret}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        hash(secret)


def test_secrets_are_equal_when_their_bytes_are():
    assert Secret(b"a") == Secret(b"a")
    assert Secret(b"a") != Secret(b"b")
    assert Secret(b"a") != b"a"


def _kinds(kind):
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


def test_every_kind_of_error_has_a_code_of_its_own():
    codes = [kind.code for kind in _kinds(errors.IntakeError)]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", list(_kinds(errors.IntakeError)), ids=lambda kind: kind.code)
def test_an_error_from_another_process_is_of_the_same_kind(kind):
    raised = kind()

    again = errors.error_from(raised.code, raised.summary, raised.hint)

    assert type(again) is kind
    assert (again.summary, again.hint) == (raised.summary, raised.hint)


def test_an_unknown_code_still_tells_what_happened():
    again = errors.error_from("from.the-future", M("Something new."), None)

    assert type(again) is errors.IntakeError
    assert again.summary == M("Something new.")


def test_the_log_never_gets_the_values_of_an_error():
    raised = errors.IntakeError(M("{name} is not here.", name="Marker-7Q"))

    assert "Marker-7Q" not in str(raised)
