"""Recorded voices beside the words, and where they are taken in, for the pictures."""

from __future__ import annotations

import io
import wave
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.case import Role
from intake_app.services.person_words import MAY_JOIN
from intake_app.services.recording_list import list_csv, wanted
from intake_app.ui.conversation.person.own_yes import OwnYes
from intake_app.ui.conversation.person.page import PersonPage
from intake_app.ui.conversation.person.phrase_parts import PhraseButton
from intake_app.ui.conversation.person.phrases import PhraseBar
from intake_app.ui.conversation.person.wordless import Instead, NoWords, is_written
from intake_app.ui.listening import Listening
from intake_app.ui.shell.sound_pack import RecordingsPart
from intake_app.ui.sound import NO_DEVICE, NoSpeaker, Sound
from intake_app.ui.widgets.page import ScrollPage
from shots_person import WATER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from shots_world import ShotWorld

SOME = 24
"""So many texts of the list are recorded in the picture of the settings."""


class _Silent(NoSpeaker):
    """An earpiece that is plugged in and plays nothing."""

    def __init__(self, lack: Message | None = None) -> None:
        self._lack = lack

    def lack(self) -> Message | None:
        """Return what the picture shows."""
        return self._lack


class _Recorded:
    """As if every text were recorded."""

    def has(self, language: str, words: str) -> bool:
        """Return that it is."""
        return bool(language and words)

    def sound(self, language: str, words: str) -> bytes | None:
        """Return nothing: pictures are silent."""


def _listening(world: ShotWorld, lack: Message | None = None) -> Listening:
    heard = replace(world.surroundings, sound=Sound(lambda: _Silent(lack)))
    return Listening(heard, _Recorded())  # type: ignore[arg-type] # stands for the profile's


def phrases_heard(world: ShotWorld, lack: Message | None = None) -> QWidget:
    """Show the short sentences, all recorded in the person's language."""
    switch = world.surroundings.language
    languages = (switch.language.tag, world.person)
    listening = _listening(world, lack)
    offered = world.surroundings.program.languages
    bar = PhraseBar(switch, languages, offered, listening=listening)
    listening.setParent(bar)
    return bar


def phrases_unheard(world: ShotWorld) -> QWidget:
    """Show them where nothing is plugged in to hear them from."""
    return phrases_heard(world, NO_DEVICE)


def phrase_heard(world: ShotWorld) -> QWidget:
    """Show one of them alone."""
    bar = phrases_heard(world)
    bar.findChildren(PhraseButton)[WATER].click()
    return bar


def own_yes_heard(world: ShotWorld) -> QWidget:
    """Show the question whether somebody may interpret, with a voice to each line."""
    switch = world.surroundings.language
    if not is_written(switch, world.person):
        return NoWords(switch, Instead(tag=world.person))
    listening = _listening(world)
    source = OwnYes(switch, world.person, MAY_JOIN[Role.INTERPRETER], "")
    page = PersonPage(switch, source, listening=listening)
    listening.setParent(page)
    return page


def recordings(world: ShotWorld) -> QWidget:
    """Show what is recorded, and a file that is about to be taken in."""
    profile = _with_voices(world)
    page = ScrollPage(widest=820)
    part = RecordingsPart(world.surroundings, profile, page)
    page.column.addWidget(part)
    page.column.addStretch(1)
    part.refresh()
    world.settle()
    part._on_plan(profile.recordings.read(_pack(world, SOME + 3)))  # noqa: SLF001 - as after choosing
    profile.close()
    return page


def _with_voices(world: ShotWorld) -> OpenProfile:
    folder = world.folder / f"voices-{len(list(world.folder.glob('voices-*')))}"
    profile = world.surroundings.program.profiles.create(folder, world.passphrase, language="en")
    profile.recordings.apply(profile.recordings.read(_pack(world, SOME)))
    return profile


def _pack(world: ShotWorld, count: int) -> Path:
    rows = wanted(world.person, world.surroundings.program.forms)
    place = world.folder / f"voices-{count}.zip"
    tone = io.BytesIO()
    with wave.open(tone, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(1600))
    with zipfile.ZipFile(place, "w") as archive:
        table = list_csv(world.person, rows)
        archive.writestr("recordings.csv", table)
        lines = table.decode("utf-8-sig").splitlines()[1 : count + 1]
        for line in lines:
            archive.writestr(line.split(",")[2], tone.getvalue())
    return place


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "phrases-heard": phrases_heard,
    "phrases-unheard": phrases_unheard,
    "phrase-heard": phrase_heard,
    "own-yes-heard": own_yes_heard,
    "recordings": recordings,
}
