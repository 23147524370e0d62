from __future__ import annotations

from datetime import UTC, datetime

import pytest

from intake_app.domain.ids import new_id, new_spoken_code
from intake_app.domain.ports import Cancelled
from tests.simulators import FixedClock, SeededRandom, WatchedProgress


def test_the_clock_stands_still_until_it_is_moved():
    clock = FixedClock(datetime(2026, 1, 31, 23, 0, tzinfo=UTC))

    before = [clock.now(), clock.now()]
    clock.forward(hours=2)

    assert before == [datetime(2026, 1, 31, 23, 0, tzinfo=UTC)] * 2
    assert clock.now() == datetime(2026, 2, 1, 1, 0, tzinfo=UTC)


def test_the_same_seed_gives_the_same_ids_and_codes():
    first, second = SeededRandom(7), SeededRandom(7)

    drawn = [(new_id(r), new_spoken_code(r), r.token(5)) for r in (first, second)]

    assert drawn[0] == drawn[1]
    assert drawn[0][0] != new_id(first)


def test_another_seed_gives_other_draws():
    assert SeededRandom(1).token(16) != SeededRandom(2).token(16)


def test_draws_stay_below_the_limit():
    chance = SeededRandom()

    drawn = {chance.below(3) for _ in range(100)}

    assert drawn == {0, 1, 2}


def test_watched_progress_cancels_after_the_steps_it_was_told():
    progress = WatchedProgress(cancel_after=2)
    progress.report(1, 9)
    progress.check_cancelled()
    progress.report(2, 9)

    with pytest.raises(Cancelled):
        progress.check_cancelled()

    assert progress.reports == [(1, 9), (2, 9)]
