"""What a form shows and what an answer changes, free of any engine or window.

`xforms` produces these values, `services` passes them on, `ui` draws them.
Text carries the language it is really in, so that a missing translation shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from intake_app.domain.answer import AnswerState, Origin
    from intake_app.domain.given_date import GivenDate
    from intake_app.domain.ids import NodeRef
    from intake_app.domain.message import Message


class QuestionKind(StrEnum):
    """How a question is answered: XForms control and type in one word."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "dateTime"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    RANGE = "range"
    RANK = "rank"
    GEOPOINT = "geopoint"
    FILE = "binary"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormText:
    """One wording of a label or hint.

    Attributes:
        asked: The language that was asked for (BCP 47 tag).
        language: The language the text is in; differs from `asked` when the
            form lacks a translation and its default language is shown instead.
        text: Plain text, output values filled in and isolated for direction.
        reviewed: Whether a person has checked this translation.
        local: Whether it is the office's own wording, corrected in a conversation.
    """

    asked: str
    language: str
    text: str
    reviewed: bool = True
    local: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether the wording asked for does not exist."""
        return self.asked != self.language


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One choice: its name (what is stored) and its label in each language asked for."""

    name: str
    labels: tuple[FormText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """Everything a screen needs to draw one question, in the languages asked for.

    Attributes:
        kind: How it is answered; a note and a calculate-free readonly text are NOTE.
        labels: One per language asked for, in that order; likewise hints and guidance.
        options: The choices offered now, after choice filters.
        value: XForms lexical form; choice names of select_multiple parted by blanks.
        state: Set when there is a reason instead of a value.
        violation: Why the present value is not accepted (constraint or required),
            one per language; empty when it is valid. Shown, never forcing.
        by: Who may answer: ask, observe, either, worker.
        sensitivity: 0 to 3 (architecture, decision 5).
        gate: Whether answering "yes" opens the rest of its topic.
        group: The field group for sharing, or "".
        meaning: The same word means the same answer in other forms, or "".
        filled: Whether the opening screens have answered it already.
        plan: Where and when a step of a safety plan belongs ("inside now"), or ""
            (docs/formats/form-definition.md, "A safety plan").
        given: A date of another calendar that stands beside the value, or None; a form
            knows none, it comes from the journal.
    """

    node: NodeRef
    kind: QuestionKind
    labels: tuple[FormText, ...]
    hints: tuple[FormText, ...] = ()
    guidance: tuple[FormText, ...] = ()
    options: tuple[OptionView, ...] = ()
    value: str = ""
    state: AnswerState | None = None
    relevant: bool = True
    required: bool = False
    readonly: bool = False
    violation: tuple[FormText, ...] = ()
    appearance: str = ""
    by: Literal["ask", "observe", "either", "worker"] = "ask"
    sensitivity: int = 1
    gate: bool = False
    group: str = ""
    meaning: str = ""
    filled: bool = False
    plan: str = ""
    given: GivenDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What is shown at once: one question, or the questions of a field-list group."""

    nodes: tuple[NodeRef, ...]
    group: NodeRef | None = None
    labels: tuple[FormText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatView:
    """A repeat the worker may add to or take from: its instances, in order.

    Attributes:
        place: How many pages of its topic stand before it and its instances' pages.
    """

    node: NodeRef
    labels: tuple[FormText, ...]
    instances: tuple[NodeRef, ...]
    can_add: bool
    can_remove: bool
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A top-level group of a form: a topic that can be taken up in any order.

    Attributes:
        node: The group's node; "My notes" (all rows by worker) has the form's root.
        is_notes: Whether these are the worker's own rows.
        touched: Whether any question of it has a value or a state ("talked about").
        pages: Its relevant pages, in form order.
    """

    node: NodeRef
    labels: tuple[FormText, ...]
    pages: tuple[PageView, ...]
    repeats: tuple[RepeatView, ...] = ()
    is_notes: bool = False
    touched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeChange:
    """What an operation changed at one node; a field is None when it did not change.

    Attributes:
        label: Whether label, hint or options text must be read again.
    """

    node: NodeRef
    value: str | None = None
    relevant: bool | None = None
    required: bool | None = None
    readonly: bool | None = None
    state: AnswerState | Literal[""] | None = None
    label: bool = False
    options: bool = False
    violation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A node's stored value after an operation: what the store must keep.

    `value` and `state` both empty means the row says "cleared".
    """

    node: NodeRef
    value: str
    state: AnswerState | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing done to a form session; `FormSession.apply` can do it again or undo it.

    Attributes:
        op: "set" (node, value, state), "add" or "remove" (node is the repeat
            instance), "restore" (node is the removed instance; `rows` its values).
    """

    op: Literal["set", "add", "remove", "restore"]
    node: NodeRef
    value: str = ""
    state: AnswerState | None = None
    position: int = 0
    rows: tuple[Write, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """The whole effect of one operation on a form session.

    Attributes:
        done: The operation itself.
        inverse: The operation that takes it back exactly.
        changes: Nodes that look different now, in document order.
        removed: Nodes that are gone (repeat instance taken out).
        writes: What the store must keep, calculated nodes included.
    """

    done: Operation
    inverse: Operation
    changes: tuple[NodeChange, ...] = ()
    removed: tuple[NodeRef, ...] = ()
    writes: tuple[Write, ...] = ()


class Severity(StrEnum):
    """How bad a finding about a form is: an error stops it, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the form's author should know, with the place in the spreadsheet.

    Attributes:
        code: A stable name, e.g. ``xpath.unknown-function``.
        sheet: survey, choices or settings; "" when it concerns the whole form.
        row: 1-based row of the sheet as a spreadsheet shows it; 0 when unknown.
        column: The column's heading; "" when unknown.
        found: What stands there (may be shortened).
        message: What is wrong, in plain words.
        hint: What to do.
    """

    severity: Severity
    code: str
    message: Message
    sheet: str = ""
    row: int = 0
    column: str = ""
    found: str = ""
    hint: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageCoverage:
    """A language of a form and how many of its texts are missing or unreviewed."""

    tag: str
    missing: int
    unreviewed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSummary:
    """What is known about a form without running it (the `form check` report).

    Attributes:
        logic_hash: SHA-256 hex of everything that decides behaviour; pins interviews.
        text_hash: SHA-256 hex of all wording; may be newer than a pinned logic.
        status: draft, reviewed …, from the form's settings.
    """

    form_id: str
    version: str
    title: str
    logic_hash: str
    text_hash: str
    default_language: str
    languages: tuple[LanguageCoverage, ...]
    questions: int
    status: str = "draft"
    findings: tuple[Finding, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return all(f.severity is not Severity.ERROR for f in self.findings)
