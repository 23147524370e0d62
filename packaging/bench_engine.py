"""How long the form engine takes: an answer and all that follows from it; loading a form."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from bench_figures import Figure, processor_timed, spread, timed
from bench_forms import compiled_apart
from intake_app.bootstrap.program import build
from intake_app.bootstrap.world import SystemClock, SystemRandom
from intake_app.domain.errors import FormError
from intake_app.domain.form import QuestionKind
from intake_app.services.forms import ADULT_FORM
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.session import FormSession

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from intake_app.domain.form import QuestionView
    from intake_app.domain.ids import NodeRef

SETTLED = {"median": 0.05, "p99": 1.0, "worst": 16.0}
LOADED_MS = 150.0
ENTRIES = 10
"""Entries in every repeat of the large form."""

LEAST = 2_000
"""Answers at least, so that a p99 means something."""


def measure(forms: Iterable[Path] = ()) -> Iterator[Figure]:
    """Give the figures of the bundled form, of a made-up large one, and of `forms`."""
    library = build().forms
    bundled = library.source_of(ADULT_FORM)
    yield _loading(ADULT_FORM, bundled)
    yield _answering(ADULT_FORM, bundled)
    large = compiled_apart(1000, 2)
    yield _loading("1,000 questions", large)
    yield _answering(f"1,000 questions, {ENTRIES} entries in each repeat", large)
    for path in forms:
        checked = library.check(path)
        if checked.definition is None:
            raise FormError(checked.summary.findings[0].message)
        name = f"{path.name} ({checked.summary.questions} questions)"
        yield _answering(name, checked.definition)


def fresh(definition: FormDefinition) -> FormSession:
    """Return a session as a new interview has it."""
    return FormSession(definition, clock=SystemClock(), random=SystemRandom(), tz="UTC")


def plausible(view: QuestionView, turn: int) -> str | None:
    """Return an answer that fits the question and differs from turn to turn, or None."""
    names = [option.name for option in view.options]
    match view.kind:
        case QuestionKind.SELECT_ONE:
            return names[turn % len(names)] if names else None
        case QuestionKind.SELECT_MULTIPLE:
            return names[turn % len(names)] if names else None
        case QuestionKind.TEXT:
            return f"something said, {turn}"
        case QuestionKind.INTEGER | QuestionKind.RANGE | QuestionKind.DECIMAL:
            return str(turn % 10 + 1)
        case QuestionKind.DATE:
            return f"2024-02-{turn % 28 + 1:02}"
        case _:
            return None


def _loading(name: str, source: bytes) -> Figure:
    def load() -> None:
        fresh(FormDefinition.from_json(source)).outline(("en",))

    samples = [timed(load) for _ in range(10)]
    limits = {"median": LOADED_MS, "worst": LOADED_MS} if name == ADULT_FORM else {}
    return spread(
        f"form loaded and a conversation begun: {name}",
        samples,
        limits=limits,
        note=f"{len(source) // 1000} kB of compiled form",
    )


def _answering(name: str, source: bytes) -> Figure:
    """Answer every question in order; then change each answer and set it back.

    What was loaded is set aside from the collector of garbage, as the room does.
    """
    session = fresh(FormDefinition.from_json(source))
    _fill_repeats(session)
    gc.freeze()
    samples = [took for node in session.questions() for took in _answered(session, node, (0,))]
    while len(samples) < LEAST:
        for node in session.questions():
            samples += _answered(session, node, (1, 0))
    return spread(
        f"answer -> settled: {name}",
        samples,
        limits=SETTLED,
        note=f"processor time; {len(session.questions())} questions with all entries",
    )


def _answered(session: FormSession, node: NodeRef, turns: Sequence[int]) -> list[float]:
    """Return how long the answers of these turns take, if the question is asked now."""
    view = session.question(node, ("en",))
    if not view.relevant or view.readonly:
        return []
    values = [plausible(view, turn) for turn in turns]
    return [
        processor_timed(lambda value=value: session.set(node, value))
        for value in values
        if value is not None
    ]


def _fill_repeats(session: FormSession) -> None:
    """Add entries to every repeat that the form leaves open."""
    for topic in session.outline(("en",)):
        for repeat in topic.repeats:
            if repeat.can_add:
                for _ in range(len(repeat.instances), ENTRIES):
                    session.add_repeat(repeat.node)
