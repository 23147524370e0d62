"""The bodies of packets as JSON (docs/formats/packet.md, section 6).

What the reader refuses the writer must not make: `sealing.seal` reads the
bytes as a receiver does before it signs them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.answer import AnswerState, Basis
from intake_app.domain.case import AgeBranch
from intake_app.domain.ids import PacketId
from intake_app.domain.packet import Receipt, Status
from intake_app.domain.referral import (
    FIELD_GROUPS,
    Referral,
    SharedAnswer,
    SharedForm,
    SharedGroup,
    SharingBasis,
    SharingTerms,
    Urgency,
)
from intake_app.domain.times import to_iso
from intake_app.guard import strict_json
from intake_app.packet.fields import HASH, ID, TOKEN, Fields

if TYPE_CHECKING:
    from intake_app.guard.strict_json import JsonLike

MAX_ANSWERS = 2_000
MAX_SERVICES = 100
MAX_VALUE = 20_000
MAX_LINE = 500
MAX_NOTE = 2_000
MAX_ALIAS = 100
MAX_VERSION = 250
_REFERENCE = re.compile(r"[1-9][0-9]{5}")


def referral_bytes(referral: Referral) -> bytes:
    """Return the canonical bytes of a referral: what is shown before sealing.

    The same bytes stand in the signed manifest, whole and unchanged.
    """
    return strict_json.dumps(body_to_json(referral))


def body_to_json(body: Referral | Receipt) -> JsonLike:
    """Return the body as JSON values."""
    return _receipt_to_json(body) if isinstance(body, Receipt) else _referral_to_json(body)


def read_referral(fields: Fields) -> Referral:
    """Return the referral that stands in `fields`.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    referral = Referral(
        reference=fields.matching("reference", _REFERENCE),
        age=fields.one_of_or_none("age", AgeBranch),
        urgency=fields.one_of("urgency", Urgency),
        services=fields.strings("services", TOKEN, most=MAX_SERVICES),
        languages=fields.tags("languages"),
        groups=fields.objects("groups", len(FIELD_GROUPS), _read_group),
        terms=_read_terms(fields.fields("terms")),
        form=_read_form(fields.fields("form")),
        answer_to=fields.text("answer_to", MAX_LINE),
    )
    names = [group.group for group in referral.groups]
    if len(set(names)) != len(names):
        raise fields.wrong("groups")
    fields.done()
    return referral


def read_receipt(fields: Fields) -> Receipt:
    """Return the receipt that stands in `fields`.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    receipt = Receipt(
        of=PacketId(fields.matching("of", ID)),
        manifest_hash=fields.matching("manifest_hash", HASH),
        status=fields.one_of("status", Status),
        note=fields.text("note", MAX_NOTE),
    )
    if receipt.status not in {Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN}:
        raise fields.wrong("status")
    fields.done()
    return receipt


def _referral_to_json(referral: Referral) -> JsonLike:
    terms, form = referral.terms, referral.form
    return {
        "reference": referral.reference,
        "age": referral.age,
        "urgency": referral.urgency,
        "services": referral.services,
        "languages": referral.languages,
        "groups": [
            {"group": group.group, "answers": [_answer_to_json(answer) for answer in group.answers]}
            for group in referral.groups
        ],
        "terms": {
            "consent": terms.consent,
            "basis": terms.basis,
            "purpose": terms.purpose,
            "until": to_iso(terms.until),
            "onward": terms.onward,
            "no_authorities": terms.no_authorities,
        },
        "form": {
            "form_id": form.form_id,
            "version": form.version,
            "logic_hash": form.logic_hash,
            "text_hash": form.text_hash,
        },
        "answer_to": referral.answer_to,
    }


def _answer_to_json(answer: SharedAnswer) -> JsonLike:
    return {
        "node": answer.node,
        "label": dict(answer.label),
        "value": answer.value,
        "shown": dict(answer.shown),
        "state": answer.state,
        "basis": answer.basis,
        "via": answer.via,
        "languages": answer.languages,
        "at": None if answer.at is None else to_iso(answer.at),
    }


def _receipt_to_json(receipt: Receipt) -> JsonLike:
    return {
        "of": receipt.of,
        "manifest_hash": receipt.manifest_hash,
        "status": receipt.status,
        "note": receipt.note,
    }


def _read_group(fields: Fields) -> SharedGroup:
    group = SharedGroup(
        group=fields.text("group", MAX_LINE),
        answers=fields.objects("answers", MAX_ANSWERS, _read_answer),
    )
    if group.group not in FIELD_GROUPS:
        raise fields.wrong("group")
    fields.done()
    return group


def _read_answer(fields: Fields) -> SharedAnswer:
    answer = SharedAnswer(
        node=fields.text("node", MAX_LINE),
        label=fields.wordings("label"),
        value=fields.text("value", MAX_VALUE),
        shown=fields.wordings("shown"),
        state=fields.one_of_or_none("state", AnswerState),
        basis=fields.one_of_or_none("basis", Basis),
        via=fields.text("via", MAX_ALIAS),
        languages=fields.tags("languages"),
        at=fields.moment_or_none("at"),
    )
    if not answer.node.startswith("/"):
        raise fields.wrong("node")
    if answer.state is not None and (answer.value or answer.shown):
        raise fields.wrong("state")
    fields.done()
    return answer


def _read_terms(fields: Fields) -> SharingTerms:
    terms = SharingTerms(
        consent=fields.matching("consent", ID),
        basis=fields.one_of("basis", SharingBasis),
        purpose=fields.text("purpose", MAX_LINE),
        until=fields.moment("until"),
        onward=fields.boolean("onward"),
        no_authorities=fields.boolean("no_authorities"),
    )
    fields.done()
    return terms


def _read_form(fields: Fields) -> SharedForm:
    form = SharedForm(
        form_id=fields.matching("form_id", TOKEN),
        version=fields.text("version", MAX_VERSION),
        logic_hash=fields.matching("logic_hash", TOKEN),
        text_hash=fields.matching("text_hash", TOKEN),
    )
    fields.done()
    return form
