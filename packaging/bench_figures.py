"""What a benchmark found: figures, the budget each is held against, and where they were taken."""

from __future__ import annotations

import math
import os
import platform
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One number and what is asked of it.

    Attributes:
        at_most: The budget from above, or None.
        at_least: The budget from below, or None.
    """

    label: str
    value: float
    unit: str = "ms"
    at_most: float | None = None
    at_least: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the budget is met; None where there is none."""
        if self.at_most is None and self.at_least is None:
            return None
        below = self.at_most is None or self.value <= self.at_most
        return below and (self.at_least is None or self.value >= self.at_least)

    def __str__(self) -> str:
        """Return the number with its budget."""
        text = f"{self.label} {_rounded(self.value)} {self.unit}".rstrip()
        if self.met is None:
            return text
        limits = [
            f"{word} {limit:g}"
            for word, limit in (("at most", self.at_most), ("at least", self.at_least))
            if limit is not None
        ]
        return f"{text} ({' and '.join(limits)}: {'met' if self.met else 'MISSED'})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured, in one or more numbers.

    Attributes:
        note: What a reader must know to understand the numbers.
    """

    what: str
    parts: Sequence[Part]
    note: str = ""

    def __str__(self) -> str:
        """Return the figure as one paragraph."""
        note = f"  [{self.note}]" if self.note else ""
        return f"{self.what}{note}\n    " + "; ".join(map(str, self.parts))


def spread(
    what: str,
    samples: Sequence[float],
    *,
    limits: Mapping[str, float] | None = None,
    note: str = "",
) -> Figure:
    """Return median, p99 and worst of some times in milliseconds.

    Args:
        what: What was measured.
        samples: One time for each repetition.
        note: What a reader must know to understand the numbers.
        limits: Budgets from above, by "median", "p99" or "worst".
    """
    ordered = sorted(samples)
    found = {
        "median": ordered[len(ordered) // 2],
        "p99": ordered[max(0, math.ceil(len(ordered) * 0.99) - 1)],
        "worst": ordered[-1],
    }
    asked = limits or {}
    parts = [
        Part(label=label, value=value, at_most=asked.get(label)) for label, value in found.items()
    ]
    parts.append(Part(label="of", value=len(ordered), unit=""))
    return Figure(what=what, parts=parts, note=note)


def timed(work: Callable[[], object]) -> float:
    """Return how long `work` takes, in milliseconds."""
    begin = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - begin) / 1e6


def timed_both(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long `work` takes by the clock and by the processor, all threads, in ms."""
    used = time.process_time_ns()
    took = timed(work)
    return took, (time.process_time_ns() - used) / 1e6


def spread_both(
    what: str,
    samples: Sequence[tuple[float, float]],
    *,
    limits: Mapping[str, float] | None = None,
    note: str = "",
) -> Figure:
    """Return `spread` by the clock, and how much of it the processor was at work."""
    figure = spread(what, [took for took, _ in samples], limits=limits, note=note)
    used = spread(what, [used for _, used in samples]).parts
    beside = [replace(part, label=f"processor {part.label}") for part in used[:2]]
    return replace(figure, parts=[*figure.parts, *beside])


def processor_timed(work: Callable[[], object]) -> float:
    """Return the processor's time for `work` in milliseconds; other programs do not change it."""
    begin = time.thread_time_ns()
    work()
    return (time.thread_time_ns() - begin) / 1e6


def median(samples: Sequence[float]) -> float:
    """Return the middle one of some numbers."""
    return sorted(samples)[len(samples) // 2]


def resident_mib(kind: str = "VmRSS", pid: int | str = "self") -> float:
    """Return a process's memory in MiB: now, or with "VmHWM" at its highest (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1024
    raise OSError(f"the system does not tell {kind}")


def machine() -> Mapping[str, str]:
    """Return where and when: figures of two machines are not to be compared."""
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "") if _is_linux() else ""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "system": system or platform.platform(terse=True),
        "cores": str(os.cpu_count()),
        "processor": _processor(),
        "python": platform.python_version(),
        "load": machine_load(),
    }


def machine_load() -> str:
    """Return how many programs wanted a core in the last minute, or what stands for that."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _is_linux() -> bool:
    return sys.platform == "linux"


def _processor() -> str:
    if _is_linux():
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _rounded(value: float) -> str:
    if value == int(value):
        return f"{int(value)}"
    return f"{value:.3f}" if abs(value) < 1 else f"{value:.1f}"
