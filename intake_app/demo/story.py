"""The whole job once, with real vaults, real packets and invented people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.demo import people
from intake_app.demo.folder import filled
from intake_app.domain.answer import AnswerState
from intake_app.domain.case import AgeBranch, Participant, Role
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.contact import Checked
from intake_app.domain.errors import ProgramIncompleteError
from intake_app.domain.message import MN, M
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.guard import strict_json
from intake_app.services.agreement import text_of_record
from intake_app.services.conversations import Opening
from intake_app.services.doctor import missing_parts
from intake_app.services.passphrases import as_secret, offer_passphrase
from intake_app.services.printing import print_referral
from intake_app.services.words import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from intake_app.demo.people import Said
    from intake_app.domain.case import Case
    from intake_app.domain.contact import Contact
    from intake_app.domain.message import Message
    from intake_app.domain.packet import PacketRecord
    from intake_app.services.interview import LiveInterview
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.program import Program


SUMMARY = "demo.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the demo left behind."""

    packet: str
    receipt: str
    case: str
    forms: Sequence[str]
    languages: Sequence[str]


def tell(program: Program, out: Path, say: Callable[[Message], None]) -> Outcome:
    """Play the story into `out` and tell each step.

    Args:
        program: The real program.
        out: A folder that is absent or empty.
        say: Told of each step as it is done.

    Raises:
        ProgramIncompleteError: The story needs something that is not here.
        ProfileExistsError: The folder is not empty.
        FolderReadOnlyError: It cannot be made or written to.
        IntakeError: A step failed; the story stops there, and nothing of it is left.
    """
    missing = missing_parts()
    if missing:
        raise ProgramIncompleteError(
            M("Parts of the program are missing: {names}.", names=", ".join(missing))
        )
    with filled(out, last=SUMMARY) as place:
        return _told(program, place, say)


def _told(program: Program, out: Path, say: Callable[[Message], None]) -> Outcome:
    words = offer_passphrase(program.random)
    (out / "passphrase.txt").write_text(f"{words}\n", encoding="utf-8")
    passphrase = as_secret(words)
    worker = program.profiles.create(out / "worker", passphrase, language="en")
    try:
        desk = program.profiles.create(out / "desk", passphrase, language="en")
        try:
            say(M("Two profiles are set up: a worker's and a desk's."))
            outcome = _Story(program, worker, desk, out, say).play()
        finally:
            desk.close()
    finally:
        worker.close()
    (out / SUMMARY).write_bytes(
        strict_json.dumps(
            {
                "packet": outcome.packet,
                "receipt": outcome.receipt,
                "case": outcome.case,
                "forms": list(outcome.forms),
                "languages": list(outcome.languages),
            }
        )
    )
    return outcome


class _Story:
    def __init__(
        self,
        program: Program,
        worker: OpenProfile,
        desk: OpenProfile,
        out: Path,
        say: Callable[[Message], None],
    ) -> None:
        self._program = program
        self._worker = worker
        self._desk = desk
        self._out = out
        self._say = say

    def play(self) -> Outcome:
        shelter = self._exchange_cards()
        live = self._talk()
        packet = self._refer(live.case, shelter)
        answer = self._desk_answers(packet)
        self._answer_comes_back(packet)
        return Outcome(
            packet=packet.id,
            receipt=answer.id,
            case=live.case.id,
            forms=list(self._program.forms.bundled()),
            languages=list(dict.fromkeys((*people.LANGUAGES, *people.LATER_LANGUAGES))),
        )

    def _exchange_cards(self) -> Contact:
        ours = self._worker.contacts.make_own(people.WORKER)
        theirs = self._desk.contacts.make_own(people.DESK)
        self._desk.contacts.add(self._worker.contacts.own_file())
        contact = self._worker.contacts.add(self._desk.contacts.own_file())
        digits = self._worker.contacts.digits(theirs.fingerprint)
        self._worker.contacts.verify(theirs.fingerprint, digits, Checked.BY_VOICE)
        digits = self._desk.contacts.digits(ours.fingerprint)
        self._desk.contacts.verify(ours.fingerprint, digits, Checked.BY_VOICE)
        self._say(M("They exchanged cards and compared 30 digits by voice."))
        return replace(contact, checked=Checked.BY_VOICE)

    def _talk(self) -> LiveInterview:
        interpreter = Participant(
            id="a",
            role=Role.INTERPRETER,
            alias="Interpreter A",
            language=people.LANGUAGES[1],
            agreement_read=True,
            accepted=True,
        )
        live = self._worker.conversations.begin(
            Opening(
                can_talk=True,
                age=AgeBranch.ADULT,
                languages=people.LANGUAGES,
                items={
                    ConsentItem.TALK: Choice.YES,
                    ConsentItem.WRITE: Choice.YES,
                    ConsentItem.KEEP: Choice.YES,
                },
                manner=Manner.VOICE,
                text=text_of_record(people.LANGUAGES, rendered_by=interpreter.alias),
                participants=(interpreter,),
                hook=people.HOOK,
            )
        )
        self._say(M("A conversation began in English and Tigrinya, with an interpreter."))
        self._answer(live, people.BEFORE_THE_SWITCH)
        second = replace(
            interpreter, id="b", alias="Interpreter B", language=people.LATER_LANGUAGES[1]
        )
        live.set_participants((second,)).saved.result()
        live.use_languages(*people.LATER_LANGUAGES).saved.result()
        self._say(M("Another interpreter came: the same question went on in Arabic."))
        self._answer(live, people.AFTER_THE_SWITCH)
        count = len(people.BEFORE_THE_SWITCH) + len(people.AFTER_THE_SWITCH)
        self._say(
            MN(
                "{count} answer was on the disk before the next question was drawn.",
                "{count} answers were on the disk before the next question was drawn.",
                count,
            )
        )
        self._worker.conversations.finish(live)
        self._say(M("They finished gently."))
        return live

    def _answer(self, live: LiveInterview, said: Sequence[Said]) -> None:
        for one in said:
            node = live.node_named(one.question)
            pending = (
                live.leave(node, AnswerState(one.state))
                if one.state is not None
                else live.answer(node, one.value, basis=one.basis, language=one.language)
            )
            pending.saved.result()

    def _refer(self, case: Case, shelter: Contact) -> PacketRecord:
        referrals = self._worker.referrals
        draft = referrals.draft(case.id, shelter)
        scope = replace(draft.whole(people.SHARED_GROUPS), purpose=people.PURPOSE)
        preview = referrals.preview(case.id, shelter, scope)
        text = text_of_record(people.LANGUAGES, rendered_by="Interpreter B")
        referrals.agree(case.id, scope, Manner.VOICE, text)
        packet = referrals.make(case.id, shelter)
        self._say(
            MN(
                "The person agreed that {count} line leaves; nothing else is in the file.",
                "The person agreed that {count} lines leave; nothing else is in the file.",
                sum(len(group.answers) for group in preview.referral.groups),
            )
        )
        pdf = print_referral(referrals, case.id, shelter)
        (self._out / "referral.pdf").write_bytes(pdf)
        (self._out / "exchange").mkdir()
        referrals.send(packet.id, self._out / "exchange")
        self._say(M("The sealed file is on the stick, read back and whole."))
        return packet

    def _desk_answers(self, packet: PacketRecord) -> PacketRecord:
        report = self._desk.inbox.open_stick([self._out / "exchange"])
        for _, error in report.refused:
            raise error
        self._say(M("The desk opened the stick, checked both signatures and took it in."))
        answer = self._desk.inbox.answer(packet.id, ReceiptStatus.ACCEPTED)
        self._desk.inbox.send_answers(self._out / "exchange")
        self._say(M("The desk accepted; its signed answer is on the stick."))
        return answer

    def _answer_comes_back(self, packet: PacketRecord) -> None:
        report = self._worker.inbox.open_stick([self._out / "exchange"])
        for _, error in report.refused:
            raise error
        now = next(s.record for s in self._worker.referrals.sent() if s.record.id == packet.id)
        self._say(M("The worker opened the stick: {status}.", status=STATUSES[now.status]))
