"""The referral screens with invented people, to be looked at.

Run ``python packaging/shots_referral.py FOLDER``: it writes a picture of each
page in several languages, looks and sizes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication, QWidget

from intake_app.bootstrap.program import build
from intake_app.demo import people
from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.contact import Checked
from intake_app.services.agreement import text_of_record
from intake_app.services.contacts import OwnOffice
from intake_app.services.conversations import Opening
from intake_app.services.passphrases import as_secret, offer_passphrase
from intake_app.ui.background import TaskRunner
from intake_app.ui.conversation.referral.screen import ReferralScreen
from intake_app.ui.files import FileChooser
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.palette import DARK, LIGHT
from intake_app.ui.problems import ProblemBar
from intake_app.ui.style import Look, apply_look
from intake_app.ui.surroundings import Surroundings
from intake_app.ui.typography import load_fonts
from intake_app.vault.slots import Cost

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.case import Case
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.program import Program
    from intake_app.ui.files import FileRequest

SIZE = (1366, 690)
CHEAP = Cost(m_kib=8 << 10, t=1, p=1)
AGREED = ("need", "people", "languages", "keep-away", "name")
OFFICES = (
    people.DESK,
    OwnOffice(name="Night Doctor (invented)", role="A doctor", needs=("need", "health")),
)


class _Folder(FileChooser):
    """Chooses one folder, whatever is asked."""

    def __init__(self, language: LanguageSwitch, folder: Path) -> None:
        super().__init__(language)
        self._folder = folder

    def ask(self, request: FileRequest, window: QWidget, then: Callable[[Path], None]) -> None:
        """Answer at once; there is no dialog in the pictures."""
        del window
        then(self._folder / request.name if request.name else self._folder)


def world(program: Program, folder: Path) -> tuple[OpenProfile, Case]:
    """Set up a worker who has talked with somebody and holds the cards of two offices."""
    passphrase = as_secret(offer_passphrase(program.random))
    worker = program.profiles.create(folder / "worker", passphrase, language="en")
    worker.contacts.make_own(people.WORKER)
    for index, office in enumerate(OFFICES):
        other = program.profiles.create(folder / f"office{index}", passphrase, language="en")
        other.contacts.make_own(office)
        contact = worker.contacts.add(other.contacts.own_file())
        other.close()
        if index == 0:
            digits = worker.contacts.digits(contact.card.fingerprint)
            worker.contacts.verify(contact.card.fingerprint, digits, Checked.IN_PERSON)
    yes = dict.fromkeys((ConsentItem.TALK, ConsentItem.WRITE, ConsentItem.KEEP), Choice.YES)
    live = worker.conversations.begin(
        Opening(
            can_talk=True,
            age=AgeBranch.ADULT,
            languages=people.LANGUAGES,
            items=yes,
            manner=Manner.VOICE,
            text=text_of_record(people.LANGUAGES),
        )
    )
    for one in (*people.BEFORE_THE_SWITCH, *people.AFTER_THE_SWITCH):
        node = live.node_named(one.question)
        if one.state is not None:
            live.leave(node, one.state).saved.result()
        else:
            live.answer(node, one.value, basis=one.basis, language=one.language).saved.result()
    return worker, live.case


def wait(runner: TaskRunner) -> None:
    """Let everything that runs come to its end and be drawn."""
    for _ in range(6):
        runner._pool.waitForDone()  # noqa: SLF001 - pictures wait for what screens do not
        for _ in range(3):
            QApplication.processEvents()


def shoot(screen: ReferralScreen, folder: Path, name: str) -> None:
    """Write a picture of the screen as it is."""
    QApplication.processEvents()
    QApplication.processEvents()
    screen.grab().save(str(folder / f"{name}.png"))


def shoot_all(given: Surroundings, worker: OpenProfile, case: Case, folder: Path, end: str) -> None:
    """Walk through the screen and write a picture of each page."""
    screen = ReferralScreen(given, worker)
    screen.resize(*SIZE)
    screen.show()
    screen.open(case.id, people.LANGUAGES)
    wait(given.tasks)
    shoot(screen, folder, f"receivers_{end}")
    cards = {card.contact.checked: card for card in screen.offices.cards()}
    cards[Checked.NOT_YET].button.click()
    wait(given.tasks)
    shoot(screen, folder, f"unchecked_{end}")
    screen.footer.back_button.click()
    wait(given.tasks)
    cards = {card.contact.checked: card for card in screen.offices.cards()}
    cards[Checked.IN_PERSON].button.click()
    wait(given.tasks)
    for row in screen.lines.rows():
        answer = 0 if row.line.group in AGREED else 1
        row.segments().buttons()[answer].click()
    screen.leaves.manner.buttons()[0].click()
    wait(given.tasks)
    shoot(screen, folder, f"lines_{end}")
    screen.pair.click()
    wait(given.tasks)
    shoot(screen, folder, f"person_leads_{end}")
    screen.terms_line.change_button.click()
    wait(given.tasks)
    shoot(screen, folder, f"terms_{end}")
    screen.leaves.make_button.click()
    wait(given.tasks)
    screen.made.paper_button.click()
    wait(given.tasks)
    shoot(screen, folder, f"made_{end}")
    screen.footer.back_button.click()
    wait(given.tasks)
    shoot(screen, folder, f"again_{end}")
    screen.close()
    screen.deleteLater()


def main(target: str) -> None:
    """Write all pictures into the folder `target`."""
    app = QApplication([])
    load_fonts()
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    program = build(cost=CHEAP)
    tasks = TaskRunner()
    for tag, palette, scale in (
        ("en", LIGHT, 1.0),
        ("ar", LIGHT, 1.0),
        ("ti", LIGHT, 1.0),
        ("en-XA", LIGHT, 1.0),
        ("en", DARK, 1.0),
        ("en", LIGHT, 2.0),
    ):
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            apply_look(app, Look(palette=palette, scale=scale))
            language = LanguageSwitch(tag)
            given = Surroundings(
                program=program,
                language=language,
                tasks=tasks,
                files=_Folder(language, place),
                problems=ProblemBar(language),
            )
            worker, case = world(program, place)
            look = "dark" if palette is DARK else "light"
            shoot_all(given, worker, case, folder, f"{tag}_{look}_{round(scale * 100)}")
            worker.close()
    program.guard.close()


if __name__ == "__main__":
    main(sys.argv[1])
