"""Settings for interpreting: wording for review, booklets, the glossary."""

import pytest

from intake_app.domain.wording import LocalWording
from intake_app.ui.shell.interpreting import InterpretingPart
from tests.pages.screen import Screen
from tests.ui.screens.conversation.conftest import (  # noqa: F401 - fixtures
    guarded,
    language,
    program,
    surroundings,
    worker,
)

BETTER = "ደሓን ዲኹም?"


def wording(worker, **changes):  # noqa: F811 - a fixture's name
    told = {
        "form_id": "adult-rapid-screen",
        "place": "survey:R03:label",
        "language": "ti",
        "source": "Are you well?",
        "text": BETTER,
        "by": "interpreter-a",
        "on": worker.wordings.today(),
    }
    return LocalWording(**(told | changes))


@pytest.fixture
def part(surroundings, worker, qtbot):  # noqa: F811 - fixtures
    """Give the part with one wording that was corrected."""
    worker.wordings.put(wording(worker))
    part = InterpretingPart(surroundings, worker)
    qtbot.addWidget(part)
    part.resize(900, 700)
    part.show()
    part.refresh()
    page = Screen(part)
    page.wait_for(BETTER)
    yield page
    surroundings.tasks._pool.waitForDone()


def test_a_wording_is_saved_for_review_where_the_user_wants(part, surroundings, tmp_path):  # noqa: F811
    surroundings.files.path = tmp_path / "words.po"

    part.press("ትግርኛ: Save for review")

    part.wait_for("It is here:")
    content = (tmp_path / "words.po").read_text("utf-8")
    assert BETTER in content
    assert "interpreter" not in content


def test_a_wording_can_be_looked_at_and_taken_out_before(part, worker):  # noqa: F811
    part.press("Are you well?: Take out")

    part.wait_for("No wording was corrected in a conversation yet")
    assert worker.wordings.all() == []


def test_a_booklet_is_saved_in_the_languages_chosen(part, surroundings, tmp_path, worker):  # noqa: F811
    surroundings.files.path = tmp_path / "words.pdf"
    menu = part.root.menu()
    part.wait_until(lambda: len(menu.actions()) > 1, "forms to choose from")

    next(a for a in menu.actions() if a.data()[0] == "needs-only").trigger()

    part.wait_for("It is here:")
    assert (tmp_path / "words.pdf").read_bytes().startswith(b"%PDF")


def test_the_glossary_folds_out(part):
    part.press("Words and what they mean")

    part.wait_for("All words")
