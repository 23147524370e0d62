"""Settings for recorded voices: the list, a file looked at before it is taken in, taking out."""

from __future__ import annotations

import csv
import io

import pytest

from intake_app.i18n import texts
from intake_app.services.recording_list import wanted
from intake_app.ui.files import Pick
from intake_app.ui.shell.sound_pack import RecordingsPart
from intake_app.ui.sound import NO_DEVICE, Sound
from intake_app.ui.surroundings import Surroundings
from tests.pages.screen import Screen
from tests.ui.screens.conversation.conftest import (  # noqa: F401 - fixtures
    guarded,
    language,
    program,
    worker,
)
from tests.ui.screens.conversation.conftest import surroundings as plain_surroundings  # noqa: F401
from tests.voices import Loudspeaker, pack, row

PHRASES = dict(texts.phrases("ti").rows)
WATER, STOP = (row(f"phrase:{name}", PHRASES[name]) for name in ("water", "stop"))


@pytest.fixture
def loud(qapp):
    """Give a loudspeaker."""
    return Loudspeaker()


@pytest.fixture
def surroundings(plain_surroundings, loud):  # noqa: F811 - a fixture
    """Give the surroundings with it."""
    given = plain_surroundings
    return Surroundings(
        program=given.program,
        language=given.language,
        tasks=given.tasks,
        files=given.files,
        problems=given.problems,
        sound=Sound(lambda: loud),
    )


@pytest.fixture
def part(surroundings, worker, qtbot):  # noqa: F811 - a fixture
    """Give the part of the settings, nothing recorded yet."""
    part = RecordingsPart(surroundings, worker)
    qtbot.addWidget(part)
    part.resize(900, 800)
    part.show()
    part.refresh()
    yield Screen(part)
    qtbot.waitUntil(lambda: not surroundings.tasks._running)
    surroundings.tasks._pool.waitForDone()


def test_a_zip_file_is_looked_at_and_then_taken_in(part, surroundings, worker, tmp_path):  # noqa: F811
    surroundings.files.path = tmp_path / "voices.zip"
    surroundings.files.path.write_bytes(pack([WATER, STOP], {WATER[2]: pack([]), STOP[2]: b""}))
    part.press("Take in a zip file of recordings\u2026")
    part.wait_for("0 recordings can be taken in.")
    part.wait_for("This is no recording that can be played here.")
    assert not part.root.panel.take.isEnabled()
    part.press("Leave it as it is")

    surroundings.files.path.write_bytes(pack([WATER, STOP]))
    part.press("Take in a zip file of recordings\u2026")
    part.wait_for("2 recordings can be taken in.")
    before = worker.recordings.has("ti", PHRASES["water"])
    part.press("Take it in")
    part.wait_for("2 texts are recorded.")

    assert not before
    assert worker.recordings.has("ti", PHRASES["water"])
    assert part.reads("The recordings are here, encrypted. The files can be deleted.")


def test_what_is_missing_is_shown_and_what_is_here_can_be_taken_out_and_put_back(
    part,
    surroundings,
    worker,  # noqa: F811
    tmp_path,
):
    place = tmp_path / "voices.zip"
    place.write_bytes(pack([WATER]))
    worker.recordings.apply(worker.recordings.read(place))
    part.root.refresh()
    part.wait_for("1 text is recorded.")
    count = len(wanted("ti", worker._place.forms)) - 1
    assert part.reads(f"{count} are missing.")

    part.press("ትግርኛ: Show what is missing")
    part.wait_for(PHRASES["stop"])
    part.press("ትግርኛ: Take out")
    part.wait_for("The recordings are taken out.")
    part.wait_until(lambda: not part.root.rows(), "gone")
    assert not worker.recordings.has("ti", PHRASES["water"])

    part.press("Undo")
    part.wait_for("1 text is recorded.")
    assert worker.recordings.has("ti", PHRASES["water"])


def test_the_list_of_what_to_record_is_written_where_the_user_wants(part, surroundings, tmp_path):
    surroundings.files.path = tmp_path / "recordings.csv"
    next(entry for entry in part.root.menu.entries() if entry.data() == "ti").trigger()
    part.wait_for("It is here:")

    text = surroundings.files.path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[2]["words"] == PHRASES["water"]
    assert surroundings.files.asked[0].pick is Pick.NEW_FILE


def test_what_is_no_pack_is_said_in_the_bar(part, surroundings, tmp_path):
    surroundings.files.path = tmp_path / "song.zip"
    surroundings.files.path.write_bytes(b"ID3 a song")
    part.press("Take in a zip file of recordings\u2026")

    part.wait_until(lambda: not surroundings.problems.isHidden(), "told")
    assert not part.root.panel.isVisible()


def test_where_nothing_can_be_heard_it_is_said_as_soon_as_something_is_recorded(
    part,
    loud,
    worker,  # noqa: F811
    tmp_path,
):
    loud.missing = NO_DEVICE
    assert not part.reads(NO_DEVICE.msgid)
    place = tmp_path / "voices.zip"
    place.write_bytes(pack([WATER]))
    worker.recordings.apply(worker.recordings.read(place))
    part.root.refresh()

    part.wait_for(NO_DEVICE.msgid)
