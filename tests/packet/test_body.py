"""Bodies go into JSON and come back, and nothing else is read as one."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.guard import strict_json
from intake_app.packet.body import body_to_json, read_referral, referral_bytes
from intake_app.packet.fields import FieldError, Fields
from tests.packet.people import referral
from tests.packet.strategies import REFERRALS


def reread(read, body):
    other = set()
    value = strict_json.loads(strict_json.dumps(body_to_json(body)))
    return read(Fields(value, "body", other)), other


def as_json(body):
    return strict_json.loads(strict_json.dumps(body_to_json(body)))


def refuses(read, value):
    with pytest.raises(FieldError):
        read(Fields(value, "body", set()))


@given(REFERRALS)
def test_every_referral_comes_back_as_a_desk_reads_it_first(body):
    found, other = reread(read_referral, body)

    assert found == body.outside()
    assert not other


@given(REFERRALS)
def test_equal_referrals_have_equal_bytes(body):
    assert referral_bytes(copy.deepcopy(body)) == referral_bytes(body)


def places(value, at=()):
    """Yield the path of every value inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inside:
        yield (*at, key)
        if isinstance(item, (dict, list)):
            yield from places(item, (*at, key))


PLACES = list(places(as_json(referral())))
FREE_KEYS = {"label", "shown"}
"""Their keys are languages: a missing one is only a missing wording."""


@pytest.mark.parametrize("place", [p for p in PLACES if isinstance(p[-1], str)], ids=str)
def test_no_value_may_be_missing(place):
    value = as_json(referral())
    inner = value
    for step in place[:-1]:
        inner = inner[step]
    del inner[place[-1]]

    if FREE_KEYS.intersection(place[:-1]):
        read_referral(Fields(value, "body", set()))
    else:
        refuses(read_referral, value)


@given(place=st.sampled_from(PLACES), wrong=st.sampled_from([3.5, -1, True, "\u2028x", {}, [[]]]))
def test_a_value_of_another_type_is_refused_or_fits(place, wrong):
    value = as_json(referral())
    inner = value
    for step in place[:-1]:
        inner = inner[step]
    was, inner[place[-1]] = inner[place[-1]], wrong

    try:
        found = read_referral(Fields(value, "body", set()))
    except FieldError:
        return
    # What is read after all is what stands there: nothing is bent into shape.
    assert type(was) is type(wrong)
    assert as_json(found) == value


@pytest.mark.parametrize(
    "change",
    [
        {"reference": "072918"},
        {"reference": "47291"},
        {"reference": "\u0664\u0667\u0662\u0669\u0661\u0668"},
        {"age": "17"},
        {"urgency": "soon"},
        {"services": ["two words"]},
        {"services": ["x"] * 101},
        {"services": ["x" * 129]},
        {"languages": ["not a tag"]},
        {"languages": ["en"] * 17},
        {"answer_to": "x" * 501},
        {"groups": [{"group": "need", "answers": []}] * 2},
        {"groups": [{"group": "secrets", "answers": []}]},
    ],
    ids=str,
)
def test_what_is_outside_the_limits_is_refused(change):
    value = as_json(referral())
    value["shared"] |= change

    refuses(read_referral, value)


@pytest.mark.parametrize(
    "change",
    [
        {"phone_key": ""},
        {"phone_key": "AAAA"},
        {"phone_key": None},
        {"supersedes": "a" * 25},
        {"parts": ["A" * 32]},
        {"parts": ["a" * 32] * 2},
        {"inner": {"sha256": "0" * 64, "size": 1}},
        {"inner": {"sha256": "0" * 63, "size": 1, "plain_sha256": "0" * 64}},
    ],
    ids=lambda change: str(change)[:50],
)
def test_what_holds_a_referral_together_is_of_its_form(change):
    refuses(read_referral, as_json(referral()) | change)


@pytest.mark.parametrize(
    "change",
    [
        {"people": {"adults": -1, "children": []}},
        {"people": {"adults": 1, "children": [{"band": "0-17", "count": 1}]}},
        {"people": {"adults": 1, "children": [{"band": "0-5", "count": 0}]}},
        {"people": {"adults": 1, "children": [{"band": "0-5", "count": 1}] * 2}},
        {"region": "x" * 101},
        {"gender_wish": "other"},
        {"access": ["two words"]},
        {"danger": ["none"]},
        {"danger": ["followed", "followed"]},
        {"must_not_know": "x" * 501},
    ],
    ids=lambda change: str(change)[:50],
)
def test_circumstances_outside_the_limits_are_refused(change):
    value = as_json(referral())
    value["shared"]["circumstances"] |= change

    refuses(read_referral, value)


@pytest.mark.parametrize("group", ["name", "contact", "health", "account", "observed"])
def test_what_says_who_it_is_is_refused_outside(group):
    value = as_json(referral())
    value["shared"]["groups"][0]["group"] = group

    refuses(read_referral, value)


def test_an_answer_of_the_most_sensitive_kind_is_refused_outside():
    value = as_json(referral())
    value["shared"]["groups"][0]["answers"][0]["sensitivity"] = 3

    refuses(read_referral, value)


@pytest.mark.parametrize(
    "change",
    [
        {"node": "data/x"},
        {"label": {"en": "x" * 20_001}},
        {"label": {f"en-x{n}": "" for n in range(17)}},
        {"label": {"": "x"}},
        {"label": {"en": None}},
        {"value": "x" * 20_001},
        {"state": "no"},
        {"state": "asked-declined", "value": "no", "shown": {}},
        {"state": "asked-declined", "value": "", "shown": {"en": "no"}},
        {"sensitivity": 4},
        {"sensitivity": "1"},
        {"at": "2026-03-01T09:00:00Z"},
        {"at": "2026-03-01T09:00:00.000000+00:00"},
        {"at": "2026-13-01T09:00:00.000000Z"},
    ],
    ids=lambda change: str(change)[:60],
)
def test_an_answer_outside_the_limits_is_refused(change):
    value = as_json(referral())
    value["shared"]["groups"][0]["answers"][0] |= change

    refuses(read_referral, value)


@pytest.mark.parametrize(
    "change",
    [
        {"onward": 0},
        {"no_authorities": "false"},
        {"basis": "habit"},
        {"basis": "legal-duty"},
        {"basis": "legal-duty", "law": "An act", "decided_by": " "},
        {"law": "An act"},
        {"decided_by": "coordinator"},
        {"told": True},
        {"basis": "vital-interest", "law": "An act", "decided_by": "lead", "told": "no"},
        {"consent": ""},
        {"purpose": "x" * 501},
        {"until": None},
    ],
    ids=lambda change: str(change)[:40],
)
def test_terms_that_are_not_clear_are_refused(change):
    value = as_json(referral())
    value["shared"]["terms"] |= change

    refuses(read_referral, value)


def test_keys_from_a_later_time_are_named_once_and_change_nothing():
    value = as_json(referral())
    value["colour"] = "blue"
    value["shared"]["terms"]["rule"] = {"inner": 1}
    for answer in value["shared"]["groups"][0]["answers"]:
        answer["mood"] = 1
    value["\u202e not a name"] = 1
    other = set()

    found = read_referral(Fields(value, "body", other))

    assert found == referral().outside()
    assert {(datum.name, datum.value) for datum in other} == {
        ("body.colour", "blue"),
        ("body.shared.terms.rule", '{"inner":1}'),
        ("body.shared.groups.answers.mood", "1"),
        ("body.?", "1"),
    }


def test_other_data_is_bounded_and_plain():
    value = as_json(referral()) | {f"key{n}": "x\u202ey\n" * 500 for n in range(200)}
    other = set()

    read_referral(Fields(value, "body", other))

    assert len(other) == 100
    assert all(len(datum.value) <= 501 for datum in other)
    assert all(datum.value.startswith("xy xy") for datum in other)


def test_a_body_that_is_no_object_is_refused():
    with pytest.raises(FieldError):
        Fields([], "body", set())
