"""Commands as a program calls them: arguments in, status and lines out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from intake_app.bootstrap.program import _demo, build
from intake_app.cli.commands import parse
from tests.vault.cheap import CHEAP, PASSPHRASE


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def value(self) -> Any:
        (only,) = self.lines
        return only


@pytest.fixture(scope="session")
def program():
    built = build(cost=CHEAP, work_factor=4)
    yield built
    built.guard.close()


@pytest.fixture
def call(program, capfd):
    def run(*arguments: object, **environment: str) -> Said:
        capfd.readouterr()
        words = [str(argument) for argument in arguments]
        asked = parse(words, more={"demo": _demo}, environment=environment)
        status = asked.run(program)
        out, err = capfd.readouterr()
        return Said(status, out, err)

    return run


@pytest.fixture
def passphrase_file(tmp_path):
    path = tmp_path / "passphrase.txt"
    path.write_bytes(PASSPHRASE.reveal() + b"\n")
    return path


@pytest.fixture
def vault(call, tmp_path, passphrase_file):
    folder = tmp_path / "profile"
    assert call("vault", "create", folder, "--passphrase-file", passphrase_file).status == 0
    return folder
