"""Why something left that the person did not agree to, in words for whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.message import M
from intake_app.domain.referral import SharingBasis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.message import Message
    from intake_app.domain.referral import SharingTerms
    from intake_app.domain.sharing import OtherGround

GROUNDS: Final[Mapping[SharingBasis, Message]] = {
    # Translators: why something leaves that the person did not agree to; on buttons.
    SharingBasis.VITAL_INTEREST: M("Somebody's life or body is in danger"),
    SharingBasis.LEGAL_DUTY: M("The law orders us to"),
    SharingBasis.BEST_INTEREST: M("It is best for a child"),
}


def without_agreement(ground: OtherGround, until: object) -> Message:
    """Return that something leaves which was not agreed to, until when, and what lets it.

    Args:
        ground: Why.
        until: A date, or one in words.
    """
    # Translators: {ground} is e.g. "The law orders us to"; {law} names it.
    return M("Without agreement, until {date}. {ground}: {law}", date=until,
             ground=GROUNDS[ground.basis], law=ground.law)  # fmt: skip


def ground_in_words(terms: SharingTerms) -> tuple[Message, ...]:
    """Return on what ground something left, and whether the person knows; nothing with consent."""
    if terms.basis is SharingBasis.CONSENT:
        return ()
    said = [
        # Translators: {ground} is e.g. "The law orders us to"; {law} names it.
        M("The person did not agree to this. {ground}: {law}", ground=GROUNDS[terms.basis],
          law=terms.law),
        # Translators: {role} is the role of somebody, e.g. "Head of the service".
        M("Decided by: {role}", role=terms.decided_by),
    ]  # fmt: skip
    if not terms.told:
        said.append(M("The person does not know of it yet: ask us before you tell them."))
    return tuple(said)
