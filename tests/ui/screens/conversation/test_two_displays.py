"""With a second display: another process, because Qt learns of displays when it starts."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DISPLAYS = {
    "screens": [
        {"name": "worker", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96},
        {"name": "person", "x": 1366, "y": 0, "width": 1280, "height": 720, "logicalDpi": 96},
    ]
}


def test_the_persons_side_on_a_second_display(tmp_path):
    displays = tmp_path / "displays.json"
    displays.write_text(json.dumps(DISPLAYS), encoding="ascii")
    told = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={displays}"}
    module = HERE / "on_two_displays.py"
    command = [sys.executable, "-m", "pytest", str(module), "-q", "-p", "no:cacheprovider"]

    done = subprocess.run(
        [*command, "--basetemp", str(tmp_path / "inner"), "-o", "addopts="],
        env=told,
        cwd=HERE.parents[3],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-4000:]
    assert " passed" in done.stdout
