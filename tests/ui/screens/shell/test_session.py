"""The system says that the computer is left: a real bus carries what logind would say."""

import subprocess

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from intake_app.ui.shell.session import SessionWatch

MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"


@pytest.fixture
def bus(qapp):
    """Give the address of a bus of our own."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        yield daemon.stdout.readline().decode().strip()
        for name in ("heard", "said"):
            QDBusConnection.disconnectFromBus(name)
        daemon.terminate()


@pytest.fixture
def watch(bus):
    it = SessionWatch(QDBusConnection.connectToBus(bus, "heard"))
    yield it
    it.deleteLater()


@pytest.fixture
def say(bus):
    def say(interface, name, *arguments):
        message = QDBusMessage.createSignal("/org/freedesktop/login1", interface, name)
        message.setArguments(list(arguments))
        assert QDBusConnection.connectToBus(bus, "said").send(message)

    return say


def test_a_computer_that_goes_to_sleep_is_left(watch, say, qtbot):
    with qtbot.waitSignal(watch.leaving):
        say(MANAGER, "PrepareForSleep", True)


def test_a_session_that_is_locked_is_left(watch, say, qtbot):
    with qtbot.waitSignal(watch.leaving):
        say(SESSION, "Lock")


def test_waking_up_says_nothing(watch, say, qtbot):
    heard = []
    watch.leaving.connect(lambda: heard.append("left"))

    say(MANAGER, "PrepareForSleep", False)
    with qtbot.waitSignal(watch.leaving):  # what is sent later is heard later
        say(SESSION, "Lock")

    assert heard == ["left"]
