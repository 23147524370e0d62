"""Recorded voices of an office: listed, taken in, found by the words on the screen, taken out."""

from __future__ import annotations

import csv
import io

import pytest

from intake_app.domain.errors import DiskFullError, OutsideFileError
from intake_app.i18n import texts
from intake_app.i18n.catalog import Catalog
from intake_app.services.person_words import OWN_ANSWERS, STOP
from intake_app.services.recording_list import list_csv, wanted
from tests.voices import pack, row, table, wav

PHRASES = dict(texts.phrases("ti").rows)
WATER = row("phrase:water", PHRASES["water"])


@pytest.fixture
def voices(worker):
    """Give the recordings of a worker's profile."""
    return worker.recordings


@pytest.fixture
def file(tmp_path):
    """Give a way to write a zip file of rows."""

    def write(*rows, sounds=None):
        place = tmp_path / "voices.zip"
        place.write_bytes(pack(rows, sounds))
        return place

    return write


def taken_in(voices, place):
    plan = voices.read(place)
    voices.apply(plan)
    return plan


def test_the_list_names_what_the_person_is_shown(guarded):
    rows = {each.key: each for each in wanted("ti", guarded.forms)}

    assert rows["phrase:water"].words == PHRASES["water"]
    assert rows["phrase:water"].english == "I want some water."
    assert rows["screen:stop"].words == Catalog("ti").text(STOP)
    assert rows["may-join:yes"].english == OWN_ANSWERS["yes"].msgid
    assert rows["agreement:1"].words == texts.agreement("ti").paragraphs[0]
    assert [key for key in rows if key.startswith("phrase:")] == [f"phrase:{k}" for k in PHRASES]


def test_the_list_names_each_question_and_choice_of_a_form_once(guarded):
    rows = wanted("ti", guarded.forms, ["adult-rapid-screen"])
    said = [(each.english, each.words) for each in rows]

    assert any(each.key == "adult-rapid-screen:R03:label" for each in rows)
    assert any("." in each.key for each in rows)
    assert len(said) == len(set(said))
    assert not any("${" in each.words for each in rows)


def test_in_a_language_without_words_only_the_short_sentences_can_be_recorded(guarded):
    rows = wanted("rhg", guarded.forms)

    assert {each.key.partition(":")[0] for each in rows} == {"phrase"}
    assert len(rows) == len(PHRASES)


def test_the_list_is_the_table_that_goes_with_the_recordings(worker, voices, tmp_path):
    folder = tmp_path / "ours"
    rows = list(csv.DictReader(io.StringIO(voices.list_for("ti").decode("utf-8-sig"))))
    for each in rows[:3]:
        place = folder / each["file"]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.with_suffix(".wav").write_bytes(wav())
    (folder / "recordings.csv").write_bytes(voices.list_for("ti"))

    plan = taken_in(voices, folder)

    assert len(plan.fits) == 3
    assert plan.not_recorded == len(rows) - 3
    assert plan.findings == ()
    assert voices.has("ti", rows[0]["words"])


def test_what_begins_like_a_formula_is_marked_and_comes_back_unmarked(guarded):
    told = list_csv("en", wanted("en", guarded.forms)[:1]).decode()

    assert "'=" not in told
    assert told.count("\r\n") == 2


def test_a_recording_is_found_by_the_words_on_the_screen(voices, file):
    taken_in(voices, file(WATER))

    assert voices.has("ti", f"\u2068{PHRASES['water']}\u2069 ")
    assert voices.has("ti-ER", PHRASES["water"])
    assert voices.sound("ti", PHRASES["water"]) == wav()
    assert not voices.has("ar", PHRASES["water"])
    assert not voices.has("ti", PHRASES["stop"])
    assert voices.sound("ti", PHRASES["stop"]) is None


def test_words_that_stand_nowhere_are_not_taken_in(voices, file):
    plan = taken_in(voices, file(row("agreement:1", "Words of an earlier version."), WATER))

    assert [each.words.key for each in plan.fits] == ["phrase:water"]
    assert plan.others == 1
    assert not voices.has("ti", "Words of an earlier version.")


def test_it_is_told_what_is_missing_and_what_has_changed(voices, file, worker, guarded):
    taken_in(voices, file(WATER))
    (report,) = voices.report()

    assert (report.language, report.recorded) == ("ti", 1)
    assert len(report.missing) == len(wanted("ti", guarded.forms)) - 1
    assert report.changed == ()

    def older(unit):
        (one,) = unit.recordings.of_language("ti")
        words = type(one.words)(language="ti", key="phrase:water", words="ማይ", milliseconds=200)
        unit.recordings.put(type(one)(words=words, kind=one.kind, sound=one.sound), voices_now())

    def voices_now():
        return worker._place.clock.now()

    worker._place.do(older)
    (report,) = voices.report()
    assert report.recorded == 0
    assert [each.key for each in report.changed] == ["phrase:water"]


def test_what_is_taken_out_can_be_put_back(voices, file):
    taken_in(voices, file(WATER))

    voices.take_out("ti")
    assert not voices.has("ti", PHRASES["water"])
    assert voices.report() == ()

    voices.put_back()
    voices.put_back()
    assert voices.sound("ti", PHRASES["water"]) == wav()


def test_taking_out_pressed_twice_leaves_nothing_that_cannot_be_put_back(voices, file):
    taken_in(voices, file(WATER))

    voices.take_out("ti")
    voices.take_out("ti")
    voices.put_back()

    assert voices.sound("ti", PHRASES["water"]) == wav()


def test_what_found_no_room_can_be_put_back_once_there_is_room(voices, file, worker, monkeypatch):
    taken_in(voices, file(WATER))
    voices.take_out("ti")
    table = type(worker._place.do(lambda unit: unit.recordings))

    def refuse(*_):
        raise DiskFullError

    with monkeypatch.context() as disk:
        disk.setattr(table, "put", refuse)
        with pytest.raises(DiskFullError):
            voices.put_back()
    voices.put_back()

    assert voices.sound("ti", PHRASES["water"]) == wav()


def test_recordings_are_there_again_after_a_lock(program, tmp_path, file):
    from tests.vault.cheap import PASSPHRASE  # noqa: PLC0415 - once

    profile = program.profiles.create(tmp_path / "p", PASSPHRASE, language="en")
    taken_in(profile.recordings, file(WATER))
    profile.close()

    again = program.profiles.unlock(tmp_path / "p", PASSPHRASE)

    assert again.recordings.has("ti", PHRASES["water"])
    again.close()


def test_no_sound_and_no_words_of_a_pack_lie_on_the_disk_in_clear(worker, voices, file, tmp_path):
    taken_in(voices, file(WATER))
    worker.close()

    found = b"".join(p.read_bytes() for p in (tmp_path / "worker").rglob("*") if p.is_file())
    assert PHRASES["water"].encode() not in found
    assert wav()[44:200] not in found


def test_what_is_no_pack_is_refused_in_words(voices, tmp_path):
    place = tmp_path / "song.mp3"
    place.write_bytes(b"ID3\x04\0\0\0\0\0\0 a song")

    with pytest.raises(OutsideFileError):
        voices.read(place)
    with pytest.raises(OutsideFileError):
        voices.read(tmp_path / "nothing")
    (tmp_path / "recordings.csv").write_bytes(table([WATER]))
    assert voices.read(tmp_path).not_recorded == 1
