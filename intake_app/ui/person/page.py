"""One person on one calm page: go on, refer, what is written, stop sharing, erase, for later."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.ids import CaseId
from intake_app.domain.message import MN, M
from intake_app.i18n.digits import shown_code
from intake_app.services.agreement import text_of_record
from intake_app.ui.conversation.after.doors import AfterDoors
from intake_app.ui.files import FileRequest, Pick, mounted_places, plugged_in
from intake_app.ui.half_typed import HalfTyped
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.person.agreed import AgreedCard
from intake_app.ui.person.asked import AskedCard
from intake_app.ui.person.by_phone import ByPhoneCard
from intake_app.ui.person.concerns import ConcernsCard
from intake_app.ui.person.court import CourtBox
from intake_app.ui.person.erasing import ErasingCard
from intake_app.ui.person.hook import HookForm
from intake_app.ui.person.safe_words import SafeWordsForm
from intake_app.ui.person.sharing import SharingCard
from intake_app.ui.style import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.domain.ports import Progress
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.taking_back import PersonNow
    from intake_app.ui.surroundings import Surroundings

CALLERS = M(
    "Someone on the phone? Never say whether anyone is written down here. You can stop sharing on "
    "anybody's word, and undo it: say only that you have heard them."
)

_THIS_TALK: Final = M("Go on with this talk")
_FIRST_TALK: Final = M("Go on with the first talk")


class PersonPage(Retranslating):
    """Everything that can be done for one person; the number alone says who it is.

    Signals:
        resumed: The conversation with this id is to go on.
        referral_asked: The referral screen of this case is wanted.
        after_asked: A page after the questions is wanted for the case: its `Way`.
        information_asked: What is written about the person of this case is to be shown to them.
        left: Back to the list.
    """

    help_topic = "taking-back"

    resumed = Signal(str)
    referral_asked = Signal(str)
    information_asked = Signal(str)
    after_asked = Signal(str, str)
    left = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._case_id = CaseId("")
        self._person: PersonNow | None = None
        self.back = LinkButton(language, M("Back to the list"), self)
        self.code = Text(TextSize.PERSON, self, bold=True)
        self.go_on = MessageButton(language, M("Go on"), Kind.PRIMARY, self)
        self.first = MessageButton(language, _THIS_TALK, parent=self)
        self.refer = MessageButton(language, M("Refer"), parent=self)
        self.written = MessageButton(language, M("What is written, and who has it"), parent=self)
        self.doors = AfterDoors(language, self, stacked=True)
        self.sharing = SharingCard(language, self)
        self.asked = AskedCard(surroundings, profile, self)
        self.by_phone = ByPhoneCard(surroundings, profile, self)
        self.agreed = AgreedCard(language, self)
        self.erasing = ErasingCard(language, self)
        self.later = SafeWordsForm(language, self)
        self.hook = HookForm(surroundings, profile, self)
        self.concerns = ConcernsCard(language, self)
        self.court = CourtBox(surroundings, profile, self)
        self._typed = HalfTyped(surroundings, profile.conversations.half_typed, self)
        self._words_of = CaseId("")
        self._build()
        self._connect()

    def open(self, case_id: CaseId) -> None:
        """Show another person."""
        self.settle()
        self._typed.leave()
        self._case_id, self._person = case_id, None
        self.asked.forget()
        self.setEnabled(False)  # what is on it is still about somebody else
        self.refresh()

    def refresh(self) -> None:
        """Read anew how it stands."""
        if self._case_id:
            now = partial(self._profile.taking_back.now, self._case_id)
            self._surroundings.run(lambda _: now(), self._on_read, self._on_gone)
            concerns = partial(self._profile.conversations.concerns, self._case_id)
            self._surroundings.run(lambda _: concerns(), self._on_concerns)

    def case_id(self) -> CaseId:
        """Return whose page it is."""
        return self._case_id

    def settle(self) -> None:
        """Have kept what is typed for the person in sight."""
        if self._person is not None and self._person.case.id == self._case_id:
            self.later.settle()
            self.hook.settle()
            for form in self.findChildren(HalfTyped):
                form.settle()

    def retranslate(self) -> None:
        """Nothing to do: the parts say themselves anew."""

    # -- within ------------------------------------------------------------------

    def _on_concerns(self, concerns: object) -> None:
        self.concerns.show_concerns(cast("tuple[str, ...]", concerns))

    def _build(self) -> None:
        side = ScrollPage(self, widest=10_000)
        side.set_margins(0, 0, SPACE_M, 0)
        side.column.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeading)
        side.column.addWidget(self.code)
        side.column.addWidget(self.court.held)
        side.column.addSpacing(SPACE_S)
        side.column.setSpacing(SPACE_S)
        for button in (self.go_on, self.first, self.refer, self.written):
            side.column.addWidget(button)
        side.column.addSpacing(SPACE_S)
        note = MessageText(self.language, CALLERS, parent=self, token=Token.SOFT_INK)
        side.column.addWidget(note)
        side.column.addSpacing(SPACE_S)
        side.column.addWidget(self.doors)
        side.column.addStretch(1)
        page = ScrollPage(self, widest=10_000)
        page.set_margins(0, 0, SPACE_M, 0)
        page.column.setSpacing(SPACE_L)
        later = Card(self)
        later.column.setSpacing(SPACE_M)
        title = MessageText(self.language, M("For later"), TextSize.CHOICE, later, bold=True)
        later.column.addWidget(title)
        later.column.addWidget(self.later)
        later.column.addWidget(self.hook)
        for card in (
            self.sharing,
            self.asked,
            self.by_phone,
            self.agreed,
            later,
            self.erasing,
            self.court,
            self.concerns,
        ):
            page.column.addWidget(card)
        page.column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_M)
        row.setSpacing(SPACE_XL)
        row.addWidget(side, 2)
        row.addWidget(page, 5)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.go_on.clicked.connect(self._on_go_on)
        self.first.clicked.connect(self._on_first)
        self.refer.clicked.connect(self._on_refer)
        self.written.clicked.connect(self._on_written)
        self.doors.asked.connect(self._on_way)
        self.sharing.stop_asked.connect(self._on_stop)
        self.sharing.undo_asked.connect(self._on_undo)
        self.sharing.stick_asked.connect(self._on_stick)
        self.sharing.notice_asked.connect(self._on_notice)
        self.asked.referral_asked.connect(self._on_refer)
        self.agreed.changed.connect(self._on_agreed)
        self.court.changed.connect(self.refresh)
        self.erasing.asked_in_person.connect(self._on_asked_in_person)
        self.erasing.asked_by_phrase.connect(self._on_asked_by_phrase)
        self.erasing.kept_after_all.connect(self._on_kept_after_all)
        self.erasing.erased.connect(self._on_erase)
        self.later.be_followed(self._typed)
        self._typed.follow("hook", self.hook.field, appear=self.hook.appear)
        self.later.kept.connect(self._on_words)
        self.later.not_kept.connect(self._surroundings.problems.show_problem)

    def _on_read(self, found: object) -> None:
        person = cast("PersonNow", found)
        if person.case.id != self._case_id:
            return  # another one was asked for meanwhile
        is_new = self._person is None
        self._person = person
        now = self._surroundings.program.clock.now()
        self.setEnabled(True)
        self.code.say(shown_code(person.case.code))
        self.setAccessibleName(shown_code(person.case.code))
        self.go_on.setVisible(person.is_open)
        self.first.setVisible(person.earlier is not None)
        self.first.set_message(_THIS_TALK if person.first == person.interview else _FIRST_TALK)
        self.refer.setVisible(person.interview is not None)
        self.written.setVisible(person.interview is not None)
        self.doors.setVisible(person.interview is not None)
        self.doors.show_for(person.case)
        self.sharing.show_person(person, now)
        self.asked.show_for(person.case.id)
        self.by_phone.show_for(person.case.id)
        self.erasing.show_person(person, now)
        self.court.show_hold(person.case.id, person.hold)
        self.court.button.setVisible(person.interview is not None)
        self.agreed.show_words(person.agreed)
        if is_new:
            self.agreed.close_again()
            self.later.show_agreed(person.reach, has_phrase=person.has_phrase)
            self.hook.show_for(person.case)
            self._typed.begin(person.case.id)
            (self.go_on if person.is_open else self.written).setFocus()

    def _on_gone(self, error: Exception) -> None:
        self._surroundings.problems.show_problem(error)
        self._case_id = CaseId("")
        self.left.emit()

    def _do(self, act: Callable[[CaseId], object]) -> None:
        """Do something about this person off this thread, then read how it stands."""
        case_id = self._case_id
        self._surroundings.run(lambda _: act(case_id), self._on_done)

    def _on_done(self, _: object) -> None:
        self.refresh()

    def _on_go_on(self) -> None:
        if self._person is not None and self._person.interview is not None:
            self.resumed.emit(self._person.interview.id)

    def _on_first(self) -> None:
        talk = self._person.earlier if self._person is not None else None
        if talk is None:
            return
        take_up, found = self._profile.further.take_up, talk.id

        def work(_progress: Progress) -> str:
            take_up(found)
            return found

        self._surroundings.run(work, self._on_taken_up, self._on_not_taken_up)

    def _on_taken_up(self, interview_id: object) -> None:
        if self.isVisible():  # a second press of a double click opens nothing twice
            self.resumed.emit(cast("str", interview_id))

    def _on_not_taken_up(self, error: Exception) -> None:
        self._surroundings.problems.show_problem(error)
        self.refresh()

    def _on_refer(self) -> None:
        self.referral_asked.emit(self._case_id)

    def _on_way(self, way: str) -> None:
        self.after_asked.emit(self._case_id, way)

    def _on_written(self) -> None:
        self.information_asked.emit(self._case_id)

    def _on_stop(self) -> None:
        self._do(self._profile.taking_back.stop_sharing)

    def _on_undo(self) -> None:
        self._do(self._profile.taking_back.share_again)

    def _on_stick(self) -> None:
        places = mounted_places()
        request = FileRequest(
            pick=Pick.FOLDER,
            title=M("Which stick? Choose the folder the file was put into."),
            start=places[0] if places else None,
        )
        self._surroundings.files.ask(request, self, self._on_folder)

    def _on_folder(self, folder: Path) -> None:
        take_off = partial(self._profile.taking_back.take_off_stick, self._case_id, folder)
        self._surroundings.run(lambda _: take_off(), self._on_taken_off)

    def _on_taken_off(self, count: object) -> None:
        gone = int(cast("int", count))
        if gone:
            self.sharing.calls.tell(
                MN(
                    "The file is gone from this stick. Copies elsewhere are not.",
                    "{count} files are gone from this stick. Copies elsewhere are not.",
                    gone,
                )
            )
        else:
            self.sharing.calls.tell(M("The file is not on this stick."))

    def _on_agreed(self, item: ConsentItem, word: Choice) -> None:
        talked = self._person.interview if self._person is not None else None
        if talked is None:
            return
        text = text_of_record(talked.languages)
        self._do(
            lambda case_id: self._profile.conversations.agree(
                case_id, {item: word}, Manner.VOICE, text
            )
        )

    def _on_notice(self) -> None:
        request = FileRequest(
            pick=Pick.FOLDER,
            title=M("Where shall the notice go? Choose the stick."),
            start=next(iter(plugged_in()), None),
            only_stick=True,
        )
        self._surroundings.files.ask(request, self, self._on_notice_place)

    def _on_notice_place(self, folder: Path) -> None:
        profile = self._profile

        def work(_progress: Progress) -> None:
            profile.inbox.send_answers(folder)
            profile.sticks.make_ready(folder)

        self._surroundings.run(work, self._on_notice_sent)

    def _on_notice_sent(self, _: object) -> None:
        self.sharing.calls.tell(
            M(
                "The notice is on the stick, with every answer that had not left yet. "
                "You can take the stick out after you have ejected it."
            )
        )
        self.refresh()

    def _on_asked_in_person(self) -> None:
        self._do(self._profile.taking_back.ask_in_person)

    def _on_asked_by_phrase(self, words: str) -> None:
        ask = partial(self._profile.taking_back.ask_by_phrase, self._case_id, words)
        self._surroundings.run(lambda _: ask(), self._on_done, self.erasing.show_problem)

    def _on_kept_after_all(self) -> None:
        self._do(self._profile.taking_back.take_back_request)

    def _on_erase(self) -> None:
        carry_out = partial(self._profile.taking_back.carry_out, self._case_id)
        self._surroundings.run(lambda _: carry_out(), self._on_erased)

    def _on_erased(self, _: object) -> None:
        self._case_id = CaseId("")
        self.left.emit()

    def _on_words(self, phrase: object, reach: str) -> None:
        agree, case_id = self._profile.taking_back.agree_words, self._case_id
        self._words_of = case_id
        said = phrase if isinstance(phrase, str) else None

        def work(_progress: Progress) -> None:
            agree(case_id, phrase=said, reach=reach)

        self._surroundings.run(
            work,
            self._on_words_kept,
            self._on_words_not_kept,
            keeps=True,
            stands=lambda: self._case_id == case_id,
        )

    def _on_words_kept(self, _: object) -> None:
        if self._words_of == self._case_id:
            self.later.tell_kept()

    def _on_words_not_kept(self, error: Exception) -> None:
        """Show them again, but never on another person's page."""
        if self._words_of == self._case_id:
            self.later.tell_not_kept(error)
        else:
            self._surroundings.problems.show_problem(error)
