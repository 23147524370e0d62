"""What is written about a person and who has it, as the person may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.answer import AnswerState, Basis
    from intake_app.domain.consent import Choice, ConsentItem
    from intake_app.domain.form import FormText
    from intake_app.domain.handed_over import HandState
    from intake_app.domain.ids import ConsentId, Fingerprint, InterviewId, NodeRef
    from intake_app.domain.message import Message
    from intake_app.domain.own_copy import GivenCopy
    from intake_app.domain.packet import Status
    from intake_app.domain.packet_bodies import Outcome
    from intake_app.domain.sharing import OtherGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that is written, and how we know it.

    Attributes:
        labels: The question, by the languages it was read in.
        shown: The answer in words, by the same languages; one text for words of
            people, in the language they were said in; empty when there is none.
        state: Why there is no answer, or None.
        notes: What was noted beside it, oldest first.
        translation: The present words in another language, or None.
        not_understood: What was not understood of it and may be asked again, oldest first.
        group: The field group for sharing, or "".
        is_impression: Whether it is the worker's own reading, not what the person said.
    """

    interview_id: InterviewId
    node: NodeRef
    labels: tuple[FormText, ...]
    shown: tuple[FormText, ...]
    state: AnswerState | None
    basis: Basis | None
    notes: tuple[str, ...] = ()
    translation: FormText | None = None
    not_understood: tuple[str, ...] = ()
    group: str = ""
    is_impression: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTopic:
    """What is written under one topic of one conversation."""

    labels: tuple[FormText, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswer:
    """What a receiver says they did about our notice that something was taken back.

    Attributes:
        at: When their signed answer was taken in.
        law: Which law has some of it kept; "" when all is erased.
        note: Their own words, or "".
    """

    at: datetime
    outcome: Outcome
    law: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A receiver: what was agreed, what really left, and how to reach them.

    Attributes:
        groups: The field groups that left, at any time; of one that was given
            nothing yet, those that were agreed.
        status: Where the newest file stands, or None when there is none.
        handed: Where the newest sheet or call stands, or None.
        given_at: When something first left, or None when nothing did.
        in_force: Whether anything may still leave for them.
        ground: Why it leaves without the person's agreement; None when they agreed.
        phones: Numbers from the directory.
        answer_to: What their card says of how to reach them.
        notice: Where the newest notice to them stands that it was taken back, or None.
        answer: What they say they did about it; None while nothing is answered of some of it.
        files: Names of files that lie on a stick, or did, and are not answered.
        passed_on: The offices that they say they passed it on to.
        told: What we answered when they asked, in our words, oldest first.
    """

    recipient: Fingerprint
    name: str
    consent_id: ConsentId
    groups: tuple[str, ...]
    purpose: str
    until: datetime
    onward: bool
    in_force: bool
    ground: OtherGround | None = None
    status: Status | None = None
    handed: HandState | None = None
    given_at: datetime | None = None
    phones: tuple[str, ...] = ()
    answer_to: str = ""
    files: tuple[str, ...] = ()
    notice: Status | None = None
    answer: NoticeAnswer | None = None
    passed_on: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MyInformation:
    """All of it.

    Attributes:
        languages: BCP 47 tags it can be read in: the person's, then the worker's.
        topics: What the person said and what was seen, by topic.
        impressions: The worker's own readings, as such.
        agreed: The person's latest word on each thing.
        in_own_words: What the person said was agreed, as said, or "".
        explained: How what we agreed was explained to them, or None when nobody knows.
        told: What a child told, in their own words, oldest first. To be opened by the
            person alone, and never on paper (docs/decisions/0008).
        holders: Who has it, or may have it.
        copies: What was made for the person, oldest first; told on the screen, never on paper.
        complain_to: An address independent of us, or "".
    """

    languages: tuple[str, ...]
    topics: tuple[WrittenTopic, ...]
    impressions: tuple[Entry, ...]
    agreed: Mapping[ConsentItem, Choice]
    in_own_words: str
    holders: tuple[Holder, ...]
    made: datetime
    complain_to: str = ""
    explained: Message | None = None
    told: tuple[FormText, ...] = ()
    copies: tuple[GivenCopy, ...] = ()
