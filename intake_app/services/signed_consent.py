"""The signed bytes of a ledger record (docs/formats/consent.md): written, and read strictly."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.consent import (
    Choice,
    ConsentItem,
    ConsentKind,
    ConsentRecord,
    Manner,
    TextOfRecord,
)
from intake_app.domain.errors import OutsideFileError, PacketError
from intake_app.domain.ids import CaseId, ConsentId, Fingerprint, NodeRef
from intake_app.domain.message import M
from intake_app.domain.referral import FIELD_GROUPS, SharingBasis
from intake_app.domain.sharing import FieldTick, OtherGround, Output, SharingScope, Told
from intake_app.domain.times import to_iso
from intake_app.guard import strict_json
from intake_app.packet.fields import HASH, ID, TAG, TOKEN, FieldError, Fields
from intake_app.sealing import dsse
from intake_app.sealing.errors import EnvelopeError, KeyFormatError
from intake_app.sealing.signing import PublicKeys as SigningKeys

if TYPE_CHECKING:
    from intake_app.domain.contact import PublicKeys

PAYLOAD_TYPE: Final = "application/vnd.intake.consent.v1+json"
MAX_FIELDS: Final = 2_000
MAX_LINE: Final = 500
MAX_WORDS: Final = 20_000
_FORM: Final = re.compile(r"|[^\s\x00-\x1f\x7f-\x9f]{1,128}")
_NODE: Final = re.compile(r"/[^\x00-\x1f\x7f-\x9f]{1,499}")


class RecordDamagedError(PacketError):
    """A ledger record is not what its signer signed."""

    code = "consent.damaged"
    summary = M("This agreement was changed after it was signed, or is not one.")
    hint = M("Do not rely on it. Ask the office it comes from.")


def record_bytes(record: ConsentRecord) -> bytes:
    """Return the canonical bytes that are signed."""
    text = record.text
    return strict_json.dumps(
        {
            "id": record.id,
            "case": record.case_id,
            "kind": record.kind,
            "at": to_iso(record.at),
            "manner": record.manner,
            "text": {
                "id": text.text_id,
                "version": text.version,
                "language": text.language,
                "sha256": text.sha256,
                "reviewed": text.reviewed,
                "rendered_by": text.rendered_by,
                "rendered_into": text.rendered_into,
                "explained_by": text.explained_by,
            },
            "items": {item.value: choice.value for item, choice in record.items.items()},
            "in_own_words": record.in_own_words,
            "withdraws": record.withdraws,
            "basis": record.basis,
            "ground": None if record.ground is None else _ground(record.ground),
            "scope": None if record.scope is None else _scope(record.scope),
        }
    )


def read_record(envelope: bytes, keys: PublicKeys) -> ConsentRecord:
    """Return a ledger record, once both signatures are known to be by `keys`.

    Args:
        envelope: The signed bytes (DSSE).
        keys: The keys on the card of whoever wrote it.

    Raises:
        RecordDamagedError: It is signed by other keys, was changed, or breaks the format.
    """
    try:
        signer = SigningKeys(ed25519=keys.ed25519, ml_dsa_65=keys.ml_dsa_65)
        payload = dsse.verify(envelope, PAYLOAD_TYPE, signer)
        return replace(_read(Fields(strict_json.loads(payload), "", set())), envelope=envelope)
    except (EnvelopeError, KeyFormatError, OutsideFileError, FieldError):
        raise RecordDamagedError from None


def _scope(scope: SharingScope) -> dict[str, strict_json.JsonLike]:
    return {
        "recipient": scope.recipient,
        "recipient_name": scope.recipient_name,
        "output": scope.output,
        "groups": list(scope.groups),
        "fields": [
            {"form": tick.form, "node": tick.node, "ticked": tick.ticked} for tick in scope.fields
        ],
        "purpose": scope.purpose,
        "until": to_iso(scope.until),
        "onward": scope.onward,
        "no_authorities": scope.no_authorities,
    }


def _ground(ground: OtherGround) -> dict[str, strict_json.JsonLike]:
    return {
        "law": ground.law,
        "reason": ground.reason,
        "decided_by": ground.decided_by,
        "reviewed_by": ground.reviewed_by,
        "told": ground.told,
        "not_told_because": ground.not_told_because,
        "more_because": ground.more_because,
    }


def _read(fields: Fields) -> ConsentRecord:
    kind = fields.one_of("kind", ConsentKind)
    basis = fields.one_of("basis", SharingBasis)
    ground = _object_or_none(fields, "ground")
    scope = _object_or_none(fields, "scope")
    if (basis is SharingBasis.CONSENT) != (ground is None):
        raise fields.wrong("ground")
    if (kind is ConsentKind.SHARING) != (scope is not None):
        raise fields.wrong("scope")
    if ground is not None and scope is None:
        raise fields.wrong("ground")
    record = ConsentRecord(
        id=ConsentId(fields.matching("id", ID)),
        case_id=CaseId(fields.matching("case", ID)),
        kind=kind,
        at=fields.moment("at"),
        manner=fields.one_of_or_none("manner", Manner),
        text=_read_text(fields.fields("text")),
        items=_read_items(fields),
        in_own_words=fields.text("in_own_words", MAX_WORDS),
        withdraws=_read_withdraws(fields),
        ground=None if ground is None else _read_ground(ground, basis),
        scope=None if scope is None else _read_scope(scope),
    )
    fields.done()
    return record


def _object_or_none(fields: Fields, name: str) -> Fields | None:
    value = fields.take(name)
    return None if value is None else Fields(value, name, set())


def _read_withdraws(fields: Fields) -> ConsentId | None:
    value = fields.take("withdraws")
    if value is None:
        return None
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise fields.wrong("withdraws")
    return ConsentId(value)


def _read_text(fields: Fields) -> TextOfRecord:
    text = TextOfRecord(
        text_id=fields.matching("id", TOKEN),
        version=fields.text("version", MAX_LINE),
        language=fields.matching("language", TAG),
        sha256=fields.matching("sha256", HASH),
        reviewed=fields.boolean("reviewed"),
        rendered_by=fields.text("rendered_by", MAX_LINE),
        rendered_into=fields.text("rendered_into", MAX_LINE),
        explained_by=fields.text("explained_by", MAX_LINE),
    )
    fields.done()
    return text


def _read_items(fields: Fields) -> dict[ConsentItem, Choice]:
    value = fields.take("items")
    if not isinstance(value, dict):
        raise fields.wrong("items")
    words = Fields(value, "items", set())
    return {item: words.one_of(item, Choice) for item in ConsentItem if item in value}


def _read_ground(fields: Fields, basis: SharingBasis) -> OtherGround:
    ground = OtherGround(
        basis=basis,
        law=fields.text("law", MAX_LINE),
        reason=fields.text("reason", MAX_WORDS),
        decided_by=fields.text("decided_by", MAX_LINE),
        reviewed_by=fields.text("reviewed_by", MAX_LINE),
        told=fields.one_of("told", Told),
        not_told_because=fields.text("not_told_because", MAX_WORDS),
        more_because=fields.text("more_because", MAX_WORDS),
    )
    fields.done()
    return ground


def _read_scope(fields: Fields) -> SharingScope:
    scope = SharingScope(
        recipient=Fingerprint(fields.matching("recipient", TOKEN)),
        recipient_name=fields.text("recipient_name", MAX_LINE),
        output=fields.one_of("output", Output),
        groups=fields.codes("groups", FIELD_GROUPS),
        fields=fields.objects("fields", MAX_FIELDS, _read_tick),
        purpose=fields.text("purpose", MAX_LINE),
        until=fields.moment("until"),
        onward=fields.boolean("onward"),
        no_authorities=fields.boolean("no_authorities"),
    )
    if len({(tick.form, tick.node) for tick in scope.fields}) != len(scope.fields):
        raise fields.wrong("fields")
    fields.done()
    return scope


def _read_tick(fields: Fields) -> FieldTick:
    tick = FieldTick(
        form=fields.matching("form", _FORM),
        node=NodeRef(fields.matching("node", _NODE)),
        ticked=fields.boolean("ticked"),
    )
    fields.done()
    return tick
