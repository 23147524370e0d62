"""What opening the store found out, in words for whoever unlocked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import MN, M

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.store.opening import OpeningReport


def what_opening_found(opening: OpeningReport) -> tuple[Message, Message] | None:
    """Return what is wrong and what to do next; None when all that was saved is there."""
    if opening.agreement.is_good:
        return None
    advice = M(
        "Look whether your latest conversations are there, and tell your coordinator "
        "before you go on."
    )
    if opening.missing:
        told = MN(
            "{count} saved step is missing from this profile.",
            "{count} saved steps are missing from this profile.",
            opening.missing,
        )
    else:
        told = M("Intake cannot tell whether everything that was saved is still here.")
    return told, advice
