"""Sticks of all kinds, and writings that stop or meet between any two steps."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import tempfile
import threading

import pytest

from intake_app.exchange import reading, writing
from intake_app.exchange.names import is_packet_name, is_whole

BOX = "abcdefghijklmnopqrstuvwxyz"
_MS_RDONLY, _MS_REMOUNT, _MNT_DETACH = 1, 32, 2
_STEPS = {"open", "write", "read", "fsync", "close", "stat", "utime"}
_STEPS |= {"link", "replace", "unlink", "scandir", "posix_fadvise"}


class SteppedOs:
    """The system's calls, with something to do before each that touches a file."""

    def __init__(self, before):
        self._before = before

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in _STEPS:
            return real

        def step(*args, **options):
            self._before(name, args)
            return real(*args, **options)

        return step


@contextlib.contextmanager
def before_each_step(before):
    """Have `before(call, args)` called before each step of writing and reading."""
    with pytest.MonkeyPatch.context() as patch:
        stepped = SteppedOs(before)
        patch.setattr(writing, "os", stepped)
        patch.setattr(reading, "os", stepped)
        yield


def at_step(number, what):
    """Return what is to be done before each step: `what()` before step `number`."""
    left = [number]

    def before(_call, _args):
        left[0] -= 1
        if left[0] == -1:
            what()

    return before


class Turns:
    """Runs some jobs a step at a time, in an order that is given."""

    def __init__(self, jobs):
        self._go = [threading.Semaphore(0) for _ in jobs]
        self._parked = threading.Semaphore(0)
        self._who = {}
        self.alive = set(range(len(jobs)))
        self.failed = []
        self._threads = [
            threading.Thread(target=self._run, args=(number, job), daemon=True)
            for number, job in enumerate(jobs)
        ]
        for thread in self._threads:
            thread.start()

    def wait(self, _call, _args):
        """Wait for this job's turn; whoever is no job goes on."""
        number = self._who.get(threading.get_ident())
        if number is not None:
            self._parked.release()
            self._go[number].acquire()

    def step(self, number):
        """Let a job take one step."""
        self._go[number].release()
        self._parked.acquire()

    def _run(self, number, job):
        self._who[threading.get_ident()] = number
        self._go[number].acquire()
        try:
            job()
        except BaseException as error:  # noqa: BLE001 - told to the test, which fails
            self.failed.append(error)
        self.alive.discard(number)
        self._parked.release()


def wrong_files(folder):
    """Return the files with a packet's name whose bytes are others than the name tells."""
    files = [path for path in folder.rglob("*") if is_packet_name(path.name)]
    return [path for path in files if not is_whole(path.name, path.read_bytes())]


@contextlib.contextmanager
def mounted(folder, size):
    """Mount a memory file system on `folder`; yield whether that was allowed."""
    if not sys.platform.startswith("linux"):
        yield False
        return
    done = _mount(folder, 0, f"size={size}") == 0
    try:
        yield done
    finally:
        if done:
            pull_out(folder)


def write_protect(folder):
    """Make a mounted stick one that can only be read."""
    assert _mount(folder, _MS_REMOUNT | _MS_RDONLY, "") == 0


def pull_out(folder):
    """Take a mounted stick away; the empty folder it was mounted on stays."""
    ctypes.CDLL(None).umount2(os.fsencode(folder), _MNT_DETACH)


def _mount(folder, flags, options):
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", flags, options.encode())


def can_mount():
    """Whether real small sticks can be made here: that needs the right to mount."""
    with tempfile.TemporaryDirectory() as place, mounted(place, 1 << 20) as allowed:
        return allowed
