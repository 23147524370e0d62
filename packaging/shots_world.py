"""The invented people and offices of the pictures, in real profiles of a temporary folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from intake_app.bootstrap.program import build
from intake_app.demo import people
from intake_app.domain.case import AgeBranch, Participant, Role
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.contact import Checked
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.services.agreement import text_of_record
from intake_app.services.contacts import OwnOffice
from intake_app.services.conversations import Opening
from intake_app.services.passphrases import as_secret, offer_passphrase
from intake_app.ui.background import TaskRunner
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.problems import ProblemBar
from intake_app.ui.surroundings import Surroundings
from intake_app.vault.slots import Cost

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.contact import Contact
    from intake_app.domain.secret import Secret
    from intake_app.services.interview import LiveInterview
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.program import Program
    from intake_app.ui.files import FileRequest

CHEAP = Cost(m_kib=8 << 10, t=1, p=1)
NIGHT_DOCTOR = OwnOffice(
    name="Night Doctor (invented)",
    role="A doctor who asks for no papers",
    answer_to="By phone, 18:00 to 06:00",
    languages=("en", "ar"),
    needs=("need", "languages", "health"),
)
SERVICES = Path(__file__).resolve().parent.parent / "forms" / "directory" / "sample.csv"
BAD_FILE = b"age-encryption.org/v1\nnothing that can be opened\n"
GROUPS = ("need", "people", "languages", "keep-away", "name")


class Standstill:
    """A clock that stands still, so that the same pictures come out every time."""

    def now(self) -> datetime:
        """Return the moment of every picture."""
        return datetime(2026, 11, 24, 14, 2, tzinfo=UTC)


class OneFolder(QObject):
    """Chooses one folder, whatever is asked."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def ask(self, request: FileRequest, _window: QWidget, then: Callable[[Path], None]) -> None:
        """Answer at once."""
        then(self._folder / request.name if request.name else self._folder)


@dataclass(slots=True, kw_only=True)
class ShotWorld:
    """Everything a picture needs.

    Attributes:
        worker: A worker's profile: a conversation that stopped, referrals sent and answered.
        desk: A desk's profile: referrals that came in.
        stopped: The conversation that stopped in the middle.
        folder: A temporary folder; `stick` stands for a stick.
        passphrase: Opens both profiles.
        person: Tag of the language that the person in a conversation speaks.
    """

    surroundings: Surroundings
    worker: OpenProfile
    desk: OpenProfile
    stopped: LiveInterview
    folder: Path
    stick: Path
    passphrase: Secret
    person: str = people.LANGUAGES[1]

    def settle(self) -> None:
        """Let everything that runs come to its end and be drawn."""
        for _ in range(4):
            self.surroundings.tasks._pool.waitForDone()  # noqa: SLF001 - screens never wait
            for _ in range(3):
                QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def close(self) -> None:
        """Close the profiles and end the program's children."""
        self.settle()
        self.worker.close()
        self.desk.close()
        self.surroundings.program.guard.close()


def build_world(folder: Path) -> ShotWorld:
    """Set up the invented world in an empty folder."""
    program = build(cost=CHEAP, clock=Standstill())
    passphrase = as_secret(offer_passphrase(program.random))
    worker = program.profiles.create(folder / "worker", passphrase, language="en")
    desk = program.profiles.create(folder / "desk", passphrase, language="en")
    stick = folder / "stick"
    stick.mkdir()
    worker.contacts.make_own(people.WORKER)
    desk.contacts.make_own(people.DESK)
    desk.contacts.add(worker.contacts.own_file())
    house = checked(worker, worker.contacts.add(desk.contacts.own_file()))
    doctor = other_office(program, worker, folder / "doctor", passphrase)
    worker.directory.apply(worker.directory.read(SERVICES))
    worker.directory.set_here("Northport")
    refer_some(worker, house, doctor, stick)
    take_answers(worker, desk, stick)
    (stick / "holiday-photo.age").write_bytes(BAD_FILE)
    stopped = talk(worker, people.BEFORE_THE_SWITCH)
    stopped.pause().saved.result()
    language = LanguageSwitch("en")
    return ShotWorld(
        surroundings=Surroundings(
            program=program,
            language=language,
            tasks=TaskRunner(),
            files=OneFolder(stick),  # type: ignore[arg-type] - chooses without a dialog
            problems=ProblemBar(language),
        ),
        worker=worker,
        desk=desk,
        stopped=stopped,
        folder=folder,
        stick=stick,
        passphrase=passphrase,
    )


def checked(profile: OpenProfile, contact: Contact) -> Contact:
    """Compare an office's digits by voice."""
    key = contact.card.fingerprint
    profile.contacts.verify(key, profile.contacts.digits(key), Checked.BY_VOICE)
    return replace(contact, checked=Checked.BY_VOICE)


def other_office(
    program: Program, worker: OpenProfile, folder: Path, passphrase: Secret
) -> Contact:
    """Add the card of an office that nobody has called yet."""
    other = program.profiles.create(folder, passphrase, language="en")
    try:
        other.contacts.make_own(NIGHT_DOCTOR)
        return worker.contacts.add(other.contacts.own_file())
    finally:
        other.close()


def talk(worker: OpenProfile, said: object, hook: str = people.HOOK) -> LiveInterview:
    """Hold a conversation with somebody invented."""
    interpreter = Participant(
        id="a",
        role=Role.INTERPRETER,
        alias="Interpreter A",
        language=people.LANGUAGES[1],
        agreement_read=True,
        accepted=True,
    )
    yes = dict.fromkeys((ConsentItem.TALK, ConsentItem.WRITE, ConsentItem.KEEP), Choice.YES)
    live = worker.conversations.begin(
        Opening(
            can_talk=True,
            age=AgeBranch.ADULT,
            languages=people.LANGUAGES,
            items=yes,
            manner=Manner.VOICE,
            text=text_of_record(people.LANGUAGES, rendered_by=interpreter.alias),
            participants=(interpreter,),
            hook=hook,
        )
    )
    for one in said:
        node = live.node_named(one.question)
        pending = (
            live.leave(node, one.state)
            if one.state is not None
            else live.answer(node, one.value, basis=one.basis, language=one.language)
        )
        pending.saved.result()
    return live


def refer_some(worker: OpenProfile, house: Contact, doctor: Contact, stick: Path) -> None:
    """Send referrals to two offices; the doctor will not have answered."""
    later = (
        people.Said(question="R15", value="doctor lawyer"),
        people.Said(question="R16", value="72h"),
    )
    for said, receiver in (
        (people.AFTER_THE_SWITCH, house),
        (later, house),
        (later, doctor),
    ):
        live = talk(worker, said, hook="")
        draft = worker.referrals.draft(live.case.id, receiver)
        scope = replace(draft.whole(GROUPS), purpose=people.PURPOSE)
        text = text_of_record(people.LANGUAGES, rendered_by="Interpreter A")
        worker.referrals.agree(live.case.id, scope, Manner.VOICE, text)
        worker.conversations.finish(live)
        packet = worker.referrals.make(live.case.id, receiver)
        worker.referrals.send(packet.id, stick)


def take_answers(worker: OpenProfile, desk: OpenProfile, stick: Path) -> None:
    """Let the desk accept the last referral it has, and the worker learn of it."""
    desk.inbox.open_stick([stick])
    accepted = desk.inbox.arrived()[-1]
    desk.inbox.answer(accepted.record.id, ReceiptStatus.ACCEPTED, "From six this evening")
    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])
