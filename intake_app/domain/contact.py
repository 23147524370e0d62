"""Cards and contacts: whose keys are whose, and how sure we are of it."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.domain.ids import Fingerprint

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.trust import Succession

DIGITS = 30
DIGIT_GROUP = 5
_FINGERPRINT_BITS = 100
_CODE_NAME = 11
_CODE_DIGEST = 52
_CODE_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeys:
    """The public half of an identity.

    Attributes:
        ed25519: 32 bytes.
        ml_dsa_65: 1,952 bytes.
        recipient: The age recipient, ``age1pq1…``.
    """

    ed25519: bytes
    ml_dsa_65: bytes
    recipient: str

    @property
    def fingerprint(self) -> Fingerprint:
        """SHA-256 hex over the three keys, length-prefixed (docs/formats/packet.md)."""
        h = hashlib.sha256(b"intake-card-v1\0")
        for part in (self.ed25519, self.ml_dsa_65, self.recipient.encode("ascii")):
            h.update(len(part).to_bytes(8, "big") + part)
        return Fingerprint(h.hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What an office tells others about itself, signed by its own keys.

    Attributes:
        name: Name to show ("North Shelter").
        role: What they do, in their own words.
        languages: BCP 47 tags they can answer in, most wanted first.
        needs: Field group codes they ask for; see `referral.FIELD_GROUPS`.
        answer_to: How and when to reach them by voice, in their own words.
        mailbox: 128-bit random id; the folder name that files for them go into.
        supersedes: What the keys before these signed, when the card has new keys; of a
            kept card it stands in `Contact.envelope` only.
    """

    name: str
    role: str
    keys: PublicKeys
    mailbox: str
    created: datetime
    expires: datetime
    languages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    answer_to: str = ""
    supersedes: Succession | None = None

    @property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the card's keys."""
        return self.keys.fingerprint


class Checked(StrEnum):
    """How the card was compared with its owner."""

    NOT_YET = "not-yet"
    IN_PERSON = "in-person"
    BY_VOICE = "by-voice"
    THROUGH_OLD = "through-old"
    """Not compared itself: it takes the place of one that was, and those keys signed so."""
    BY_ROSTER = "by-roster"
    """Not compared itself: a checked organisation names it. Reckoned anew each time, never kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A card we hold and how it was checked; unchecked is amber, never hidden.

    Attributes:
        envelope: The card file's bytes (DSSE) as received.
    """

    card: Card
    envelope: bytes
    checked: Checked = Checked.NOT_YET
    checked_at: datetime | None = None


def digits_of(fingerprint: Fingerprint) -> str:
    """Return the 30 digits people compare, six groups of five.

    They are the first 100 bits of the fingerprint in decimal, zero-padded
    (security.md, section 4). Digits can be read out in any language.
    """
    number = int(fingerprint, 16) >> (256 - _FINGERPRINT_BITS)
    digits = str(number % 10**DIGITS).rjust(DIGITS, "0")
    return " ".join(digits[i : i + DIGIT_GROUP] for i in range(0, DIGITS, DIGIT_GROUP))


def code_of(fingerprint: Fingerprint, name: str) -> str:
    """Return what stands in the square code of a card: at most 72 letters (security.md, 4).

    ``INTAKE1:`` and the fingerprint in base32, then what of the name can stand in a
    small code: a colon and at most eleven Latin letters, digits or spaces.
    """
    digest = base64.b32encode(bytes.fromhex(fingerprint)).decode("ascii").rstrip("=")
    plain = "".join(c for c in name.upper() if c in _CODE_LETTERS)
    short = " ".join(plain.split())[:_CODE_NAME].rstrip()
    return f"INTAKE1:{digest}" + (f":{short}" if short else "")


def fingerprint_in(code: str) -> Fingerprint | None:
    """Return the fingerprint in what `code_of` wrote, or None when it is something else.

    The short name in it is for people's eyes only; nothing is made of it.
    """
    mark, _, rest = code.partition(":")
    digest = rest.partition(":")[0]
    if mark != "INTAKE1" or len(digest) != _CODE_DIGEST or not digest.isascii():
        return None
    try:
        raw = base64.b32decode(digest + "=" * (-len(digest) % 8))
    except ValueError:
        return None
    if base64.b32encode(raw).decode("ascii").rstrip("=") != digest:
        return None  # the last letter has bits to spare: one fingerprint has one spelling
    return Fingerprint(raw.hex())
