"""Running a form through a script of steps, for those who check forms by program.

The steps have the operation names of the reference scenarios: `answer`,
`createNewRepeat`, `removeRepeat`, `setLanguage`, `newInstance`, the ones that
save and restore, and those that only move about (`next`, `prev` …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from intake_app.domain.answer import Answer, AnswerState, Basis
from intake_app.domain.errors import IntakeError, OutsideFileError, UsageError
from intake_app.domain.form import QuestionKind
from intake_app.domain.message import M
from intake_app.guard import strict_json
from intake_app.xforms.languages import tag_of
from intake_app.xforms.lexical import AnswerTypeError
from intake_app.xforms.positions import find_node
from intake_app.xforms.session import FormSession
from intake_app.xforms.transcript import difference, picture
from intake_app.xforms.xpath.values import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Random
    from intake_app.guard.strict_json import Json
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.transcript import Picture

Kind = TypeVar("Kind", bound=StrEnum)

MOVES = frozenset(
    {"init", "expect", "next", "prev", "jumpToBeginningOfForm", "jumpToIndex", "jumpToRef"}
)
"""Steps that look or move about and change nothing."""

RESTORES = frozenset(
    {
        "editCurrentInstance",
        "proposed_serializeAndRestoreInstanceState",
        "restore",
        "restoreWebFormsInstanceState",
        "serializeAndDeserializeForm",
        "serializeAndDeserializeInstance",
    }
)
"""Steps that save everything and take it up again."""

UNSAID: Mapping[str, Message] = {
    "required": M("The form asks for an answer here."),
    "constraint": M("The form does not accept this answer."),
}
"""What is said of a violation for which the form has no words, by its condition."""

_SHOWN = 60
_FRACTION = re.compile(r"([+-]?[0-9]+)\.[0-9]*")
_REPEAT = re.compile(r"(.*)/([^\[\]/#]+)(?:#range|\[[1-9][0-9]*\])?", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Steps, and the world they are run in.

    Attributes:
        now: The moment the clock stands at; None for the computer's own.
        tz: IANA name of the time zone.
        seed: What chance starts from; None for real chance.
        languages: The languages asked for; the first is shown.
    """

    steps: Sequence[dict[str, Json]]
    now: datetime | None = None
    tz: str = "UTC"
    seed: int | None = None
    languages: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOutcome:
    """What one step did.

    Attributes:
        changed: By positional reference, the fields that are new or different.
        removed: References that are gone.
        error: Why the step could not be done, or None.
    """

    step: int
    op: str
    changed: Picture
    removed: Sequence[str]
    valid: bool
    language: str
    error: IntakeError | None


@dataclass(slots=True)
class _FixedClock:
    moment: datetime | None

    def now(self) -> datetime:
        return self.moment or datetime.now(UTC)


@dataclass(slots=True)
class _Seeded:
    """Chance that is the same for the same seed, so that a run can be repeated."""

    seed: int
    drawn: int = field(default=0)

    def token(self, size: int) -> bytes:
        import hashlib  # noqa: PLC0415 - only a seeded run needs it

        self.drawn += 1
        return hashlib.shake_256(f"{self.seed}:{self.drawn}".encode()).digest(size)

    def below(self, limit: int) -> int:
        return int.from_bytes(self.token(16), "big") % limit


def read_script(data: bytes) -> Script:
    """Return the script in `data`: a JSON list of steps, or an object with `steps`,
    or one JSON object a line; the head (now, tz, seed, languages) is optional.

    Raises:
        UsageError: It is none of these.
    """  # noqa: D205 - the forms belong to the first sentence
    try:
        return _script(_parsed(data))
    except (OutsideFileError, ValueError, TypeError, KeyError, AttributeError, OverflowError):
        raise UsageError(
            M("The file with the steps cannot be understood."),
            hint=M("Write a JSON list of steps, each with an op."),
        ) from None


def run(definition: FormDefinition, script: Script, random: Random) -> Iterator[StepOutcome]:
    """Do the steps one by one and yield what each changed.

    A step that cannot be done carries its error and changes nothing; the next
    ones are still tried. Only an answer of another type empties its question (`give`).
    """
    runner = _Runner(definition, script, random)
    yield runner.outcome(0, "init", runner.problem)
    for number, step in enumerate(script.steps, start=1):
        op = step.get("op")
        if op == "init":
            continue
        yield runner.outcome(number, op if isinstance(op, str) else "", runner.do(step))


def give(session: FormSession, node: str, text: str) -> None:
    """Answer a question as other programs for ODK XForms do.

    They empty a question when what is given is not of its type, and cut a
    fraction off for a whole number; the session itself refuses both and keeps
    the answer that was there, for nobody's answer is lost by a slip.

    Raises:
        AnswerTypeError: The question is empty now.
        FormError: There is no such question, or it cannot be answered.
    """
    try:
        session.set(node, text)
    except AnswerTypeError:
        cut = _FRACTION.fullmatch(text)
        if cut is not None and session.question(node, ()).kind is QuestionKind.INTEGER:
            session.set(node, cut[1])
            return
        session.set(node, "")
        raise


class _Runner:
    """A session and the language it is shown in.

    Attributes:
        problem: Why the script's own languages cannot be shown, or None.
    """

    def __init__(self, definition: FormDefinition, script: Script, random: Random) -> None:
        self._definition = definition
        self._script = script
        self._clock = _FixedClock(script.now)
        self._random = random if script.seed is None else _Seeded(script.seed)
        self._language = definition.default_language
        self.problem: IntakeError | None = None
        try:
            for asked in reversed(script.languages):
                self._language = self._tag(asked)
        except UsageError as error:
            self.problem = error
        self._session = self._start(None)
        self._before: Picture = {}

    def do(self, step: Mapping[str, Json]) -> IntakeError | None:
        """Do one step; return what kept it from being done."""
        try:
            self._do(step)
        except IntakeError as error:
            return error
        return None

    def outcome(self, number: int, op: str, error: IntakeError | None) -> StepOutcome:
        now = picture(self._session, self._language)
        changed = difference(self._before, now)
        removed = [ref for ref in self._before if ref not in now]
        self._before = now
        return StepOutcome(
            step=number,
            op=op,
            changed=changed,
            removed=removed,
            valid=self._session.is_valid(),
            language=self._language,
            error=error,
        )

    def _start(self, rows: Sequence[Answer] | None) -> FormSession:
        session = FormSession(
            self._definition,
            clock=self._clock,
            random=self._random,
            tz=self._script.tz,
            rows=rows,
        )
        session.set_language(self._language)
        return session

    def _do(self, step: Mapping[str, Json]) -> None:
        session = self._session
        op = step.get("op")
        if not isinstance(op, str):
            raise UsageError(M("A step needs an op: what to do, as text."))
        if op == "answer":
            self._answer(step)
        elif op == "createNewRepeat":
            session.add_repeat(self._repeat(_ref(step)))
        elif op == "removeRepeat":
            session.remove_repeat(self._node(_ref(step)))
        elif op == "setLanguage":
            self._language = self._tag(step.get("lang"))
            session.set_language(self._language)
        elif op == "newInstance":
            self._session = self._start(None)
        elif op in RESTORES:
            self._session = self._start(
                [
                    Answer(node=w.node, value=w.value, state=w.state, origin=w.origin)
                    for w in session.stored()
                ]
            )
        elif op not in MOVES:
            raise UsageError(M("There is no step called {name}.", name=op[:_SHOWN]))

    def _answer(self, step: Mapping[str, Json]) -> None:
        node = self._node(_ref(step))
        state = _one_of(AnswerState, step.get("state"))
        _one_of(Basis, step.get("basis"))  # the engine keeps none; a mistaken one is still refused
        if state is not None:
            self._session.set(node, "", state=state)
        elif "value" in step:
            give(self._session, node, _text(step["value"]))
        else:
            raise UsageError(M("An answer needs a value or a state."))

    def _tag(self, asked: Json) -> str:
        """Return the tag of a language that the form can be shown in."""
        tag = tag_of(asked) if isinstance(asked, str) and asked.strip() else ""
        if not tag or not self._definition.speaks(tag):
            raise UsageError(M("This form has no language called {name}.", name=_shown(asked)))
        return tag

    def _node(self, ref: str) -> str:
        node = find_node(self._session.engine, ref)
        if node is None:
            raise UsageError(M("There is no {ref} in this form now.", ref=ref))
        return node.ref

    def _repeat(self, ref: str) -> str:
        match = _REPEAT.fullmatch(ref)
        if match is None:
            raise UsageError(M("There is no {ref} in this form now.", ref=ref))
        return f"{self._node(match[1])}/{match[2]}"


def _ref(step: Mapping[str, Json]) -> str:
    ref = step.get("ref")
    if not isinstance(ref, str):
        raise UsageError(M("This step needs a ref: the path of a question, as text."))
    return ref


def _one_of(kinds: type[Kind], value: Json) -> Kind | None:
    """Return the member that `value` names; None when there is no value."""
    if value is None:
        return None
    for kind in kinds:
        if kind.value == value:
            return kind
    known = ", ".join(kind.value for kind in kinds)
    raise UsageError(M("{name} is none of these: {known}.", name=_shown(value), known=known))


def _shown(value: Json) -> str:
    """Return what stands in a step, short enough for a sentence."""
    text = value if isinstance(value, str) else strict_json.dumps(value).decode()
    return text[:_SHOWN]


def _parsed(data: bytes) -> Json:
    lines = [line for line in data.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith(b"{") for line in lines):
        return [strict_json.loads(line) for line in lines]
    return strict_json.loads(data)


def _script(value: Json) -> Script:
    head: dict[str, Json] = {}
    if isinstance(value, dict):
        head, steps = value, value.get("steps", [value])
    else:
        steps = value
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise TypeError
    done = [step for step in steps if isinstance(step, dict)]
    if done and "op" not in done[0] and not head:
        head, done = done[0], done[1:]
    languages = head.get("languages") or []
    if not isinstance(languages, list):
        raise TypeError
    tz = str(head.get("tz") or "UTC")
    ZoneInfo(tz)
    seed = head.get("seed")
    return Script(
        steps=done,
        now=_moment(head.get("now")),
        tz=tz,
        seed=int(str(seed)) if seed is not None else None,
        languages=tuple(languages),
    )


def _moment(text: Json) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(str(text))
    if not MINYEAR + 1 < moment.year < MAXYEAR - 1:
        raise ValueError("too near the ends of the calendar to have a local time")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _text(value: Json) -> str:
    """Return a step's value in its lexical form; null takes the answer back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, list):
        return " ".join(_text(item) for item in value)
    match value:
        case str() | int():
            return str(value)
        case {"$bigint": str(digits)}:
            return digits
    raise UsageError(M("A value is text, a number, true or false, or a list of these."))
