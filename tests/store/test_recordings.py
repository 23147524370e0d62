"""Recordings in the store: by language and key, found by their words, of no case."""

from datetime import UTC, datetime

from intake_app.domain.recording import RecordedWords, Recording, SoundKind
from tests.store.conftest import open_store

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def recording(key="phrase:water", words="ማይ እደሊ።", sound=b"RIFFsound", language="ti"):
    return Recording(
        words=RecordedWords(language=language, key=key, words=words, milliseconds=900),
        kind=SoundKind.WAV,
        sound=sound,
    )


def kept(store, *recordings):
    def work(units):
        with units.begin() as unit:
            for each in recordings:
                unit.recordings.put(each, NOW)
            return list(unit.recordings.all())

    return store.run(work)


def asked(store, ask):
    def work(units):
        with units.begin() as unit:
            return ask(unit.recordings)

    return store.run(work)


def test_a_recording_is_found_by_its_words(folder):
    store = open_store(folder)
    lines = kept(store, recording(), recording(key="phrase:stop", words="ጠጠው", sound=b"RIFFother"))

    assert [line.key for line in lines] == ["phrase:stop", "phrase:water"]
    assert asked(store, lambda r: r.sound("ti", "ማይ እደሊ።")) == b"RIFFsound"
    assert asked(store, lambda r: r.sound("ti", "ማይ")) is None
    assert asked(store, lambda r: r.sound("ar", "ማይ እደሊ።")) is None


def test_a_later_recording_takes_the_place_of_an_earlier_one(folder):
    store = open_store(folder)
    lines = kept(store, recording(), recording(words="ማይ", sound=b"RIFFnewer"))

    assert [line.words for line in lines] == ["ማይ"]
    assert asked(store, lambda r: r.sound("ti", "ማይ")) == b"RIFFnewer"


def test_the_recordings_of_one_language_are_taken_out_alone(folder):
    store = open_store(folder)
    kept(store, recording(), recording(language="ar"))

    asked(store, lambda r: r.drop("ti"))

    assert [line.language for line in kept(store)] == ["ar"]
    assert asked(store, lambda r: r.of_language("ar")) == [recording(language="ar")]
