"""Whether two referrals may be about one person: by signs that name nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intake_app.domain.case import AgeBranch
from intake_app.domain.circumstances import Circumstances, Party
from intake_app.domain.referral import (
    HELP_AS_NEEDED,
    Referral,
    SharedAnswer,
    SharedForm,
    SharedGroup,
    SharingBasis,
    SharingTerms,
    Urgency,
)
from intake_app.domain.same_person import CameIn, Sign, alike, may_be_compared

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TERMS = SharingTerms(
    consent="c",
    purpose=HELP_AS_NEEDED,
    until=NOW + timedelta(days=30),
    onward=True,
    no_authorities=True,
)
ONE = Referral(
    reference="111111",
    age=AgeBranch.ADULT,
    urgency=Urgency.TODAY,
    services=("safe-place", "lawyer"),
    languages=("ti",),
    groups=(),
    terms=TERMS,
    form=SharedForm(form_id="f", version="1", logic_hash="a", text_hash="b"),
)
OTHER = replace(ONE, reference="222222", services=("safe-place",))


def came(referral, sender="one", at=NOW):
    return CameIn(referral=referral, sender=sender, at=at)


def both(**changes):
    """Return two files that may be compared, the second changed."""
    return came(ONE), came(replace(OTHER, terms=replace(TERMS, **changes)), "other")


def test_languages_age_and_a_need_together_are_a_hint():
    assert alike(ONE, OTHER) == (Sign.LANGUAGES, Sign.AGE, Sign.NEED)


@pytest.mark.parametrize(
    "changes",
    [
        {"languages": ("ar",)},
        {"languages": ()},
        {"age": AgeBranch.UNDER_18},
        {"age": None},
        {"services": ("food",)},
        {"services": ()},
    ],
)
def test_one_of_them_missing_or_other_is_none(changes):
    assert alike(ONE, replace(OTHER, **changes)) == ()


def test_the_same_number_is_enough():
    assert alike(ONE, replace(OTHER, reference="111111", languages=(), age=None, services=())) == (
        Sign.NUMBER,
    )


def test_two_files_without_a_number_have_not_the_same_number():
    anonymous = replace(ONE, reference="", age=None)

    assert alike(anonymous, anonymous) == ()


def test_other_people_who_come_along_speak_against_it():
    alone, with_one = (Circumstances(people=Party(adults=n)) for n in (1, 2))

    assert alike(replace(ONE, circumstances=alone), replace(OTHER, circumstances=with_one)) == ()
    assert alike(replace(ONE, circumstances=alone), OTHER) != ()


def test_what_both_say_of_area_and_people_is_among_the_signs():
    here = Circumstances(people=Party(adults=1), region="The  North")
    there = replace(here, region="the north")

    signs = alike(replace(ONE, circumstances=here), replace(OTHER, circumstances=there))

    assert signs[-2:] == (Sign.PEOPLE, Sign.REGION)


def test_names_and_answers_are_never_looked_at():
    name = SharedAnswer(node="/data/R19", label={"en": "Name"}, value="Selam", shown={})
    named = (SharedGroup(group="name", answers=(name,)),)
    one, other = (replace(r, groups=named, languages=()) for r in (ONE, OTHER))

    assert alike(one, other) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"onward": False},
        {"until": NOW},
        {"purpose": "A bed"},
        {"basis": SharingBasis.LEGAL_DUTY},
    ],
)
def test_both_agreements_must_allow_it(changes):
    assert may_be_compared(*both(), now=NOW)
    assert not may_be_compared(*both(**changes), now=NOW)
    assert not may_be_compared(*reversed(both(**changes)), now=NOW)


def test_files_of_one_office_or_far_apart_are_not_compared():
    assert not may_be_compared(came(ONE), came(OTHER), now=NOW)
    late = came(OTHER, "other", NOW - timedelta(days=61))
    assert not may_be_compared(came(ONE), late, now=NOW)
