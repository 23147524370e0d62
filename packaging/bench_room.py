"""How long the room takes: an answer, the next question, another language, and the cover."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bench_engine import plausible
from bench_figures import Figure, spread_both, timed_both
from bench_forms import compiled_apart
from bench_window import open_room, settle, wait_until
from intake_app.bootstrap.program import build
from intake_app.services.forms import ADULT_FORM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.ids import NodeRef
    from intake_app.ui.conversation.room import Room
    from intake_app.ui.window import MainWindow

ANSWERED = {"p99": 16.0}
SWITCHED = {"median": 60.0, "worst": 60.0}
COVERED = {"worst": 200.0}
ANSWERS = 200
LARGE = 60


def measure() -> Iterator[Figure]:
    """Give the figures of the bundled form, then of one with 1,000 questions."""
    bundled = build().forms.source_of(ADULT_FORM)
    with open_room(bundled) as (window, room):
        yield from _answering(room, ADULT_FORM, ANSWERS)
        yield _switching(room)
        yield _interface(window)
        yield _covering(window)
    with open_room(compiled_apart(1000, 2)) as (_, room):
        yield from _answering(room, "1,000 questions", LARGE)


def _answering(room: Room, name: str, count: int) -> Iterator[Figure]:
    """Answer what is in sight and go on, again and again."""
    shown: list[tuple[float, float]] = []
    committed: list[tuple[float, float]] = []
    moved: list[tuple[float, float]] = []
    turn = 0
    while len(committed) < count:
        for node, value in _in_sight(room, turn):
            settle()
            saved: list[object] = []
            room.saving.saved.connect(saved.append)

            def answer(node: NodeRef = node, value: str = value) -> None:
                room.acting.answer(node, value, "en")
                settle()

            first = timed_both(answer)
            rest = timed_both(lambda saved=saved: (wait_until(lambda: bool(saved)), settle()))
            room.saving.saved.disconnect(saved.append)
            shown.append(first)
            committed.append((first[0] + rest[0], first[1] + rest[1]))
        moved.append(timed_both(lambda: (room.next_asked.emit(), settle())))
        if room.step() is None:
            turn += 1
            room.topics.chosen.emit(room.live.topics()[0].node)
    yield spread_both(f"answer -> shown: {name}", shown)
    yield spread_both(f"answer -> committed and shown: {name}", committed, limits=ANSWERED)
    yield spread_both(f"next question -> shown: {name}", moved)


def _in_sight(room: Room, turn: int) -> Iterator[tuple[NodeRef, str]]:
    step = room.step()
    for node in step.nodes if step is not None else ():
        view = room.live.question(node)
        value = plausible(view, turn)
        if value is not None and value != view.value:
            yield node, value


def _switching(room: Room) -> Figure:
    room.topics.chosen.emit(room.live.topics()[0].node)
    settle()

    def switch(tag: str) -> None:
        room.languages.chosen.emit(tag)
        room.repaint()

    tags = islice(cycle(("ar", "ti")), 40)
    samples = [timed_both(lambda tag=tag: (switch(tag), settle())) for tag in tags]
    note = "the person's, Arabic and Tigrinya in turn; the whole room painted"
    return spread_both("language of the room -> painted", samples, limits=SWITCHED, note=note)


def _interface(window: MainWindow) -> Figure:
    language = window.surroundings.language

    def switch(tag: str) -> None:
        language.use(tag)
        window.repaint()

    tags = islice(cycle(("ar", "en")), 20)
    samples = [timed_both(lambda tag=tag: (switch(tag), settle())) for tag in tags]
    note = "everything, mirrored and back"
    return spread_both("language of the program -> painted", samples, limits=SWITCHED, note=note)


def _covering(window: MainWindow) -> Figure:
    samples = []
    for _ in range(20):
        samples.append(timed_both(lambda: (QTest.keyClick(window, Qt.Key.Key_F9), settle())))
        if not window.cover.is_covered:
            raise ValueError("it was not covered")
        window.cover.lift()
        settle()
    return spread_both("F9 -> covered and painted", samples, limits=COVERED)
