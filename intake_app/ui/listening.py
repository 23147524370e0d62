"""What a page needs to let words be heard: which are recorded, and a way to play them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.recordings import Recordings
    from intake_app.ui.sound import Sound
    from intake_app.ui.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Words as they stand on the screen, and the language they are to be heard in."""

    language: str
    words: str


class Listening(QObject):
    """Fetches recordings off the screen's thread and plays them, until the page goes.

    Signals:
        began: The place, in what was asked for, of the words that are heard now.
        ended: Nothing is heard any more.
    """

    began = Signal(int)
    ended = Signal()

    def __init__(
        self, surroundings: Surroundings, recordings: Recordings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._recordings = recordings
        self._turn = 0
        self._places: list[int] = []
        self._is_ours = False
        self._sound.began.connect(self._on_began)
        self._sound.ended.connect(self._on_ended)

    @property
    def is_heard(self) -> bool:
        """Whether words that were asked for here are being heard."""
        return self._is_ours

    def has(self, voice: Voice) -> bool:
        """Return whether these words are recorded."""
        return self._recordings.has(voice.language, voice.words)

    def lack(self) -> Message | None:
        """Return why nothing can be heard on this computer, or None."""
        return self._sound.lack()

    def listen(self, voices: Sequence[Voice]) -> None:
        """Let words be heard one after the other; those without a recording are passed over."""
        self._sound.silence()
        self._turn = self._sound.turn
        recordings = self._recordings

        def work(_progress: Progress) -> list[bytes | None]:
            return [recordings.sound(voice.language, voice.words) for voice in voices]

        self._surroundings.run(work, self._on_fetched)

    def stop(self) -> None:
        """Be silent."""
        self._sound.silence()

    @property
    def _sound(self) -> Sound:
        return self._surroundings.sound

    def _on_fetched(self, found: object) -> None:
        sounds = cast("list[bytes | None]", found)
        if self._turn == self._sound.turn and any(sounds):
            self._places = [place for place, sound in enumerate(sounds) if sound]
            self._sound.silence()
            self._is_ours = True
            self._sound.play([sound for sound in sounds if sound])

    def _on_began(self, at: int) -> None:
        if self._is_ours:
            self.began.emit(self._places[at])

    def _on_ended(self) -> None:
        if self._is_ours:
            self._is_ours = False
            self.ended.emit()
