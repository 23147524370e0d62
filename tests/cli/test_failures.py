"""Every command that fails says so in one JSON document, and in words; none with a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from intake_app.bootstrap.program import _demo
from intake_app.cli.commands import parse
from tests.vault.cheap import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "forms" / "adult-rapid-screen"

WITH_VAULT = (
    ("contact", "card", "--out", "{tmp}/mine.card", "--name", "North"),
    ("contact", "add", "{letter}"),
    ("contact", "verify", "00", "00000"),
    ("packet", "verify", "{letter}"),
    ("import", "{letter}"),
)
CHECK = ("vault", "check")
OF_VAULT = (*WITH_VAULT, CHECK, ("audit", "verify"))

WRONG = (
    ("form", "check", "{tmp}/nothing"),
    ("form", "run", "{letter}", "--steps", "{letter}"),
    ("form", "export", "nothing", "--xlsx", "{tmp}/form.xlsx"),
    ("form", "export", "needs-only", "--xlsx", "{tmp}/nothing/form.xlsx"),
    ("vault", "create", "{vault}", "--passphrase-file", "{phrase}"),
    ("contact", "add", "{letter}", "--vault", "{vault}", "--passphrase-file", "{phrase}"),
    ("contact", "verify", "00", "0", "--vault", "{vault}", "--passphrase-file", "{phrase}"),
    ("packet", "inspect", "{letter}"),
    ("packet", "inspect", "{tmp}/nothing"),
    ("packet", "verify", "{letter}", "--vault", "{vault}", "--passphrase-file", "{phrase}"),
    ("doctor", "--vault", "{tmp}/nothing"),
    ("demo", "--out", "{vault}"),
    ("demo", "--out", "{letter}"),
)
ASKED_WRONGLY = (
    (),
    ("make-tea",),
    ("--no-such-option",),
    ("--profile",),
    ("form",),
    ("form", "check"),
    ("form", "run", str(FORM)),
    ("form", "run", str(FORM), "--steps", "{tmp}/nothing"),
    ("form", "run", str(FORM), "--steps", "{letter}"),
    ("form", "export", "needs-only"),
    ("vault",),
    ("vault", "create"),
    ("vault", "create", "{tmp}/new"),
    ("vault", "create", "{tmp}/new", "--passphrase-file", "{tmp}/nothing"),
    ("vault", "create", "{tmp}/new", "--passphrase-file", os.devnull),
    ("vault", "create", "{tmp}/new", "--passphrase-fd", "99"),
    ("vault", "create", "{tmp}/new", "--passphrase-fd", "x"),
    ("vault", "check"),
    ("vault", "check", "{vault}"),
    ("contact", "card", "--vault", "{vault}", "--passphrase-file", "{phrase}"),
    ("contact", "card", "--out", "{tmp}/c", "--vault", "{vault}", "--passphrase-file", "{phrase}"),
    ("contact", "add", "{letter}"),
    ("contact", "verify", "00"),
    ("packet", "inspect"),
    ("packet", "verify", "{letter}"),
    ("import", "{letter}"),
    ("doctor", "--vault"),
    ("demo", "--out"),
    ("doctor", "--language", "???"),
    ("--language", "", "doctor"),
    ("doctor", "--language"),
    ("doctor", "--language", "en-" + "-".join(["abcdefgh"] * 10)),
)
EMPTY_PATHS = (
    ("--profile", ""),
    ("form", "check", ""),
    ("form", "run", "", "--steps", "{letter}"),
    ("form", "run", str(FORM), "--steps", ""),
    ("form", "export", "needs-only", "--xlsx", ""),
    ("vault", "create", ""),
    ("vault", "create", "{tmp}/new", "--passphrase-file", ""),
    ("vault", "check", ""),
    ("vault", "check", "--vault", ""),
    ("audit", "verify", "--vault", ""),
    ("contact", "card", "--out", "", "--vault", "{vault}"),
    ("contact", "add", "", "--vault", "{vault}"),
    ("contact", "verify", "00", "0", "--vault", ""),
    ("packet", "inspect", ""),
    ("packet", "verify", "", "--vault", "{vault}"),
    ("import", "", "--vault", "{vault}"),
    ("doctor", "--vault", ""),
    ("demo", "--out", ""),
)

BROKEN = ("vault.json", "keyring", "identity", "store.db")
"""The files without which a profile is not whole."""


@pytest.fixture(scope="session")
def whole(program, tmp_path_factory):
    """Give the folder of a profile that no test changes."""
    folder = tmp_path_factory.mktemp("failures") / "whole"
    program.profiles.create(folder, PASSPHRASE, language="en").close()
    return folder


@pytest.fixture
def vault(whole):
    """Give a profile that is looked at only."""
    return whole


@pytest.fixture
def keyboard(monkeypatch):
    """Let nobody sit at the keyboard."""
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        yield


@pytest.fixture
def ask(call, qapp, vault, passphrase_file, tmp_path, keyboard):  # noqa: PLR0917 - fixtures, by name
    """Run a command with its places filled in and nobody at the keyboard."""
    letter = tmp_path / "letter.txt"
    letter.write_text("hello")
    places = {"tmp": tmp_path, "letter": letter, "vault": vault, "phrase": passphrase_file}
    return lambda *words, **env: call(*(word.format(**places) for word in words), **env)


def failed(said):
    """Return the one document of a failure that was also told in words."""
    assert "Traceback" not in said.err
    value = said.value
    assert isinstance(value, dict)
    assert value.get("ok") is False or value["refused"]
    return value


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_is_wrong_is_one_document_with_status_1(ask, words):
    said = ask(*words, "--json")

    assert said.status == 1
    failed(said)


@pytest.mark.parametrize("words", ASKED_WRONGLY, ids=" ".join)
def test_what_is_asked_wrongly_is_one_document_with_status_2(ask, words):
    said = ask("--json", *words) if words[-1:] in {("--profile",), ()} else ask(*words, "--json")

    assert said.status == 2
    error = failed(said)["error"]
    assert set(error) == {"code", "summary", "hint"}
    assert error["code"] == "usage"
    assert said.err.startswith(f"error: {error['summary']}\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("make-tea",), "There is no command called make-tea."),
        (("packet", "inspect"), "This is missing: F"),
        (("packet", "inspect", "a", "b"), "This is not understood here: b"),
        (("doctor", "--vault"), "A value is missing after --vault."),
    ],
)
def test_what_a_command_line_lacks_is_told_in_plain_words(ask, words, told):
    said = ask(*words)

    assert said.status == 2
    assert said.err.splitlines()[0] == f"error: {told}"


@pytest.mark.parametrize("words", EMPTY_PATHS, ids=" ".join)
def test_an_empty_path_is_refused_by_every_command(ask, words):
    said = ask(*words)

    assert said.status == 2
    assert said.out == ""
    assert said.err.splitlines() == [
        "error: The name of a file or folder is empty.",
        "hint: Write its path; a single dot is the folder you are in.",
    ]


@pytest.mark.parametrize("words", OF_VAULT, ids=" ".join)
def test_a_wrong_passphrase_is_one_document_from_every_command(ask, words, tmp_path):
    (tmp_path / "wrong.txt").write_text("not this one\n")

    said = ask(*words, "--json", "--vault", "{vault}", "--passphrase-file", "{tmp}/wrong.txt")

    assert said.status == 1
    assert failed(said)["error"]["code"] == "vault.wrong-passphrase"


@pytest.mark.parametrize("words", OF_VAULT, ids=" ".join)
def test_a_missing_profile_is_one_document_from_every_command(ask, words):
    said = ask(*words, "--json", "--vault", "{tmp}/nothing", "--passphrase-file", "{phrase}")

    assert said.status == 1
    assert failed(said)["error"]["code"] == "profile.missing"


@pytest.mark.parametrize("words", OF_VAULT, ids=" ".join)
def test_any_broken_file_of_a_profile_is_one_document_from_every_command(
    ask, words, whole, tmp_path
):
    for name in BROKEN:
        broken = tmp_path / name
        shutil.copytree(whole, broken)
        assert (broken / name).is_file()
        (broken / name).write_bytes(b"\x00 not what was written \xff" * 400)

        said = ask(*words, "--json", "--vault", str(broken), "--passphrase-file", "{phrase}")

        assert said.status == 1, name
        failed(said)


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_failure_is_told_in_arabic_to_whoever_reads_arabic(ask, words):
    said = ask("--language", "ar", *words)

    assert any("\u0600" <= char <= "\u06ff" for char in said.err + said.out)


@pytest.mark.expects_warning
def test_a_defect_of_the_program_is_told_without_a_traceback(program, capfd, caplog):
    def defective(program, asked, voice):
        raise KeyError("a name that must not be told")

    status = parse(["broken", "--json"], more={"broken": defective}, environment={}).run(program)

    out, err = capfd.readouterr()
    assert status == 1
    assert json.loads(out)["ok"] is False
    assert "must not be told" not in out + err + caplog.text


def test_a_library_of_the_system_that_is_missing_is_named(program, capfd):
    def incomplete(program, asked, voice):
        raise ImportError("libEGL.so.1: cannot open shared object file")

    status = parse(["draw"], more={"draw": incomplete}, environment={}).run(program)

    assert status == 1
    assert "libEGL.so.1" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("{tmp}/nothing/f.xlsx", "There is no file or folder of this name."),
        ("{letter}/f.xlsx", "There is no file or folder of this name."),
        ("/dev/full", "The disk is full: the file could not be written."),
        ("{tmp}", "A file or folder cannot be used: Is a directory."),
    ],
)
def test_a_file_that_cannot_be_written_is_told_with_its_reason(ask, place, told):
    said = ask("form", "export", "needs-only", "--xlsx", place)

    assert said.status == 1
    assert said.err.splitlines()[0] == f"error: {told}"


def test_a_file_name_that_is_no_text_is_answered_all_the_same(tmp_path):
    name = os.fsencode(tmp_path) + b"/\xff.xlsx"
    Path(os.fsdecode(name)).write_bytes(b"no form")
    command = [sys.executable, "-P", "-m", "intake_app", "form", "check"]

    told = subprocess.run([*command, name], cwd=ROOT, capture_output=True, check=False)
    answered = subprocess.run(
        [*command, "--json", name], cwd=ROOT, capture_output=True, check=False
    )

    assert told.returncode == answered.returncode == 1
    assert told.stderr == answered.stderr == b""
    assert json.loads(answered.stdout)["ok"] is False


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_an_answer_that_cannot_be_written_is_told_without_a_traceback():
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "intake_app", "doctor", "--json"],
            cwd=ROOT,
            env=usual,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("error: The disk is full: the file could not be written.")


def test_arabic_reaches_a_program_where_the_terminal_knows_ascii_only(tmp_path):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "intake_app", "doctor", "--json", "--language", "ar"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )

    found = json.loads(done.stdout.decode("utf-8"))["symptoms"][0]["found"]
    assert any("\u0600" <= char <= "\u06ff" for char in found)


def _spoken(**environment: str) -> str:
    return parse(["doctor"], more={"demo": _demo}, environment=environment).spoken


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ar"}, "ar"),
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "ti_ER.UTF-8@x"}, "ti"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "ar_SD.UTF-8"}, "ar"),
        ({"LANG": "ar_EG.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "ar_EG.UTF-8", "LC_ALL": ""}, "ar"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "::::"}, "en"),
    ],
)
def test_a_command_speaks_the_language_of_the_computer(environment, language):
    assert _spoken(**environment) == language


def test_a_language_that_is_asked_for_goes_before_that_of_the_computer(ask):
    said = ask("--language", "en", "packet", "inspect", "{letter}", LANG="ar_EG.UTF-8")

    assert said.err.splitlines()[0] == "error: This is not a referral file."


def test_a_window_is_not_told_a_language_nobody_asked_for():
    assert parse([], environment={"LANG": "ar"}).language == ""


def test_a_malformed_language_is_told_in_the_language_of_the_computer(ask):
    said = ask("doctor", "--language", "???", LANG="ar_EG.UTF-8")

    assert said.status == 2
    assert any("\u0600" <= char <= "\u06ff" for char in said.err)
