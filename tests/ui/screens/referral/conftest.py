"""The referral screen over two real offices, and someone who chooses folders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.packet.inner import read_inside
from intake_app.packet.opening import reopen
from intake_app.ui.background import TaskRunner
from intake_app.ui.conversation.referral.screen import ReferralScreen
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.problems import ProblemBar
from intake_app.ui.surroundings import Surroundings
from tests.pages.chooser import ChosenBefore
from tests.pages.referral import ReferralPage
from tests.services.conftest import (  # noqa: F401 - fixtures
    desk,
    guarded,
    opening,
    program,
    shelter,
    stick,
    worker,
)
from tests.ui.widgets.gallery_words import catalog_from_sources

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.case import Case
    from intake_app.domain.contact import Contact
    from intake_app.services.profiles import OpenProfile

SAID = {
    "R14": "other",
    "R14_note": "marker-need",
    "R16": "24h",
    "R18": "marker-languages",
    "R19": "marker-name",
    "R21": "marker-keep-away",
    "R22": "marker-health",
    "R03": "yes",
    "R03_note": "marker-account",
}


@pytest.fixture
def language(look):
    """Give the language of the moment, with the catalogues of `translations/`."""
    yield LanguageSwitch("en", load=catalog_from_sources)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def chosen():
    """Give the one who chooses files and folders."""
    return ChosenBefore()


@pytest.fixture
def surroundings(program, language, qtbot, chosen):  # noqa: F811 - a fixture
    """Give what every screen is given."""
    problems = ProblemBar(language)
    qtbot.addWidget(problems)
    runner = TaskRunner()
    yield Surroundings(
        program=program, language=language, tasks=runner, files=chosen, problems=problems
    )
    runner._pool.waitForDone()


@pytest.fixture
def told(worker):  # noqa: F811 - a fixture
    """Give a conversation in which most field groups hold a text of their own."""
    live = worker.conversations.begin(opening())
    for question, value in SAID.items():
        language = "en" if value.startswith("marker") else ""
        live.answer(live.node_named(question), value, language=language).saved.result()
    return live


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Who is there: the worker, the office referred to, the person, and the stick to choose."""

    worker: OpenProfile
    case: Case
    shelter: Contact
    chosen: ChosenBefore
    stick: Path

    def records(self):
        """Return what was made for the person."""
        return [sent.record for sent in self.worker.referrals.sent(self.case.id)]

    def packet(self):
        """Return what the one packet made says in both layers, read from its bytes."""
        (record,) = self.records()
        own = self.worker.contacts.own().fingerprint
        packet = reopen(record.envelope, sender=own, manifest_hash=record.manifest_hash)
        if packet.body.inner is None:
            return packet
        whole = packet.body.with_inside(read_inside(record.inside, packet.body.inner))
        return replace(packet, body=whole)


@pytest.fixture
def scene(worker, told, shelter, chosen, stick):  # noqa: F811 - fixtures
    """Give everything that stands around the screen."""
    return Scene(worker=worker, case=told.case, shelter=shelter, chosen=chosen, stick=stick)


@pytest.fixture
def page(surroundings, qtbot, worker, desk, told):  # noqa: F811 - offices close after the screen
    """Give the way to open the screen for the person who has talked."""

    def open_page(case=None):
        screen = ReferralScreen(surroundings, worker)
        qtbot.addWidget(screen)
        screen.resize(1366, 690)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.open((case or told.case).id, ("en", "ti"))
        qtbot.waitUntil(lambda: not surroundings.tasks._running)
        return ReferralPage(screen)

    yield open_page
    surroundings.tasks._pool.waitForDone()
