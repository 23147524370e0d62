"""How much memory the program holds with the room open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench_figures import Figure, Part, resident_mib
from bench_forms import compiled_apart
from bench_window import open_room, settle
from intake_app.bootstrap.program import build
from intake_app.services.forms import ADULT_FORM

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGE_MIB = 160.0


def measure() -> Iterator[Figure]:
    """Give this process's memory with the bundled form, then with a large one."""
    with open_room(build().forms.source_of(ADULT_FORM)):
        yield _now(f"memory with the room open: {ADULT_FORM}", None)
    with open_room(compiled_apart(500, 12)) as (_, room):
        for _ in range(10):
            room.next_asked.emit()
            settle()
        yield _now("memory with the room open: 500 questions in 12 languages", LARGE_MIB)


def _now(what: str, at_most: float | None) -> Figure:
    parts = [
        Part(label="resident", value=resident_mib(), unit="MiB", at_most=at_most),
        Part(label="highest", value=resident_mib("VmHWM"), unit="MiB"),
    ]
    return Figure(what=what, parts=parts)
