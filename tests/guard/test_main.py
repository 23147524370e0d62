"""The program's own child branch, and the registry it serves."""

from __future__ import annotations

import subprocess
import sys

import pytest

from intake_app.bootstrap.jobs import JOBS
from intake_app.guard.command import HOME, own_command


def test_the_child_ends_when_the_parent_closes_the_pipe():
    child = subprocess.run(own_command(["--child"]), cwd=HOME, input=b"", check=False, timeout=60)

    assert child.returncode == 0


def test_the_child_has_nothing_of_the_program_but_the_guard_and_the_domain(tmp_path):
    program = (
        "import sys; sys.argv[1:] = ['--child']; from intake_app.__main__ import main; main();"
        f"open({str(tmp_path / 'seen')!r}, 'w').write(' '.join(sys.modules))"
    )

    subprocess.run([sys.executable, "-c", program], cwd=HOME, input=b"", check=True, timeout=60)

    seen = {
        name.split(".")[1]
        for name in (tmp_path / "seen").read_text().split()
        if name.startswith("intake_app.")
    }
    assert seen == {"__main__", "bootstrap", "domain", "guard"}


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_every_job_has_limits(job):
    module, _, function = job.target.partition(":")

    assert module.startswith("intake_app.")
    assert function.endswith("_job")
    assert 0 < job.cpu_s <= job.wall_s
    assert 0 < job.memory_mib <= 2048
