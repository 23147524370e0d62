"""Bodies that are about another packet, as JSON (docs/formats/packet.md, section 6)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.ids import PacketId
from intake_app.domain.packet_bodies import (
    ErasureAnswer,
    Notice,
    Outcome,
    Question,
    Reason,
    Receipt,
    ReceiptStatus,
    Reply,
)
from intake_app.packet.fields import HASH, ID

if TYPE_CHECKING:
    from intake_app.domain.packet_bodies import About
    from intake_app.guard.strict_json import JsonLike
    from intake_app.packet.fields import Fields

MAX_NOTE = 2_000
MAX_LAW = 250
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def about_to_json(body: About) -> JsonLike:
    """Return the body as JSON values."""
    about: dict[str, JsonLike] = {"of": body.of, "manifest_hash": body.manifest_hash}
    said: dict[str, JsonLike] = {}
    match body:
        case Receipt():
            start = None if body.start is None else body.start.isoformat()
            said = {
                "status": body.status,
                "reason": body.reason,
                "start": start,
                "note": body.note,
            }
        case Question() | Reply():
            said = {"text": body.text, "language": body.language}
        case ErasureAnswer():
            said = {"outcome": body.outcome, "law": body.law, "note": body.note}
        case Notice():
            pass
    return about | said


def read_receipt(fields: Fields) -> Receipt:
    """Return the receipt that stands in `fields`.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    of, manifest_hash = _read_of(fields)
    receipt = Receipt(
        of=of,
        manifest_hash=manifest_hash,
        status=fields.one_of("status", ReceiptStatus),
        reason=fields.one_of_or_none("reason", Reason),
        start=_read_day(fields, "start"),
        note=fields.text("note", MAX_NOTE),
    )
    if not receipt.is_whole:
        raise fields.wrong("status")
    fields.done()
    return receipt


def read_question(fields: Fields) -> Question:
    """Return the question that stands in `fields`; raises as `read_receipt` does."""
    of, manifest_hash = _read_of(fields)
    text, language = _read_text(fields)
    fields.done()
    return Question(of=of, manifest_hash=manifest_hash, text=text, language=language)


def read_reply(fields: Fields) -> Reply:
    """Return the answer to a question that stands in `fields`; raises as `read_receipt` does."""
    of, manifest_hash = _read_of(fields)
    text, language = _read_text(fields)
    fields.done()
    return Reply(of=of, manifest_hash=manifest_hash, text=text, language=language)


def read_notice(fields: Fields) -> Notice:
    """Return the notice that stands in `fields`; raises as `read_receipt` does."""
    of, manifest_hash = _read_of(fields)
    fields.done()
    return Notice(of=of, manifest_hash=manifest_hash)


def read_erasure_answer(fields: Fields) -> ErasureAnswer:
    """Return what was done about a notice; raises as `read_receipt` does."""
    of, manifest_hash = _read_of(fields)
    answer = ErasureAnswer(
        of=of,
        manifest_hash=manifest_hash,
        outcome=fields.one_of("outcome", Outcome),
        law=fields.text("law", MAX_LAW),
        note=fields.text("note", MAX_NOTE),
    )
    if not answer.is_whole:
        raise fields.wrong("law")
    fields.done()
    return answer


def _read_of(fields: Fields) -> tuple[PacketId, str]:
    return PacketId(fields.matching("of", ID)), fields.matching("manifest_hash", HASH)


def _read_text(fields: Fields) -> tuple[str, str]:
    text = fields.text("text", MAX_NOTE)
    if not text.strip():
        raise fields.wrong("text")
    return text, fields.tag("language")


def _read_day(fields: Fields, name: str) -> date | None:
    value = fields.take(name)
    if value is None:
        return None
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise fields.wrong(name)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise fields.wrong(name) from None
