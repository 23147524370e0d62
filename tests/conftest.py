"""What every test shares: strictness, a fixed clock and chance, Qt with the shipped fonts."""

from __future__ import annotations

import logging
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false;qt.multimedia.*=false")

import pytest
from hypothesis import HealthCheck, settings

from tests.simulators import FixedClock, SeededRandom

# No deadline and no complaint of slowness: what else the machine does is not the test's business.
settings.register_profile(
    "here", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def clock() -> FixedClock:
    """Give a clock that stands still at 1 March 2026, 09:00 UTC."""
    return FixedClock()


@pytest.fixture
def chance() -> SeededRandom:
    """Give chance that repeats itself from test to test."""
    return SeededRandom()


@pytest.fixture(scope="session")
def qapp(qapp):
    """Give the one application of the test process, with the shipped fonts loaded."""
    from intake_app.ui.typography import load_fonts  # noqa: PLC0415 - most tests do without Qt

    load_fonts()
    return qapp


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_warnings(request):
    """Fail a test in which the program logs a warning, unless it is marked expects_warning."""
    collector = _Collector()
    logger = logging.getLogger("intake_app")
    logger.addHandler(collector)
    yield
    logger.removeHandler(collector)
    if "expects_warning" not in request.keywords and collector.lines:
        pytest.fail("unexpected in the log:\n" + "\n".join(collector.lines))
