"""A passphrase that is typed: at a terminal, unseen, and twice when it is a new one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vault.cheap import PASSPHRASE

pty = pytest.importorskip("pty")  # Windows has no such terminals

ROOT = Path(__file__).resolve().parents[2]
CREATE = (
    "import sys\n"
    "from intake_app.bootstrap.program import build\n"
    "from intake_app.cli.commands import parse\n"
    "from tests.vault.cheap import CHEAP\n"
    "sys.exit(parse(sys.argv[1:], environment={}).run(build(cost=CHEAP)))\n"
)


def typed(lines, *arguments):
    """Run a command at a terminal and type a line whenever it asks for one."""
    keyboard, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", CREATE, *map(str, arguments)],
        cwd=ROOT,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # no terminal of its own, so the prompt comes on stderr
    )
    os.close(terminal)
    asked = b""
    for line in lines:
        while not asked.endswith(b": "):
            read = process.stderr.read1(1)
            assert read, asked
            asked += read
        os.write(keyboard, line)
        asked += b"\n"
    out, rest = process.communicate()
    os.close(keyboard)
    return process.returncode, out.decode(), (asked + rest).decode()


def test_a_new_passphrase_is_typed_twice_and_never_shown(tmp_path):
    status, out, err = typed(
        [b"calm river\n", b"calm river\n"], "vault", "create", tmp_path / "new"
    )

    assert status == 0, err
    assert err.split() == ["New", "passphrase:", "The", "same", "once", "more:"]
    assert "calm" not in out + err


def test_nothing_is_made_when_the_two_are_not_the_same(tmp_path):
    status, _, err = typed([b"calm river\n", b"calm riven\n"], "vault", "create", tmp_path / "new")

    assert status == 2
    assert "error: The two are not the same." in err
    assert not (tmp_path / "new").exists()


def test_whoever_ends_the_typing_is_told_that_a_passphrase_is_needed(tmp_path):
    status, _, err = typed([b"\x04"], "vault", "create", tmp_path / "new")

    assert status == 2
    assert "error: A passphrase is needed." in err


def test_a_passphrase_file_of_a_windows_editor_opens_the_same_profile(call, vault, tmp_path):
    file = tmp_path / "windows.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.reveal() + b"\r\n")

    said = call("vault", "check", "--vault", vault, "--passphrase-file", file)

    assert said.status == 0
