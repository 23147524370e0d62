"""What the operating system must offer before Qt starts, found by asking the loader.

Only Linux needs this: the wheels for Windows and macOS bring everything. The package
names are Debian's (and Ubuntu's); found by adding one after another to a bare Debian 12.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from enum import Enum

DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
# Qt blames xcb-cursor0 whichever of these is missing.
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# What the extra "audio" plays through: without it the module does not load at all.
SOUND = {"libpulse.so.0": "libpulse0"}
# What tests start beside the program: a display, keys, a bus, and the bus of screen readers.
STARTED_BY_TESTS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus-daemon",
    "at-spi-bus-launcher": "at-spi2-core",
}
_PROGRAMS = ("/usr/libexec", "/usr/lib/at-spi2-core")
"""Where programs stand that nobody starts by hand."""


class Need(Enum):
    """How much of the system a command uses."""

    QT = "draws into memory"
    WINDOW = "opens a window on the display"
    TESTS = "starts a display and a bus of its own"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def started_by_tests(name: str) -> str | None:
    """Return where a program stands that tests start, or None when it is missing."""
    return shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", ""), *_PROGRAMS)))


def missing(need: Need, *, python_venv: bool) -> list[str]:
    """Return the Debian packages that are not there yet, sorted.

    Args:
        need: What the command does with Qt.
        python_venv: Whether Python must be able to make an environment with pip.
    """
    if not sys.platform.startswith("linux"):
        return []
    libraries = dict(DRAWING)
    if need is Need.TESTS or (need is Need.WINDOW and os.environ.get("DISPLAY")):
        libraries |= WINDOW
    if need is Need.TESTS:
        libraries |= SOUND
    packages = {package for library, package in libraries.items() if not _loads(library)}
    if need is Need.TESTS:
        started = STARTED_BY_TESTS.items()
        packages |= {package for name, package in started if started_by_tests(name) is None}
    if python_venv and importlib.util.find_spec("ensurepip") is None:
        packages.add("python3-venv")
    return sorted(packages)


def apt_line(packages: list[str]) -> str:
    """Return the one line that installs `packages`, for root on a Debian system."""
    return f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"


def install(packages: list[str]) -> bool:
    """Say what is missing, install it when that is allowed, and return whether it was."""
    line = apt_line(packages)
    print(f"The system lacks: {' '.join(packages)}", flush=True)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(f"As root, on Debian or Ubuntu:\n  {line}", flush=True)
        return False
    print(f"  {line}", flush=True)
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(["/bin/sh", "-c", line], env=variables, check=False).returncode == 0
