"""What every test shares: strictness, a fixed clock and chance, Qt with the shipped fonts."""

from __future__ import annotations

import logging
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")

import pytest
from hypothesis import HealthCheck, settings

from tests.simulators import FixedClock, SeededRandom

FONTS = Path(__file__).resolve().parent.parent / "intake_app" / "i18n" / "fonts"

# No deadline: the machine's other work is not the test's business. Fixtures of pytest are
# shared by all examples of a property; a test that uses one says why that is right.
settings.register_profile("here", deadline=None, max_examples=60)
settings.register_profile(
    "ci",
    parent=settings.get_profile("here"),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
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
    from PySide6.QtGui import QFontDatabase  # noqa: PLC0415 - most tests do without Qt

    for font in sorted(FONTS.glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(font)) >= 0, font.name
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
