"""Answers, and the ways in which there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.ids import NodeRef


class AnswerState(StrEnum):
    """Why a node is empty: HL7 FHIR data-absent-reason codes (architecture, decision 8).

    None of them is ever "no". The first three have a button in the room; the
    other two say that nobody asked, and that the answer exists but is not
    shared here.
    """

    DECLINED = "asked-declined"
    UNKNOWN = "asked-unknown"
    ANOTHER_TIME = "temp-unknown"
    NOT_ASKED = "not-asked"
    MASKED = "masked"


class Basis(StrEnum):
    """Where an answer comes from; facts told and facts seen are never mixed."""

    SAID = "said"
    SEEN = "seen"
    DOCUMENT = "document"
    OTHER_PERSON = "third-party"
    IMPRESSION = "impression"


class Origin(StrEnum):
    """Who or what put a value into a node."""

    PERSON = "person"
    WORKER = "worker"
    CALCULATED = "calculated"
    DEFAULT = "default"


class EventKind(StrEnum):
    """What can happen in an interview; the journal is append-only.

    `UNCLEAR` is what the worker did not understand, and says nothing about the
    person. `TRANSLATION` is of the free text of its node, which stays as it
    was said. `DANGER` is an action in an emergency (its value a code), and
    `DISCLOSURE` a child's own words. `AMENDED` changes an answer of a finished
    conversation; the journal keeps the earlier one.
    """

    STARTED = "started"
    CARRIED = "carried"
    """An answer of another conversation of the case; it is not asked again."""
    ANSWERED = "answered"
    CLEARED = "cleared"
    REPEAT_ADDED = "repeat-added"
    REPEAT_REMOVED = "repeat-removed"
    NOTE = "note"
    UNCLEAR = "not-understood"
    TRANSLATION = "translation"
    DANGER = "danger"
    DISCLOSURE = "disclosure"
    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    ASK_AGAIN = "ask-again"
    CONCERN = "concern"
    CALENDAR = "calendar"
    """A date of another calendar beside the answer (`domain.given_date`); "" takes it back."""
    PAUSED = "paused"
    RESUMED = "resumed"
    FINISHED = "finished"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The current answer to one node, as stored.

    Attributes:
        value: The XForms lexical form; empty when `state` is set.
        seq: The number of the event that wrote it.
        language: BCP 47 tag of the language free text was said in, or "".
    """

    node: NodeRef
    value: str
    state: AnswerState | None = None
    basis: Basis | None = None
    origin: Origin = Origin.PERSON
    seq: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of an interview's append-only journal.

    Attributes:
        seq: 1, 2, 3 … within the interview; 0 while not yet stored.
        shown_languages: BCP 47 tags that were on the screen, leading one first; a third is
            that of a relay, which is nobody's own.
        via: The participant (interpreter) through whom it was said, or "".
        language: BCP 47 tag of the language free text was said in, or "".
    """

    kind: EventKind
    at: datetime
    node: NodeRef | None = None
    value: str = ""
    state: AnswerState | None = None
    basis: Basis | None = None
    shown_languages: tuple[str, ...] = ()
    via: str = ""
    language: str = ""
    seq: int = 0
