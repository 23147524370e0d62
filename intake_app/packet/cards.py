"""Contact cards: an office's keys and how to reach it, signed with those very keys.

docs/formats/packet.md, section 7. A card proves that its maker held the keys;
whose they are is settled by comparing the digits (`contact.digits_of`).
"""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING

from intake_app.domain.contact import Card, PublicKeys
from intake_app.domain.errors import CardError, NotACardError, OutsideFileError
from intake_app.domain.message import M
from intake_app.domain.referral import FIELD_GROUPS
from intake_app.domain.times import from_iso, to_iso
from intake_app.guard import strict_json
from intake_app.guard.job import Reply
from intake_app.packet import succession
from intake_app.packet.fields import ID, RECIPIENT, FieldError, Fields
from intake_app.packet.lines import one_line, read_line
from intake_app.sealing import age, dsse
from intake_app.sealing.errors import EnvelopeError, KeyFormatError
from intake_app.sealing.signing import ED25519_PUBLIC, ML_DSA_PUBLIC
from intake_app.sealing.signing import PublicKeys as SigningKeys

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.ports import Signer
    from intake_app.guard.process import Guard
    from intake_app.guard.strict_json import Json

FORMAT = 1
PAYLOAD_TYPE = "application/vnd.intake.card.v1+json"
JOB = "card.read"
SUFFIX = ".card"
MAX_FILE = 64 << 10
LONGEST_VALID = timedelta(days=732)
CLOCK_SLACK = timedelta(days=2)
MAX_NAME = 100
MAX_ROLE = 200
MAX_LINE = 500


def make_card(card: Card, signer: Signer) -> tuple[Card, bytes]:
    """Sign a card with the keys it holds; return it as readers will see it, and its file.

    Runs of white space in its texts become single spaces, and what would hide
    or reorder text is left out.

    Args:
        card: What the office says of itself.
        signer: The holder of the card's keys.

    Raises:
        CardError: The name is empty, or a value is outside the limits of the format.
        ValueError: The signer's keys are not the card's.
    """
    if signer.fingerprint != card.fingerprint:
        raise ValueError("a card is signed with its own keys")
    try:
        payload = strict_json.dumps(
            {
                "fmt": FORMAT,
                "min_reader": FORMAT,
                "name": one_line(card.name),
                "role": one_line(card.role),
                "keys": {
                    "ed25519": base64.b64encode(card.keys.ed25519).decode("ascii"),
                    "ml_dsa_65": base64.b64encode(card.keys.ml_dsa_65).decode("ascii"),
                    "recipient": card.keys.recipient,
                },
                "mailbox": card.mailbox,
                "created": to_iso(card.created),
                "expires": to_iso(card.expires),
                "languages": card.languages,
                "needs": card.needs,
                "answer_to": one_line(card.answer_to),
                "supersedes": _claim_of(card),
            }
        )
        envelope = signer.sign(PAYLOAD_TYPE, payload)
        return read_card(envelope, card.created), envelope
    except (ValueError, CardError):
        raise CardError(
            M("This card cannot be made: a line is empty, too long, or not of its form."),
            hint=M("Give a name, keep every line short, and try again."),
        ) from None


def read_card(envelope: bytes, now: datetime) -> Card:
    """Return the card of a card file, once its own keys vouch for it.

    Args:
        envelope: The file's bytes.
        now: The present, for its dates.

    Raises:
        NotACardError: The file is no card.
        CardError: It is damaged, expired, not signed by its own keys, or breaks
            the format otherwise.
    """
    if len(envelope) > MAX_FILE:
        raise NotACardError
    try:
        claimed = dsse.read(envelope)
    except EnvelopeError:
        raise NotACardError from None
    if claimed.payload_type != PAYLOAD_TYPE:
        raise NotACardError
    try:
        # Self-signed: the keys must be read before the signatures can be checked.
        card = _read(strict_json.loads(claimed.unverified, max_bytes=MAX_FILE))
        keys = SigningKeys(ed25519=card.keys.ed25519, ml_dsa_65=card.keys.ml_dsa_65)
        dsse.verify(envelope, PAYLOAD_TYPE, keys)
        age.HybridRecipient.parse(card.keys.recipient)
    except (OutsideFileError, FieldError, KeyFormatError, EnvelopeError):
        raise CardError from None
    _check_dates(card, now)
    return card


def open_card(envelope: bytes, now: datetime, guard: Guard) -> Card:
    """Return the card of a card file from outside; a limited child looks at it first.

    Raises:
        CardError: See `read_card`.
        GuardError: The child died, ran too long or used too much memory.
    """
    if len(envelope) > MAX_FILE:
        raise NotACardError
    reply = guard.run(JOB, {"now": to_iso(now)}, envelope)
    return read_card(reply.data, now)


def read_card_job(args: Mapping[str, Json], data: bytes) -> Reply:
    """Read a card in the guard child; the reply holds the same bytes, found good.

    Args:
        args: `now`, a moment.
        data: The file's bytes.

    Raises:
        CardError: See `read_card`.
    """
    read_card(data, from_iso(str(args["now"])))
    return Reply(data=data)


def _read(value: Json) -> Card:
    fields = Fields(value, "", set())
    written_as, least = fields.integer("fmt"), fields.integer("min_reader")
    if least > FORMAT:
        raise CardError(
            M("This contact card was made by a newer version of Intake."),
            hint=M("Install the newer version and open the card again."),
        )
    if not 1 <= least <= written_as:
        raise fields.wrong("fmt")
    keys = fields.fields("keys")
    card = Card(
        name=read_line(fields, "name", MAX_NAME, least=1),
        role=read_line(fields, "role", MAX_ROLE),
        keys=PublicKeys(
            ed25519=keys.binary("ed25519", ED25519_PUBLIC),
            ml_dsa_65=keys.binary("ml_dsa_65", ML_DSA_PUBLIC),
            recipient=keys.matching("recipient", RECIPIENT),
        ),
        mailbox=fields.matching("mailbox", ID),
        created=fields.moment("created"),
        expires=fields.moment("expires"),
        languages=fields.tags("languages"),
        needs=fields.codes("needs", FIELD_GROUPS),
        answer_to=read_line(fields, "answer_to", MAX_LINE),
        supersedes=succession.read_under(fields, "supersedes"),
    )
    if card.supersedes is not None and card.supersedes.after != card.fingerprint:
        raise fields.wrong("supersedes")
    return card


def _check_dates(card: Card, now: datetime) -> None:
    if not timedelta(0) < card.expires - card.created <= LONGEST_VALID:
        raise CardError
    if now >= card.expires:
        raise CardError(M("This contact card has expired."))
    if card.created > now + CLOCK_SLACK:
        raise CardError(
            M("This contact card is dated later than today."),
            hint=M("Check the date of this computer, then add the card again."),
        )


def _claim_of(card: Card) -> str | None:
    if card.supersedes is None:
        return None
    return base64.b64encode(card.supersedes.envelope).decode("ascii")
