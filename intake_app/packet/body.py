"""The bodies of packets as JSON (docs/formats/packet.md, section 6).

What the reader refuses the writer must not make: `sealing.seal` reads the
bytes as a receiver does before it signs them.
"""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from intake_app.domain.case import AgeBranch
from intake_app.domain.ids import Fingerprint, PacketId
from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import Publication, RosterSent
from intake_app.domain.referral import (
    Origin,
    Referral,
    SharingBasis,
    SharingTerms,
    Urgency,
)
from intake_app.domain.times import to_iso
from intake_app.guard import strict_json
from intake_app.packet.abouts import (
    MAX_LAW,
    about_to_json,
    read_erasure_answer,
    read_notice,
    read_question,
    read_receipt,
    read_reply,
)
from intake_app.packet.answers import MAX_LINE, groups_to_json, read_groups
from intake_app.packet.blobs import MAX_BLOBS
from intake_app.packet.circumstances import circumstances_to_json, read_circumstances
from intake_app.packet.fields import HASH, ID, NAME, TOKEN, Fields
from intake_app.packet.forms import are_of_forms, form_to_json, read_form, read_forms
from intake_app.packet.inner import MAX_PARTS, named_to_json, read_named
from intake_app.packet.lines import read_line
from intake_app.packet.publications import published_to_json, read_publication, read_roster_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.packet_bodies import Body
    from intake_app.guard.strict_json import JsonLike

MAX_SERVICES = 100
MAX_DECIDER = 100
MAX_OFFICE = 100
PHONE_KEY = 16
_REFERENCE = re.compile(r"(?:[1-9][0-9]{5})?")


def referral_bytes(referral: Referral) -> bytes:
    """Return the canonical bytes of a referral's outer layer: what is shown before sealing.

    The same bytes stand in the signed manifest, whole and unchanged. Those of the
    inner layer are `inner.inside_bytes`.
    """
    return strict_json.dumps(_shared_to_json(referral.outside()))


def body_to_json(body: Body) -> JsonLike:
    """Return the body as JSON values; of a referral, the outer layer."""
    match body:
        case Referral():
            return _referral_to_json(body)
        case RosterSent() | Publication():
            return published_to_json(body)
        case _:
            return about_to_json(body)


def read_body(kind: PacketKind, fields: Fields) -> Body:
    """Return the body of a packet of a kind.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    return _READERS[kind](fields)


def read_referral(fields: Fields) -> Referral:
    """Return the outer layer of the referral that stands in `fields`.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits, or
            stands outside though it may only stand in the inner layer.
    """
    shared = fields.fields("shared")
    referral = Referral(
        reference=shared.matching("reference", _REFERENCE),
        age=shared.one_of_or_none("age", AgeBranch),
        urgency=shared.one_of("urgency", Urgency),
        services=shared.strings("services", TOKEN, most=MAX_SERVICES),
        languages=shared.tags("languages"),
        circumstances=read_circumstances(shared.fields("circumstances")),
        groups=read_groups(shared, outside=True),
        terms=_read_terms(shared.fields("terms")),
        form=read_form(shared.fields("form")),
        forms=read_forms(shared),
        answer_to=shared.text("answer_to", MAX_LINE),
        inner=read_named(fields.fields_or_none("inner")),
        phone_key=fields.binary("phone_key", PHONE_KEY),
        supersedes=read_id_or_none(fields, "supersedes"),
        parts=fields.strings("parts", NAME, most=MAX_PARTS),
    )
    if not are_of_forms(referral.groups, len(referral.forms)):
        raise shared.wrong("forms")
    if len(set(referral.parts)) != len(referral.parts):
        raise fields.wrong("parts")
    shared.done()
    fields.done()
    return referral


def read_passed_on(fields: Fields) -> Referral:
    """Return the outer layer of a referral that was passed on.

    It is passed on once, under the person's own agreement, without what lies beside it,
    and of somebody who may be under 18 without what a desk reads only by accepting.

    Raises:
        FieldError: As in `read_referral`; or one of these rules is broken.
    """
    origin = fields.fields("origin")
    found = Origin(
        office=read_line(origin, "office", MAX_OFFICE, least=1),
        card=Fingerprint(origin.matching("card", HASH)),
        packet=PacketId(origin.matching("packet", ID)),
        manifest_hash=origin.matching("manifest_hash", HASH),
    )
    origin.done()
    referral = replace(read_referral(fields), origin=found)
    is_agreed = referral.terms.basis is SharingBasis.CONSENT and not referral.terms.onward
    if not is_agreed or referral.parts or referral.supersedes is not None:
        raise fields.wrong("origin")
    if referral.inner is not None and referral.age is not AgeBranch.ADULT:
        raise fields.wrong("inner")
    return referral


def read_id_or_none(fields: Fields, name: str) -> PacketId | None:
    """Return a packet's id, or None for null.

    Raises:
        FieldError: It is missing, or something else.
    """
    value = fields.take(name)
    if value is None:
        return None
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise fields.wrong(name)
    return PacketId(value)


def _referral_to_json(referral: Referral) -> JsonLike:
    said: dict[str, JsonLike] = {
        "shared": _shared_to_json(referral.outside()),
        "inner": named_to_json(referral.inner),
        "phone_key": base64.b64encode(referral.phone_key).decode("ascii"),
        "supersedes": referral.supersedes,
        "parts": referral.parts,
    }
    origin = referral.origin
    if origin is None:
        return said
    told: JsonLike = {
        "office": origin.office,
        "card": origin.card,
        "packet": origin.packet,
        "manifest_hash": origin.manifest_hash,
    }
    return said | {"origin": told}


def _shared_to_json(referral: Referral) -> JsonLike:
    terms = referral.terms
    return {
        "reference": referral.reference,
        "age": referral.age,
        "urgency": referral.urgency,
        "services": referral.services,
        "languages": referral.languages,
        "circumstances": circumstances_to_json(referral.circumstances),
        "groups": groups_to_json(referral.groups),
        "terms": {
            "consent": terms.consent,
            "basis": terms.basis,
            "law": terms.law,
            "decided_by": terms.decided_by,
            "told": terms.told,
            "purpose": terms.purpose,
            "until": to_iso(terms.until),
            "onward": terms.onward,
            "no_authorities": terms.no_authorities,
        },
        "form": form_to_json(referral.form),
        "forms": [form_to_json(form) for form in referral.forms],
        "answer_to": referral.answer_to,
    }


def _read_terms(fields: Fields) -> SharingTerms:
    terms = SharingTerms(
        consent=fields.matching("consent", ID),
        basis=fields.one_of("basis", SharingBasis),
        law=fields.text("law", MAX_LAW),
        decided_by=fields.text("decided_by", MAX_DECIDER),
        told=fields.boolean_or_none("told"),
        purpose=fields.text("purpose", MAX_LINE),
        until=fields.moment("until"),
        onward=fields.boolean("onward"),
        no_authorities=fields.boolean("no_authorities"),
    )
    if terms.basis is SharingBasis.CONSENT:
        is_whole = not terms.law and not terms.decided_by and terms.told is None
    else:
        is_whole = bool(terms.law.strip() and terms.decided_by.strip())
    if not is_whole:
        raise fields.wrong("basis")
    fields.done()
    return terms


_READERS: Mapping[PacketKind, Callable[[Fields], Body]] = {
    PacketKind.REFERRAL: read_referral,
    PacketKind.UPDATE: read_referral,
    PacketKind.PASSED_ON: read_passed_on,
    PacketKind.RECEIPT: read_receipt,
    PacketKind.QUESTION: read_question,
    PacketKind.ANSWER: read_reply,
    PacketKind.WITHDRAWAL: read_notice,
    PacketKind.ERASURE_REQUEST: read_notice,
    PacketKind.RECALL: read_notice,
    PacketKind.ERASURE_ANSWER: read_erasure_answer,
    PacketKind.ROSTER: read_roster_sent,
    PacketKind.DIRECTORY: partial(read_publication, most=1),
    PacketKind.FORMS: partial(read_publication, most=MAX_BLOBS),
}
