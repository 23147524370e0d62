"""What leaves, for whom, and what they answer.

A `Referral` is the body of a packet (docs/formats/packet.md). It is built from
the consent ledger and the case by `services.referrals`, and shown from the very
bytes that are sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.circumstances import Circumstances

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from intake_app.domain.answer import AnswerState, Basis
    from intake_app.domain.case import AgeBranch
    from intake_app.domain.ids import Fingerprint, PacketId

FIELD_GROUPS = (
    "need", "people", "languages", "keep-away", "name", "contact", "health", "account", "observed",
)  # fmt: skip
"""Codes of the field groups, in the order they are read out. The labels are in
`services.groups`; the forms' `group` column uses exactly these."""

OUTSIDE_GROUPS = frozenset({"need", "people", "languages", "keep-away"})
"""The groups that a desk may read before it accepts (docs/formats/packet.md, "Two layers")."""

MOST_SENSITIVE: Final = 3
"""An answer of this sensitivity always travels in the inner layer."""

CHILD_GROUPS = ("need", "people", "languages", "keep-away", "name", "contact", "health")
"""What may leave by default for someone who may be under 18 (domain brief, PR14)."""


class Urgency(StrEnum):
    """How soon help is needed."""

    TODAY = "24h"
    THREE_DAYS = "72h"
    TWO_WEEKS = "2w"
    UNSAID = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswer:
    """One answer as it leaves: what was asked, what was said, and how we know.

    Attributes:
        form: Which form it comes from: 0 is that of the first talk, n the nth of `Referral.forms`.
        node: The form's node path.
        label: The question as shown, by language tag.
        value: The XForms lexical form; empty when `state` is set.
        shown: The value in words, by language tag (choice labels); free text
            stands under the language it was said in, or "und".
        via: Alias of the interpreter it came through, or "".
        at: When it was said.
        sensitivity: 0 to 3, as the form says; what is not told of is the most sensitive.
    """

    node: str
    label: Mapping[str, str]
    value: str
    shown: Mapping[str, str]
    state: AnswerState | None = None
    basis: Basis | None = None
    via: str = ""
    languages: tuple[str, ...] = ()
    at: datetime | None = None
    sensitivity: int = MOST_SENSITIVE
    form: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedGroup:
    """The answers of one field group."""

    group: str
    answers: tuple[SharedAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedForm:
    """Which form the answers come from."""

    form_id: str
    version: str
    logic_hash: str
    text_hash: str


class SharingBasis(StrEnum):
    """On what ground something leaves; all but the first are the exception."""

    CONSENT = "consent"
    VITAL_INTEREST = "vital-interest"
    LEGAL_DUTY = "legal-duty"
    BEST_INTEREST = "child-best-interest"


HELP_AS_NEEDED: Final = "help-as-needed"
"""What a receiver needs it for, unless people said it in their own words.

A code, so that each reader is told in their own language.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingTerms:
    """What the receiver is bound to.

    Attributes:
        consent: Id of the ledger record.
        purpose: `HELP_AS_NEEDED`, or people's own words.
        law: What lets it leave without consent; "" with consent.
        decided_by: The role of who decided so, never a name; "" with consent.
        told: Whether the person was told, when there was no consent; None with consent,
            or when it is not said.
    """

    consent: str
    purpose: str
    until: datetime
    onward: bool
    no_authorities: bool
    basis: SharingBasis = SharingBasis.CONSENT
    law: str = ""
    decided_by: str = ""
    told: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A photo, a document or a recording that travels beside a packet, in parts.

    Attributes:
        sha256: Hex hash of the whole file.
        type: Its media type, as the sender says.
        label: What it is, in people's own words, or "".
        parts: The names of the part files, in order, without their ending.
    """

    sha256: str
    size: int
    type: str
    role: AttachmentRole
    label: str
    parts: tuple[str, ...]


class AttachmentRole(StrEnum):
    """What an attachment is."""

    PHOTO = "photo"
    DOCUMENT = "document"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedInside:
    """How the inner layer of a packet is named in the outer one.

    Attributes:
        sha256: Hex hash of the sealed blob.
        size: Length of the sealed blob in bytes.
        plain_sha256: Hex hash of what is sealed in it.
    """

    sha256: str
    size: int
    plain_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What travels in the inner layer: who it is, and all that is most sensitive.

    Attributes:
        forms: Those that only answers in here come from, numbered on from the outer layer's.
    """

    groups: tuple[SharedGroup, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    forms: tuple[SharedForm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where something that was passed on comes from: the packet that whoever passes it on has.

    Attributes:
        office: The name of the office that made it, as the one between knows it.
        card: The fingerprint of that office's card.
        manifest_hash: SHA-256 hex of its signed manifest, by which that office finds it.
    """

    office: str
    card: Fingerprint
    packet: PacketId
    manifest_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """The body of a referral packet: exactly what was agreed for this receiver.

    Attributes:
        reference: The spoken code, for talking about it by phone.
        age: None unless the group "people" is shared.
        urgency: UNSAID unless the group "need" is shared; likewise `services`.
        languages: The person's languages, BCP 47; empty unless "languages" is shared.
        groups: What was shared; as a packet says it, of the outer layer alone until
            the inner one is opened (`with_inside`).
        form: Which form the first talk was on; `forms` those of further talks.
        circumstances: What a desk decides on, if agreed.
        inner: How the inner layer is named; None when there is none, or it is not made yet.
        phone_key: 16 random bytes by which an answer by phone is known; b"" before sealing.
        supersedes: For an update: the packet it stands in place of.
        attachments: What travels beside it, once the inner layer is open.
        parts: The names of all files that travel beside it.
        origin: Where it comes from, when it was passed on; else None.
    """

    reference: str
    age: AgeBranch | None
    urgency: Urgency
    services: tuple[str, ...]
    languages: tuple[str, ...]
    groups: tuple[SharedGroup, ...]
    terms: SharingTerms
    form: SharedForm
    forms: tuple[SharedForm, ...] = ()
    answer_to: str = ""
    circumstances: Circumstances = field(default_factory=Circumstances)
    inner: SealedInside | None = None
    phone_key: bytes = field(default=b"", repr=False)
    supersedes: PacketId | None = None
    attachments: tuple[Attachment, ...] = ()
    parts: tuple[str, ...] = ()
    origin: Origin | None = None

    def with_used_forms(self) -> Referral:
        """Return it without the forms of further talks that no answer comes from.

        Those of the outer layer come first: it names no other (`outside`).
        """
        outer = _forms_in(_chosen(self.groups, inside=False))
        used = sorted(outer) + sorted(_forms_in(self.groups) - outer)
        number = {old: new for new, old in enumerate((0, *used))}
        return replace(
            self,
            forms=tuple(self.forms[old - 1] for old in used),
            groups=tuple(
                replace(
                    group, answers=tuple(replace(a, form=number[a.form]) for a in group.answers)
                )
                for group in self.groups
            ),
        )

    def inside(self) -> Inside:
        """Return what of it may stand in the inner layer alone."""
        return Inside(
            groups=_chosen(self.groups, inside=True),
            attachments=self.attachments,
            forms=self.forms[len(self.outside().forms) :],
        )

    def outside(self) -> Referral:
        """Return it as a desk reads it before it accepts."""
        groups = _chosen(self.groups, inside=False)
        forms = self.forms[: max(_forms_in(groups), default=0)]
        return replace(self, groups=groups, forms=forms, attachments=())

    def with_inside(self, inside: Inside) -> Referral:
        """Return the whole, from its outer layer and what stood in the inner one."""
        answers = {name: list[SharedAnswer]() for name in FIELD_GROUPS}
        for group in (*self.groups, *inside.groups):
            answers[group.group] += group.answers
        groups = [SharedGroup(group=name, answers=tuple(answers[name])) for name in FIELD_GROUPS]
        return replace(
            self,
            groups=tuple(group for group in groups if group.answers),
            attachments=inside.attachments,
            forms=(*self.forms, *inside.forms),
        )


def may_stand_outside(group: str, answer: SharedAnswer) -> bool:
    """Whether a desk may read an answer before it accepts."""
    return group in OUTSIDE_GROUPS and answer.sensitivity < MOST_SENSITIVE


def _forms_in(groups: Iterable[SharedGroup]) -> set[int]:
    """Return which forms of further talks answers come from."""
    return {answer.form for group in groups for answer in group.answers if answer.form}


def _chosen(groups: Iterable[SharedGroup], *, inside: bool) -> tuple[SharedGroup, ...]:
    """Return the groups with the answers of one layer; one that has none is left out."""
    chosen = [
        SharedGroup(
            group=group.group,
            answers=tuple(a for a in group.answers if may_stand_outside(group.group, a) != inside),
        )
        for group in groups
    ]
    return tuple(group for group in chosen if group.answers)
