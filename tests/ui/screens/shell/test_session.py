"""The system says that the computer is left: a real bus carries what logind would say."""

import subprocess

import pytest
from PySide6.QtCore import ClassInfo, Property, QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from intake_app.ui.shell.session import SessionWatch

MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"


@ClassInfo({"D-Bus Interface": SESSION})
class OurSession(QObject):
    """The session that logind says is ours."""

    def __init__(self):
        super().__init__()
        self.active = True
        self.asked = 0

    def is_active(self):
        self.asked += 1
        return self.active

    Active = Property(bool, is_active)


@pytest.fixture
def bus(qapp):
    """Give the address of a bus of our own."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        yield daemon.stdout.readline().decode().strip()
        for name in ("heard", "said", "logind"):
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


@pytest.fixture
def ours(bus):
    """Answer as logind does what is asked about the session of whoever asks."""
    session = OurSession()
    logind = QDBusConnection.connectToBus(bus, "logind")
    assert logind.registerService("org.freedesktop.login1")
    properties = QDBusConnection.RegisterOption.ExportAllProperties
    assert logind.registerObject("/org/freedesktop/login1/session/auto", session, properties)
    yield session
    logind.unregisterObject("/org/freedesktop/login1/session/auto")


@pytest.fixture
def say_changed(say):
    """Say that the properties of some session changed; not of which."""
    return lambda **properties: say(
        PROPERTIES, "PropertiesChanged", SESSION, properties, ["IdleHint"]
    )


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


def test_another_users_session_that_comes_to_the_front_leaves_ours(watch, ours, say_changed, qtbot):
    ours.active = False

    with qtbot.waitSignal(watch.leaving):
        say_changed(Active=False)


def test_a_session_that_ends_while_ours_is_in_front_says_nothing(
    watch, ours, say_changed, say, qtbot
):
    heard = []
    watch.leaving.connect(lambda: heard.append("left"))

    say_changed(Active=False)
    qtbot.waitUntil(lambda: ours.asked == 1)
    with qtbot.waitSignal(watch.leaving):  # what is sent later is heard later
        say(SESSION, "Lock")

    assert heard == ["left"]


def test_where_nobody_answers_for_our_session_a_change_says_nothing(watch, say_changed, say, qtbot):
    heard = []
    watch.leaving.connect(lambda: heard.append("left"))

    say_changed(Active=False)
    with qtbot.waitSignal(watch.leaving):
        say(SESSION, "Lock")

    assert heard == ["left"]
