"""Passphrases for people: six plain words, or their own with an honest judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.vault import passphrase, pin
from intake_app.vault.passphrase import Strength

if TYPE_CHECKING:
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Random
    from intake_app.domain.secret import Secret

__all__ = ["Strength", "as_secret", "offer_passphrase", "pin_problem", "strength_of"]


def offer_passphrase(random: Random) -> str:
    """Return six random plain words parted by spaces."""
    return passphrase.generate(random)


def as_secret(text: str) -> Secret:
    """Return a typed passphrase as the vault takes it.

    Raises:
        UsageError: Nothing was typed.
    """
    return passphrase.as_secret(text)


def strength_of(text: str) -> Strength:
    """Return how well a passphrase of one's own would hold: 0 to 4, and a sentence."""
    return passphrase.strength(text)


def pin_problem(digits: str) -> Message | None:
    """Return what speaks against a PIN, or None when it may be used."""
    return pin.pin_problem(digits)
