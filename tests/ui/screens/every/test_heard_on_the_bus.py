"""A conversation by somebody who hears the screen: real program, real display, real AT-SPI."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack

import pytest
from PySide6.QtCore import QDeadlineTimer, QThread

from intake_app.bootstrap.program import build
from intake_app.services.passphrases import as_secret
from shots_world import CHEAP
from system_packages import started_by_tests
from tests.ui.screens.every.heard import CHECKED, Listener
from tests.ui.screens.every.wire import Bus, BusError

PASSPHRASE = "zebra lantern quiet orbit"
A11Y = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")

pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path):
    """Give the way to start a program that ends with the test, and its first line if asked for."""
    with ExitStack() as ends:

        def run(*command, env, reads=False):
            process = subprocess.Popen(
                command,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if reads else subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            ends.callback(_end, process)
            return process.stdout.readline().strip() if reads else ""

        yield run


def _end(process):
    process.terminate()
    process.communicate()


@pytest.fixture
def desktop(start, tmp_path):
    """Give the environment of a desktop of our own, and the address of its bus for readers."""
    env = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    display = start(
        started_by_tests("Xvfb"), "-displayfd", "1", "-screen", "0", "1366x768x24",
        "-nolisten", "tcp", env=env, reads=True,
    )  # fmt: skip
    bus = start("dbus-daemon", "--session", "--nofork", "--print-address", env=env, reads=True)
    env |= {"DISPLAY": f":{display}", "DBUS_SESSION_BUS_ADDRESS": bus}
    start(started_by_tests("at-spi-bus-launcher"), "--launch-immediately", env=env)
    address = _address_of_readers(bus)
    env |= {
        "AT_SPI_BUS_ADDRESS": address,
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QPA_PLATFORM": "xcb",
    }
    return env, address


def _address_of_readers(address):
    patience = QDeadlineTimer(20_000)
    session = Bus(address)
    try:
        while True:
            try:
                return session.call(*A11Y)[0]
            except BusError:
                if patience.hasExpired():
                    raise
                QThread.msleep(20)
    finally:
        session.close()


@pytest.fixture
def profile(tmp_path):
    """Give the folder of a profile of which nothing but the passphrase is known."""
    folder = tmp_path / "profile"
    program = build(cost=CHEAP)
    program.profiles.create(folder, as_secret(PASSPHRASE), language="en").close()
    program.guard.close()
    return folder


@pytest.fixture
def listener(desktop, start, profile):
    """Give somebody who hears the screen of the program that was just started."""
    env, address = desktop
    start(sys.executable, "-P", "-m", "intake_app", "--profile", str(profile), env=env)
    hears = Listener(address)
    yield hears
    hears.close()


def test_a_conversation_is_held_by_the_accessible_tree_alone(listener):
    listener.type("Passphrase", PASSPHRASE)
    listener.press("Open")
    listener.press("Go on without a PIN")
    listener.press("Start a conversation: Begin")
    listener.press("Can we talk safely here, now?: Yes", "radio button")
    listener.press("Adult, or maybe not?: Adult", "radio button")
    listener.press("Next")
    for agreed in ("Talk with me now", "Write it down", "Keep it after today"):
        listener.press(f"{agreed}: Yes", "radio button")
    listener.press("How do they agree?: By voice", "radio button")
    listener.press("Next")
    listener.is_told("Is there something you need before we talk?")
    listener.press("1, Water or food", "check box")
    assert listener.find("1, Water or food").has(CHECKED)
    listener.until(lambda: listener.hears_of("Saved "), "the moment it was saved")
    listener.until(lambda: listener.told()[-1].startswith("Saved "), "that moment, by itself")

    listener.press("Pause")
    listener.find("We can stop here.")
    assert not listener.offers("1, Water or food")
    assert not listener.offers("Today")
    listener.press("Finish gently")
    listener.find("Thank you. We stop here for today.")
    listener.press("Finish and leave")
    listener.press("Leave")
    listener.find("Start a conversation: Begin")
