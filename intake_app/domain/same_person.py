"""Whether two referrals may be about one person: signs that name nobody, and never proof.

No name, no birth date and no hash of one is compared (domain brief, PR18): only what
stands in the outer layer of both, and only where both agreements allow it
(docs/decisions/0007-hint-that-two-files-may-be-about-one-person.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.referral import SharingBasis

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.referral import Referral

PERIOD: Final = timedelta(days=60)
"""What came in further apart is not compared."""


class Sign(StrEnum):
    """What is alike."""

    NUMBER = "number"
    LANGUAGES = "languages"
    AGE = "age"
    NEED = "need"
    PEOPLE = "people"
    REGION = "region"


class PairWord(StrEnum):
    """What people have found out about two referrals."""

    APART = "apart"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """A referral, who sent it, and when it came in."""

    referral: Referral
    sender: str
    at: datetime


def may_be_compared(one: CameIn, other: CameIn, *, now: datetime) -> bool:
    """Whether both agreements allow it, at the moment `now`.

    Both must let it be passed on, for the same purpose, still hold, and rest on the
    person's own agreement. Two files of one office are not compared: it knows.
    """
    terms = one.referral.terms, other.referral.terms
    return (
        one.sender != other.sender
        and abs(one.at - other.at) <= PERIOD
        and all(each.onward and now < each.until for each in terms)
        and all(each.basis is SharingBasis.CONSENT for each in terms)
        and terms[0].purpose == terms[1].purpose
    )


def alike(one: Referral, other: Referral) -> tuple[Sign, ...]:
    """Return what is alike, if it is enough for a hint; else nothing.

    The same number is enough, because a person may have carried it along. Without it
    the languages, the age and a need must be alike, and nothing that both say may
    differ. What one of them does not say is never held against it.
    """
    found: list[Sign] = []
    if one.reference and one.reference == other.reference:
        found.append(Sign.NUMBER)
    if one.languages and set(one.languages) == set(other.languages):
        found.append(Sign.LANGUAGES)
    if one.age is not None and one.age is other.age:
        found.append(Sign.AGE)
    if set(one.services) & set(other.services):
        found.append(Sign.NEED)
    party, theirs = one.circumstances.people, other.circumstances.people
    if party is not None and party == theirs:
        found.append(Sign.PEOPLE)
    region, there = (_plain(each.circumstances.region) for each in (one, other))
    if region and region == there:
        found.append(Sign.REGION)
    is_contradicted = None not in {party, theirs} and party != theirs
    needed = {Sign.LANGUAGES, Sign.AGE, Sign.NEED}
    enough = Sign.NUMBER in found or (needed <= set(found) and not is_contradicted)
    return tuple(found) if enough else ()


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
