from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake_app.packet.cards import read_card

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "forms" / "adult-rapid-screen"


def test_a_bundled_form_checks_as_good(call):
    said = call("form", "check", "--json", FORM)

    assert said.status == 0
    assert said.value["ok"] is True
    assert said.value["id"] == "adult-rapid-screen"
    assert {entry["tag"] for entry in said.value["languages"]} == {"en", "ar", "ti"}
    assert all(entry["missing"] == 0 for entry in said.value["languages"])
    assert len(said.value["logic_hash"]) == 64


def test_a_broken_expression_is_found_with_its_place(call, tmp_path):
    form = tmp_path / "broken"
    form.mkdir()
    (form / "survey.csv").write_text(
        "type,name,label,relevant\n"
        "integer,age,How old?,\n"
        'text,who,Who?,"selcted(${age}, 1) and ("\n'
    )
    (form / "settings.csv").write_text("form_title,form_id,version\nBroken,broken,1\n")

    said = call("form", "check", "--json", form)

    assert said.status == 1
    errors = [f for f in said.value["findings"] if f["severity"] == "error"]
    assert errors
    assert errors[0]["sheet"] == "survey"
    assert errors[0]["row"] == 3
    assert errors[0]["column"] == "relevant"
    assert errors[0]["message"]


@pytest.mark.parametrize("content", [b"hello\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_a_file_that_is_no_workbook_is_told_in_plain_words(call, tmp_path, content):
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)

    said = call("form", "check", "--json", path)

    assert said.status == 1
    assert "Traceback" not in said.err


def test_one_bad_form_does_not_keep_the_others_from_being_checked(call, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no")

    said = call("form", "check", "--json", bad, FORM)

    assert said.status == 1
    assert [line["ok"] for line in said.lines] == [False, True]


def test_a_workbook_that_breaks_a_limit_does_not_stop_the_others(call, tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (210 << 20))

    said = call("form", "check", "--json", bomb, FORM)

    assert [line["ok"] for line in said.lines] == [False, True]


def test_a_pipe_or_a_device_is_no_form_and_no_card(call, vault, passphrase_file, tmp_path):
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    mine = ("--vault", vault, "--passphrase-file", passphrase_file)

    assert call("form", "check", "--json", pipe).value["ok"] is False
    assert call("form", "check", "--json", "/dev/zero").value["ok"] is False
    assert call("contact", "add", pipe, *mine).status == 1


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_at_the_ends_of_the_calendar_is_asked_wrongly(call, tmp_path, now):
    steps = tmp_path / "steps.json"
    steps.write_text(f'{{"now": "{now}", "tz": "Asia/Tokyo", "steps": []}}')

    assert call("form", "run", FORM, "--steps", steps).status == 2


def test_a_form_runs_through_the_steps_of_a_file(call, tmp_path):
    steps = tmp_path / "steps.json"
    steps.write_text(
        '{"languages": ["en"], "now": "2026-03-01T09:00:00Z", "steps": ['
        '{"op": "answer", "ref": "/data/work/R03", "value": "yes"},'
        '{"op": "answer", "ref": "/data/money/R07", "state": "asked-declined", "basis": "said"},'
        '{"op": "answer", "ref": "/data/nowhere", "value": "x"},'
        '{"op": "setLanguage", "lang": "ar"}]}'
    )

    said = call("form", "run", FORM, "--steps", steps)

    first, yes, declined, wrong, arabic = said.lines
    assert first["op"] == "init"
    assert first["changed"]["/data/work/R03"]["label"].startswith("Is your work")
    assert yes["changed"]["/data/work/R03"] == {"value": "yes"}
    assert yes["changed"]["/data/work/R03_note"] == {"relevant": True}
    assert declined["changed"]["/data/money/R07"] == {"state": "asked-declined"}
    assert wrong["error"] is not None
    assert wrong["changed"] == {}
    assert arabic["language"] == "ar"
    assert arabic["changed"]["/data/work/R03"]["label"]
    assert said.status == 1


@pytest.mark.parametrize(
    ("interface", "shown", "words"),
    [
        ("en", "en", "The form asks for an answer here."),
        ("en", "sw", "The form asks for an answer here."),
        ("ar", "sw", None),
        ("en", "ar", None),
    ],
)
def test_what_the_form_has_no_words_for_is_said_in_the_language_shown(
    call, tmp_path, interface, shown, words
):
    form = tmp_path / "required"
    form.mkdir()
    (form / "survey.csv").write_text(
        "type,name,label::en,label::ar,label::sw,required,constraint,required_message::en,"
        "required_message::ar,required_message::sw\n"
        "text,a,A,A,A,yes,. = 'x',,,\n"
        "text,b,B,B,B,yes,,Say it.,Say it.,Say it.\n"
    )
    (form / "settings.csv").write_text("form_id,version,default_language\nrequired,1,en\n")
    steps = tmp_path / "steps.json"
    steps.write_text(
        f'{{"languages": ["{shown}"], "steps": ['
        '{"op": "answer", "ref": "/data/a", "value": "y"}]}'
    )

    started, answered = call("--language", interface, "form", "run", form, "--steps", steps).lines

    asked = started["changed"]["/data/a"]["violation"]
    refused = answered["changed"]["/data/a"]["violation"]
    assert asked["condition"] == "required"
    assert refused["condition"] == "constraint"
    assert started["changed"]["/data/b"]["violation"]["message"] == "Say it."
    if words is not None:
        assert asked["message"] == words
        assert refused["message"] == "The form does not accept this answer."
    else:
        assert any("\u0600" <= c <= "\u06ff" for c in asked["message"])
        assert any("\u0600" <= c <= "\u06ff" for c in refused["message"])


def test_an_exported_form_is_the_same_form_in_a_workbook(call, tmp_path):
    workbook = tmp_path / "form.xlsx"

    exported = call("form", "export", "adult-rapid-screen", "--xlsx", workbook)
    original = call("form", "check", "--json", FORM).value
    checked = call("form", "check", "--json", workbook).value

    assert exported.status == 0
    assert checked["ok"] is True
    assert checked["logic_hash"] == original["logic_hash"]
    assert {entry["tag"] for entry in checked["languages"]} == {"en", "ar", "ti"}


def test_a_form_that_is_not_there_cannot_be_exported(call, tmp_path):
    said = call("form", "export", "nothing", "--xlsx", tmp_path / "x.xlsx")

    assert said.status == 1
    assert said.err.startswith("error: There is no form called nothing.\n")
    assert "needs-only" in said.err


def test_a_table_that_is_not_in_utf_8_is_told_as_that(call, tmp_path):
    form = tmp_path / "latin"
    form.mkdir()
    (form / "survey.csv").write_bytes("type,name,label\ntext,a,Caf\xe9\n".encode("latin-1"))

    said = call("form", "check", "--json", form)

    assert said.status == 1
    assert said.value["findings"][0]["code"] == "form.file"


def test_a_profile_is_made_and_checks_as_whole(call, vault, passphrase_file):
    said = call("vault", "check", "--json", "--vault", vault, "--passphrase-file", passphrase_file)

    assert said.status == 0
    assert said.value["ok"] is True
    assert set(said.value) == {"ok", "store", "chain", "anchor", "attachments", "lost"}
    assert set(said.value["chain"]) == {"entries", "head", "good"}
    assert set(said.value["attachments"]) == {"checked", "missing", "damaged"}


def test_a_wrong_passphrase_is_one_sentence_and_a_hint(call, vault, tmp_path):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not this one\n")

    said = call("vault", "check", "--vault", vault, "--passphrase-file", wrong)

    assert said.status == 1
    assert said.err.splitlines() == [
        "error: That passphrase does not open this profile.",
        "hint: Check the keyboard language and capital letters, then try again.",
    ]


def test_an_error_is_said_in_the_language_asked_for(call, vault, tmp_path):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not this one\n")

    said = call("--language", "ar", "vault", "check", "--vault", vault, "--passphrase-file", wrong)

    assert any("\u0600" <= char <= "\u06ff" for char in said.err)


def test_without_a_passphrase_the_command_was_asked_wrongly(call, vault, monkeypatch):
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)

        said = call("vault", "check", "--vault", vault)

    assert said.status == 2
    assert said.err.startswith("error: ")


def test_cards_are_made_added_and_checked(call, vault, passphrase_file, tmp_path):
    other = tmp_path / "other"
    call("vault", "create", other, "--passphrase-file", passphrase_file)
    card = tmp_path / "north.card"
    with_other = ("--vault", other, "--passphrase-file", passphrase_file)
    made = call("contact", "card", "--json", "--out", card, "--name", "North", *with_other)
    mine = ("--vault", vault, "--passphrase-file", passphrase_file)

    added = call("contact", "add", "--json", card, *mine)
    fingerprint, digits = added.value["fingerprint"], made.value["digits"]
    checked = call("contact", "verify", "--json", fingerprint, digits, *mine)
    unquoted = call("contact", "verify", fingerprint, *digits.split(), *mine)
    wrong = call("contact", "verify", fingerprint, "00000 " * 6, *mine)

    assert added.value["name"] == "North"
    assert added.value["checked"] == "not-yet"
    assert checked.value["ok"] is True
    assert unquoted.status == 0
    assert wrong.status == 1


def test_whoever_adds_a_card_is_told_how_to_check_it(call, vault, passphrase_file, tmp_path):
    other = tmp_path / "other"
    call("vault", "create", other, "--passphrase-file", passphrase_file)
    card = tmp_path / "north.card"
    with_other = ("--vault", other, "--passphrase-file", passphrase_file)
    made = call("contact", "card", "--json", "--out", card, "--name", "North", *with_other)

    said = call("contact", "add", card, "--vault", vault, "--passphrase-file", passphrase_file)

    assert made.value["digits"] in said.out.splitlines()
    assert f"contact verify {made.value['fingerprint']} DIGITS" in said.out


def test_a_file_that_is_no_packet_is_refused_by_every_command(
    call, vault, passphrase_file, tmp_path
):
    letter = tmp_path / "letter.txt"
    letter.write_text("hello")
    mine = ("--vault", vault, "--passphrase-file", passphrase_file)

    inspected = call("packet", "inspect", letter)
    verified = call("packet", "verify", "--json", letter, *mine)
    taken = call("import", "--json", letter, *mine)
    told = call("import", letter, *mine)

    assert inspected.status == verified.status == taken.status == 1
    assert verified.value["ok"] is False
    assert verified.value["reason"] == "packet.not-a-packet"
    assert taken.value["taken"] == []
    assert taken.value["refused"][0]["reason"] == "packet.not-a-packet"
    assert "Ask the sender which file they meant." in told.out


def test_the_doctor_tells_how_the_machine_is(call, tmp_path):
    said = call("doctor", "--json", "--vault", tmp_path)

    assert said.value["ok"] is True
    names = {symptom["name"] for symptom in said.value["symptoms"]}
    assert {"cryptography", "store", "guard", "assets", "memory", "space", "access"} <= names


def test_a_command_that_makes_no_sense_ends_with_status_2(program, capsys):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "intake_app", "vault", "destroy-everything"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_card_reads_what_the_office_was_asked_in_and_keeps_it_under_another_name(
    call, vault, passphrase_file, tmp_path, program
):
    mine = ("--vault", vault, "--passphrase-file", passphrase_file)
    first, second = tmp_path / "first.card", tmp_path / "second.card"

    call("contact", "card", "--language", "ar", "--out", first, "--name", "North", *mine)
    call("contact", "card", "--language", "ti", "--out", second, "--name", "South", *mine)

    before, after = (read_card(path.read_bytes(), datetime.now(UTC)) for path in (first, second))
    assert before.languages == after.languages == ("ar",)
    assert (before.name, after.name) == ("North", "South")


def test_the_list_of_what_to_record_is_written_without_a_profile(call, tmp_path):
    place = tmp_path / "recordings.csv"
    said = call("recordings", "list", "ti", "--form", "needs-only", "--json", "--out", place)
    again = call("recordings", "list", "ti", "--json", "--out", place)

    lines = place.read_bytes().decode("utf-8-sig").splitlines()
    assert said.status == 0
    assert said.value["texts"] == len(lines) - 1
    assert lines[0] == "key,language,file,english,words"
    assert any(line.startswith("needs-only:") for line in lines)
    assert not any(line.startswith("adult-rapid-screen:") for line in lines)
    assert again.status == 1
