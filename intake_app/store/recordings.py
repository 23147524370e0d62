"""Recorded voices; they belong to the office and to no case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import StoreDamagedError
from intake_app.domain.recording import RecordedWords, Recording, SoundKind
from intake_app.domain.times import to_iso

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlcipher3 import dbapi2

    from intake_app.store.transaction import Transaction


class RecordingTable:
    """The recordings (`domain.recording.RecordingsKept`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self) -> Sequence[RecordedWords]:
        """Return what is recorded, by language and key."""
        rows = self._transaction.execute(
            "SELECT language, key, words, ms FROM recording ORDER BY language, key"
        )
        return [_words(row) for row in rows.fetchall()]

    def of_language(self, language: str) -> Sequence[Recording]:
        """Return the recordings of one language, by key."""
        rows = self._transaction.execute(
            "SELECT * FROM recording WHERE language = :language ORDER BY key",
            {"language": language},
        )
        return [_recording(row) for row in rows.fetchall()]

    def sound(self, language: str, words: str) -> bytes | None:
        """Return the sound of these words in a language, or None."""
        row = self._transaction.execute(
            """
            SELECT sound FROM recording
            WHERE language = :language AND words = :words ORDER BY key LIMIT 1
            """,
            {"language": language, "words": words},
        ).fetchone()
        return bytes(row["sound"]) if row is not None else None

    def put(self, recording: Recording, at: datetime) -> None:
        """Keep one, in place of an earlier one of the same language and key."""
        words = recording.words
        self._transaction.execute(
            """
            INSERT INTO recording (language, key, words, kind, ms, sound, taken_at)
            VALUES (:language, :key, :words, :kind, :ms, :sound, :at)
            ON CONFLICT (language, key) DO UPDATE
            SET words = excluded.words, kind = excluded.kind, ms = excluded.ms,
                sound = excluded.sound, taken_at = excluded.taken_at
            """,
            {
                "language": words.language,
                "key": words.key,
                "words": words.words,
                "kind": recording.kind.value,
                "ms": words.milliseconds,
                "sound": recording.sound,
                "at": to_iso(at),
            },
        )

    def drop(self, language: str) -> None:
        """Take those of a language out; none there is no error."""
        self._transaction.execute(
            "DELETE FROM recording WHERE language = :language", {"language": language}
        )


def _words(row: dbapi2.Row) -> RecordedWords:
    return RecordedWords(
        language=row["language"], key=row["key"], words=row["words"], milliseconds=row["ms"]
    )


def _recording(row: dbapi2.Row) -> Recording:
    try:
        kind = SoundKind(row["kind"])
    except ValueError:
        raise StoreDamagedError from None
    return Recording(words=_words(row), kind=kind, sound=bytes(row["sound"]))
