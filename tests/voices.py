"""Recordings as an office makes them, for tests: a tone where a voice would be."""

from __future__ import annotations

import csv
import io
import math
import struct
import wave
import zipfile
from pathlib import Path

SAMPLES = Path(__file__).parent / "data" / "recordings"
OPUS = SAMPLES / "tone.opus"
VORBIS = SAMPLES / "tone.ogg"
COLUMNS = ("key", "language", "file", "english", "words")


def wav(milliseconds: int = 200, *, rate: int = 16_000) -> bytes:
    """Return a tone as a WAV file."""
    out = io.BytesIO()
    count = rate * milliseconds // 1000
    tone = [int(9000 * math.sin(n * 440 * 2 * math.pi / rate)) for n in range(count)]
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(struct.pack(f"<{count}h", *tone))
    return out.getvalue()


def row(key: str, words: str, *, language: str = "ti", file: str = "") -> tuple[str, ...]:
    """Return a row of the table."""
    return key, language, file or f"{language}/{key.replace(':', '-')}.wav", "", words


def table(rows, header=COLUMNS) -> bytes:
    """Return the table as a spreadsheet program writes it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def pack(rows, sounds=None, *, name: str = "recordings.csv") -> bytes:
    """Return a zip file of the rows; each row's file is a tone unless `sounds` says otherwise."""
    out = io.BytesIO()
    files = {each[2]: wav() for each in rows} if sounds is None else sounds
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, table(rows))
        for file, sound in files.items():
            archive.writestr(file, sound)
    return out.getvalue()


class Loudspeaker:
    """Stands for the audio device: knows what it was given, and ends when it is told to."""

    def __init__(self) -> None:
        self.played: list[bytes] = []
        self.silenced = 0
        self.missing = None
        self.ended = None

    def lack(self):
        """Return what the test says is missing."""
        return self.missing

    def play(self, sound, ended):
        """Take a recording."""
        self.played.append(sound)
        self.ended = ended

    def silence(self):
        """Count it."""
        self.silenced += 1
        self.ended = None

    def end(self):
        """Come to the end of the recording."""
        over, self.ended = self.ended, None
        over()
