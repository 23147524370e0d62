from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, os, resource
from intake_app.vault.hardening import harden_process
done = harden_process()
print(done.no_core, done.private_files, done.not_dumpable)
print(resource.getrlimit(resource.RLIMIT_CORE), os.umask(0), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_a_hardened_process_keeps_its_memory_and_files_to_itself():
    child = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    claimed, found = child.stdout.splitlines()

    assert claimed == "True True True"
    assert found == f"(0, 0) {0o077} 0"
