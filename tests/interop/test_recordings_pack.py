"""A zip file of recordings: each bad row is named, and stops no other."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import OutsideFileError
from intake_app.interop.recordings_pack import MAX_PACK, read_job, read_pack
from tests.voices import OPUS, VORBIS, pack, row, table, wav

WATER = row("phrase:water", "ማይ እደሊ።")
STOP = row("phrase:stop", "ጠጠው ክንብል እደሊ።")


def keys(found):
    return [recording.words.key for recording in found.recordings]


def test_every_row_with_its_file_is_a_recording():
    found = read_pack(pack([WATER, STOP]))

    assert keys(found) == ["phrase:water", "phrase:stop"]
    assert found.recordings[0].words.words == "ማይ እደሊ።"
    assert found.recordings[0].words.language == "ti"
    assert found.findings == ()


def test_a_row_without_its_file_is_not_recorded_yet():
    found = read_pack(pack([WATER, STOP], {WATER[2]: wav()}))

    assert keys(found) == ["phrase:water"]
    assert found.not_recorded == 1


def test_a_recording_is_found_under_another_ending_and_in_a_folder():
    files = {"ours/ti/phrase-water.opus": OPUS.read_bytes(), "ours/ti/phrase-stop.ogg":
             VORBIS.read_bytes()}  # fmt: skip

    found = read_pack(pack([WATER, STOP], files, name="ours/recordings.csv"))

    assert keys(found) == ["phrase:water", "phrase:stop"]


def test_a_bad_recording_is_named_and_the_others_are_taken():
    found = read_pack(pack([WATER, STOP], {WATER[2]: b"MZ no sound", STOP[2]: wav()}))

    assert keys(found) == ["phrase:stop"]
    assert (found.findings[0].row, found.findings[0].file) == (2, WATER[2])


def test_a_key_that_stands_twice_is_named():
    found = read_pack(pack([WATER, WATER], {WATER[2]: wav()}))

    assert keys(found) == ["phrase:water"]
    assert found.findings[0].row == 3


@pytest.mark.parametrize(
    "bad",
    [row("phrase:water", ""), row("", "ማይ"), row("k" * 200, "ማይ"),
     row("phrase:water", "ማይ", language="no tag!", file="ti/x.wav")],
)  # fmt: skip
def test_a_row_that_cannot_be_told_apart_is_named(bad):
    found = read_pack(pack([bad, STOP]))

    assert keys(found) == ["phrase:stop"]
    assert found.findings[0].row == 2


def test_a_name_that_leads_out_of_the_file_finds_nothing():
    outside = row("phrase:water", "ማይ", file="../../etc/passwd")

    found = read_pack(pack([outside], {}))

    assert keys(found) == []
    assert found.not_recorded == 1


def test_a_file_without_a_table_is_refused():
    with pytest.raises(OutsideFileError) as told:
        read_pack(pack([WATER], name="other.csv"))

    assert told.value.hint is not None


def test_a_table_without_our_columns_is_refused(tmp_path):
    place = tmp_path / "a.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("recordings.csv", table([("a", "b")], header=("name", "sound")))

    with pytest.raises(OutsideFileError) as told:
        read_pack(place.read_bytes())

    assert "words" in told.value.summary.values["columns"]


def test_a_file_that_would_unpack_to_too_much_is_refused_unopened(tmp_path):
    place = tmp_path / "a.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("recordings.csv", table([WATER]))
        archive.writestr(WATER[2], b"\0" * (MAX_PACK + 1))

    with pytest.raises(OutsideFileError) as told:
        read_pack(place.read_bytes())

    assert "96 MB" in told.value.summary.msgid


def test_what_the_child_answers_names_each_sound_by_its_size():
    reply = read_job({}, pack([WATER, STOP]))

    sizes = [each["size"] for each in reply.result["recordings"]]
    assert sum(sizes) == len(reply.data)


@given(at=st.integers(0, 8000), new=st.binary(min_size=1, max_size=6))
def test_a_damaged_file_is_refused_or_read(at, new):
    data = pack([WATER, STOP])

    try:
        found = read_pack(data[:at] + new + data[at + len(new) :])
    except OutsideFileError:
        return
    assert set(keys(found)) <= {"phrase:water", "phrase:stop"} or found.recordings
