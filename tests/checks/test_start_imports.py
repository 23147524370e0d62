"""What is not needed for a lock screen is not loaded on the way to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from intake_app.bootstrap.program import build
from tests.vault.cheap import CHEAP, PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
# Runs the real program; once it has painted, says what is loaded and ends.
START = """
import os, sys, threading
from intake_app.bootstrap.program import main

painted, tell = os.pipe()

def report():
    os.read(painted, 1)
    os.write(1, "\\n".join(sorted(sys.modules)).encode())
    os._exit(0)

threading.Thread(target=report).start()
main(["--profile", sys.argv[1], "--ready-fd", str(tell)])
"""
SLOW = {
    "asyncio", "lxml", "openpyxl", "PIL", "pyxform", "re2", "reportlab", "uharfbuzz",
    "unittest", "zxcvbn",
}  # fmt: skip


def test_the_lock_screen_comes_without_what_only_forms_paper_and_tables_need(tmp_path):
    build(cost=CHEAP).profiles.create(tmp_path / "p", PASSPHRASE, language="en").close()
    command = (sys.executable, "-c", START, str(tmp_path / "p"))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )

    loaded = set(done.stdout.split())
    assert "intake_app.ui.shell.lock_screen" in loaded
    assert {name.partition(".")[0] for name in loaded} & SLOW == set()
