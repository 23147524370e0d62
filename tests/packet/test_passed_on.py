"""What is passed on says where it comes from, and a reader holds it to what was agreed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.case import AgeBranch
from intake_app.domain.referral import SealedInside, SharingBasis
from intake_app.guard import strict_json
from intake_app.packet.body import body_to_json, read_passed_on
from intake_app.packet.fields import FieldError, Fields
from tests.packet.strategies import ORIGINS, REFERRALS

INNER = SealedInside(sha256="a" * 64, size=4_096, plain_sha256="b" * 64)


def read(body):
    other = set()
    value = strict_json.loads(strict_json.dumps(body_to_json(body)))
    found = read_passed_on(Fields(value, "body", other))
    assert not other
    return found


def agreed(body, origin):
    """Return a body that may be passed on."""
    terms = replace(
        body.terms, onward=False, basis=SharingBasis.CONSENT, law="", decided_by="", told=None
    )
    return replace(body, terms=terms, origin=origin)


@given(REFERRALS, ORIGINS)
def test_what_is_passed_on_comes_back_with_where_it_comes_from(body, origin):
    body = agreed(body, origin)

    assert read(body) == body.outside()


@given(REFERRALS, ORIGINS, st.sampled_from([AgeBranch.UNDER_18, AgeBranch.MAYBE_UNDER_18, None]))
def test_nothing_inside_is_read_of_whoever_may_be_a_child(body, origin, age):
    body = replace(agreed(body, origin), inner=INNER)

    assert read(replace(body, age=AgeBranch.ADULT)).inner == INNER
    with pytest.raises(FieldError):
        read(replace(body, age=age))


@given(REFERRALS, ORIGINS)
def test_what_goes_further_than_was_agreed_is_not_read(body, origin):
    body = agreed(body, origin)
    wider = [
        replace(body, terms=replace(body.terms, onward=True)),
        replace(body, parts=("0" * 32,)),
        replace(body, supersedes=origin.packet),
        replace(
            body,
            terms=replace(
                body.terms, basis=SharingBasis.LEGAL_DUTY, law="Act, 4", decided_by="lead"
            ),
        ),
    ]

    for each in wider:
        with pytest.raises(FieldError):
            read(each)
