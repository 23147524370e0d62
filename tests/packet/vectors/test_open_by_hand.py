"""The page that opens a packet with public tools: each command, as it stands there."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packet.vectors.node_reader import CACHE, FETCHING, installed, node, npm

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "formats" / "open-a-packet.md"
EXAMPLE = ROOT / "tests" / "data" / "packets"
FILES = ("referral.age", "north-team.card", "south-shelter.key")
_STEP = re.compile(r"```sh\n(?P<commands>.*?)```(?:\n\n```text\n(?P<printed>.*?)```)?", re.DOTALL)


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    """Give the surroundings in which `node` and `npm` are those of the development dependencies."""
    installed()  # what npm fetches there, it has here
    folder = tmp_path_factory.mktemp("bin")
    for name, what in (("node", f'"{node()}"'), ("npm", f'"{node()}" "{npm()}"')):
        (folder / name).write_text(f'#!/bin/sh\nexec {what} "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    path = os.pathsep.join((str(folder), os.environ["PATH"]))
    cached = FETCHING | {
        "npm_config_cache": str(CACHE / "npm"),
        "npm_config_prefer_offline": "true",
    }
    return {**os.environ, **cached, "PATH": path, "LC_ALL": "C"}


def followed(folder, tools):
    """Follow the page in a folder; return what each step prints, and what the page says of it."""
    page = PAGE.read_text(encoding="utf-8")
    steps = list(_STEP.finditer(page))
    assert len(steps) == page.count("```sh") > 0
    printed = []
    for step in steps:
        shell = ("sh", "-eu", "-c", step["commands"])
        done = subprocess.run(
            shell, cwd=folder, env=tools, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        printed.append(done.stdout)
    return printed, [step["printed"] or "" for step in steps]


def test_the_worked_example_opens_as_the_page_says(tmp_path, tools):
    for name in FILES:
        shutil.copy(EXAMPLE / name, tmp_path)

    printed, said = followed(tmp_path, tools)

    assert printed == said
    assert (tmp_path / "M").read_bytes() == (EXAMPLE / "referral.json").read_bytes()
    assert (tmp_path / "inner.json").read_bytes() == (EXAMPLE / "inner.json").read_bytes()


def test_a_photo_in_parts_opens_as_well(tmp_path, tools, vectors):
    built = vectors.build("attachment")
    contents = built.file, vectors.card_of("north"), built.job["identity"].encode("ascii")
    for name, data in zip(FILES, contents, strict=True):
        (tmp_path / name).write_bytes(data)
    for name, data in built.job["parts"].items():
        (tmp_path / f"{name}.age").write_bytes(base64.b64decode(data))

    printed, _ = followed(tmp_path, tools)

    hash_of_it = printed[-1].removesuffix(": OK\n")
    assert len(hash_of_it) == 64
    assert (tmp_path / hash_of_it).read_bytes().startswith(b"a photo of a letter. ")
    assert (tmp_path / hash_of_it).stat().st_size == 1_500_000
