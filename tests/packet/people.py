"""Offices that exchange packets in tests: real keys from fixed seeds, real cards."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from intake_app.domain.answer import AnswerState, Basis
from intake_app.domain.case import AgeBranch
from intake_app.domain.circumstances import (
    AgeBand,
    Children,
    Circumstances,
    Danger,
    GenderWish,
    Party,
)
from intake_app.domain.contact import Card
from intake_app.domain.ids import PacketId
from intake_app.domain.packet import PacketHead, PacketKind
from intake_app.domain.packet_bodies import Receipt, ReceiptStatus
from intake_app.domain.referral import (
    Referral,
    SharedAnswer,
    SharedForm,
    SharedGroup,
    SharingTerms,
    Urgency,
)
from intake_app.domain.secret import Secret
from intake_app.packet import manifest, sealing
from intake_app.packet.inner import SealedInner, in_layers
from intake_app.vault.identity import Identity

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
REFERRAL_ID = PacketId("a" * 26)
RECEIPT_ID = PacketId("b" * 26)
PHONE_KEY = bytes(range(16))
SALT = bytes(range(16, 32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One side: its keys and what it tells others of itself."""

    identity: Identity
    card: Card


def office(name: str) -> Office:
    """Return the office that always has the same keys under this name."""
    seeds = b"".join(hashlib.sha256(f"{name} {n}".encode()).digest() for n in range(3))
    identity = Identity(Secret(seeds))
    card = Card(
        name=name,
        role="Shelter for women and children",
        keys=identity.public_keys,
        mailbox=("m" + name.lower().replace(" ", "")).ljust(26, "2")[:26],
        created=NOW - timedelta(days=1),
        expires=NOW + timedelta(days=365),
        languages=("en", "ar"),
        needs=("need", "languages"),
        answer_to="Every day 8-20, ask for Noor",
    )
    return Office(identity=identity, card=card)


def referral() -> Referral:
    """Return a referral of about a kilobyte."""
    answers = (
        SharedAnswer(
            node="/data/needs/what",
            label={"en": "What would help today?", "ar": "ما الذي يساعدك اليوم؟"},
            value="shelter doctor",
            shown={"en": "A safe place; A doctor", "ar": "مكان آمن; طبيب"},
            basis=Basis.SAID,
            via="Interpreter A",
            languages=("en", "ar"),
            at=NOW,
            sensitivity=1,
        ),
        SharedAnswer(
            node="/data/needs/when",
            label={"en": "How soon?"},
            value="",
            shown={},
            state=AnswerState.DECLINED,
            at=NOW,
            sensitivity=1,
        ),
    )
    name = SharedAnswer(
        node="/data/reach/name",
        label={"en": "What may we call you?"},
        value="Selam",
        shown={"ti": "Selam"},
        basis=Basis.SAID,
        languages=("en", "ar"),
        at=NOW,
        sensitivity=3,
    )
    return Referral(
        reference="472918",
        age=AgeBranch.ADULT,
        urgency=Urgency.TODAY,
        services=("shelter", "doctor"),
        languages=("ar",),
        circumstances=Circumstances(
            people=Party(adults=1, children=(Children(band=AgeBand.UNDER_SIX, count=2),)),
            region="The north",
            gender_wish=GenderWish.WOMAN,
            access=("no-stairs",),
            danger=(Danger.FOLLOWED,),
            must_not_know="Anyone from the harbour",
        ),
        groups=(
            SharedGroup(group="need", answers=answers),
            SharedGroup(group="name", answers=(name,)),
        ),
        terms=SharingTerms(
            consent="c" * 26,
            purpose="To find a safe place to sleep",
            until=NOW + timedelta(days=90),
            onward=False,
            no_authorities=True,
        ),
        form=SharedForm(
            form_id="adult-rapid-screen", version="1", logic_hash="1" * 64, text_hash="2" * 64
        ),
        answer_to="Team North, 8-20",
        phone_key=PHONE_KEY,
    )


def layers(receiver: Office, body: Referral | None = None) -> tuple[Referral, SealedInner | None]:
    """Return the layers of a referral for one office; the outer one as its packet says it."""
    return in_layers(body or referral(), receiver.card, SALT)


def written(sender: Office, receiver: Office, body: Referral | None = None) -> sealing.SealedPacket:
    """Return a first referral from one office to another, sealed."""
    outer, inner = layers(receiver, body)
    blobs = () if inner is None else (inner.blob,)
    payload = manifest.write(head(sender, receiver), outer, blobs=blobs)
    return sealing.seal(payload, sender.identity, receiver.card, blobs)


def head(sender: Office, receiver: Office, **changes: object) -> PacketHead:
    """Return the head of a first referral from one office to another."""
    values: dict[str, object] = {
        "id": REFERRAL_ID,
        "kind": PacketKind.REFERRAL,
        "sender": sender.card.fingerprint,
        "to": (receiver.card.fingerprint,),
        "seq": 1,
        "created": NOW,
        "audit_n": 12,
        "audit_h": "e" * 64,
    }
    return PacketHead(**{**values, **changes})


def receipt(manifest_hash: str = "d" * 64) -> Receipt:
    """Return an answer that accepts the referral."""
    return Receipt(
        of=REFERRAL_ID,
        manifest_hash=manifest_hash,
        status=ReceiptStatus.ACCEPTED,
        note="Come at six.",
    )


def receipt_head(sender: Office, receiver: Office) -> PacketHead:
    """Return the head of the answer."""
    return head(sender, receiver, id=RECEIPT_ID, kind=PacketKind.RECEIPT, in_reply_to=REFERRAL_ID)
