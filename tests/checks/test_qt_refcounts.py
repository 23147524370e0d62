"""PySide6 6.12 on Python 3.11 drops a reference of None per call and aborts: decision 0001."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

CALLS = 1_000
SLACK = 50  # other threads and the collector move the count a little


def deallocations(call) -> int:
    """Return how many references of None `CALLS` calls of `call` take away."""
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


@pytest.mark.gui
@pytest.mark.parametrize("name", ["setText", "clear", "parent", "processEvents"])
def test_calls_that_return_none_take_no_reference_of_none_away(qtbot, name):
    label, line = QLabel(), QLineEdit()
    qtbot.addWidget(label)
    qtbot.addWidget(line)
    calls = {
        "setText": lambda: label.setText("x"),
        "clear": line.clear,
        "parent": label.parent,
        "processEvents": QApplication.processEvents,
    }

    lost = deallocations(calls[name])

    assert lost < SLACK


if sys.version_info < (3, 12):  # later None is immortal, and its count stands still

    def test_the_measure_sees_a_lost_reference():
        kept = [None] * (CALLS + 1)

        assert deallocations(kept.pop) > CALLS - SLACK
