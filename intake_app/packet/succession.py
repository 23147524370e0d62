"""New keys in place of old ones, of a card or of a root: a claim that the old keys sign.

docs/formats/roster.md, "Succession". The new keys sign the card or roster that the
claim stands in; so four signatures carry the change, and none of them is
needed again when the old keys are gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import OutsideFileError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.times import to_iso
from intake_app.domain.trust import Succession
from intake_app.guard import strict_json
from intake_app.packet.fields import HASH, FieldError, Fields
from intake_app.sealing import dsse
from intake_app.sealing.errors import EnvelopeError, KeyFormatError
from intake_app.sealing.signing import PublicKeys as SigningKeys

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.contact import PublicKeys
    from intake_app.domain.trust import RootKeys

FORMAT = 1
PAYLOAD_TYPE = "application/vnd.intake.succession.v1+json"
MAX_SIZE = 8 << 10


def claim(before: Fingerprint, after: Fingerprint, at: datetime) -> bytes:
    """Return the bytes that the old keys sign, under `PAYLOAD_TYPE`."""
    return strict_json.dumps(
        {"fmt": FORMAT, "min_reader": FORMAT, "before": before, "after": after, "at": to_iso(at)}
    )


def read(envelope: bytes) -> Succession:
    """Return what a claim says; nobody has checked its signatures yet.

    Raises:
        FieldError: It is no such claim.
    """
    try:
        parts = dsse.read(envelope)
        if parts.payload_type != PAYLOAD_TYPE:
            raise FieldError("supersedes")
        fields = Fields(
            strict_json.loads(parts.unverified, max_bytes=MAX_SIZE), "supersedes", set()
        )
    except (EnvelopeError, OutsideFileError):
        raise FieldError("supersedes") from None
    written_as, least = fields.integer("fmt"), fields.integer("min_reader")
    if not 1 <= least <= min(written_as, FORMAT):
        raise fields.wrong("min_reader")
    return Succession(
        before=Fingerprint(fields.matching("before", HASH)),
        after=Fingerprint(fields.matching("after", HASH)),
        at=fields.moment("at"),
        envelope=envelope,
    )


def read_under(fields: Fields, name: str) -> Succession | None:
    """Return the claim that stands in base64 under `name`, or None for null.

    Raises:
        FieldError: Something else stands there.
    """
    envelope = fields.binary_or_none(name, MAX_SIZE)
    return None if envelope is None else read(envelope)


def is_proved(found: Succession | None, keys: PublicKeys | RootKeys, after: Fingerprint) -> bool:
    """Whether the holder of `keys`, as we hold them, handed on to `after`."""
    if found is None or found.before != keys.fingerprint or found.after != after:
        return False
    try:
        signing = SigningKeys(ed25519=keys.ed25519, ml_dsa_65=keys.ml_dsa_65)
        dsse.verify(found.envelope, PAYLOAD_TYPE, signing)
    except (EnvelopeError, KeyFormatError):
        return False
    return True
