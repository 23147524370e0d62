"""Starting the program anew, so that the process that held the key can end.

Lock means that the key-holding process is gone (architecture, "Lock"). Before
it goes, it starts its successor and waits for that one's first paint, told by
one byte on a pipe.
"""

from __future__ import annotations

import os
import selectors
import subprocess
from typing import TYPE_CHECKING

from intake_app.guard.command import HOME, clean_environment, own_command

if TYPE_CHECKING:
    from collections.abc import Sequence

READY = b"!"


class Successor:
    """A started successor, in a session of its own; it lives on when we end."""

    def __init__(self, process: subprocess.Popen[bytes], ready_fd: int) -> None:
        self._process = process
        self._ready_fd = ready_fd

    @property
    def pid(self) -> int:
        """The successor's process id."""
        return self._process.pid

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait until the successor says it has painted; False when it died or took too long."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._ready_fd, selectors.EVENT_READ)
            if not selector.select(timeout_s):
                return False
        return os.read(self._ready_fd, len(READY)) == READY

    def end(self) -> None:
        """End the successor: it did not get ready, and we go on ourselves."""
        self._process.kill()
        self._process.wait()
        os.close(self._ready_fd)


def start_successor(arguments: Sequence[str], *, command: Sequence[str] | None = None) -> Successor:
    """Start this program again with `arguments` and ``--ready-fd N``.

    It runs in another folder than we do, so paths in `arguments` must be
    absolute. POSIX only: Windows cannot pass the pipe this way.

    Args:
        arguments: What the successor is to do, e.g. ``--locked --profile DIR``.
        command: What to run; this program itself unless a test says otherwise.
    """
    ready, told = os.pipe()
    started = command or own_command([])
    try:
        process = subprocess.Popen(
            [*started, *arguments, "--ready-fd", str(told)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=HOME,
            env=clean_environment(),
            pass_fds=(told,),
            start_new_session=True,
        )
    except OSError:
        os.close(ready)
        raise
    finally:
        os.close(told)
    return Successor(process, ready)


def tell_ready(ready_fd: int) -> None:
    """Tell the process that started us that we have painted; call it once."""
    try:
        os.write(ready_fd, READY)
    except BrokenPipeError:
        return  # it stopped waiting; there is nobody left to tell
    finally:
        os.close(ready_fd)
