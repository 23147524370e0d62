import pytest

from intake_app.ui.shell.idle import Delays, Idle


class Wall:
    """A clock on the wall that goes on while the computer sleeps."""

    def __init__(self):
        self.seconds = 1_000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def wall():
    return Wall()


@pytest.fixture
def idle(qapp, wall):
    it = Idle(Delays(look=5), now=wall)
    it.start()
    yield it
    it.stop()


def test_a_computer_that_slept_is_taken_for_one_left_alone(idle, wall, qtbot):
    with qtbot.waitSignal(idle.gone):
        wall.seconds += 3_600


def test_time_that_passes_as_it_should_is_no_sleep(idle, wall, qtbot):
    with qtbot.assertNotEmitted(idle.gone):
        wall.seconds += 0.005
        with qtbot.waitSignal(idle._look.timeout):
            pass
        wall.seconds += 20
        with qtbot.waitSignal(idle._look.timeout):
            pass


def test_nothing_is_told_once_it_is_stopped(idle, wall):
    idle.stop()

    assert not any(t.isActive() for t in (idle._quiet, idle._gone, idle._look))
