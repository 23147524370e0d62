"""The referral screen: for whom, what they may know, exactly what leaves, onto the stick.

Everything that decides what may leave is asked of `services.referrals`; the
preview on the screen is built by the same way as the packet.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.consent import Manner
from intake_app.domain.message import M
from intake_app.domain.sharing import MINIMUM
from intake_app.i18n.languages import language as language_of
from intake_app.services.handed_over import WithoutCard, receiver_of
from intake_app.services.referrals import DEFAULT_PERIOD
from intake_app.ui.conversation.referral.ground import GroundPane, missing_in
from intake_app.ui.conversation.referral.handing import HandingPage
from intake_app.ui.conversation.referral.leaves import LeavesPane
from intake_app.ui.conversation.referral.lines import LinesPane
from intake_app.ui.conversation.referral.lookahead import Lookahead
from intake_app.ui.conversation.referral.making import Making, Word
from intake_app.ui.conversation.referral.places import read_places
from intake_app.ui.conversation.referral.receivers import ReceiversPage
from intake_app.ui.conversation.referral.rendering import what_leaves
from intake_app.ui.conversation.referral.taking import TakingPage
from intake_app.ui.conversation.referral.terms import TermsLine, TermsPane
from intake_app.ui.style import HIT, SPACE_L, SPACE_M, SPACE_S, SPACE_XL, bare
from intake_app.ui.widgets.bars import FooterBar, LanguagePair, RoomHeader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.contact import Contact
    from intake_app.domain.directory import Service, Way
    from intake_app.domain.handed_over import HandedOver
    from intake_app.domain.ids import CaseId
    from intake_app.domain.message import Message
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.ports import Progress
    from intake_app.domain.sharing import OtherGround, SharingScope
    from intake_app.i18n.catalog import Catalog
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.referrals import Draft, Sent
    from intake_app.ui.conversation.referral.places import Places
    from intake_app.ui.surroundings import Surroundings


class ReferralScreen(QWidget):
    """Makes a referral file with the person, line by line, and puts it on a stick.

    Signals:
        left: Back was pressed on the first page, or Done on the last.
        sent: Id of the packet that lies on a stick now, whole.
        cover_asked, pause_asked, finish_asked: As the footer's.
    """

    help_topic = "referral"

    left = Signal()
    sent = Signal(str)
    cover_asked = Signal()
    pause_asked = Signal()
    finish_asked = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile = profile
        self._switch = surroundings.language
        self._case_id: CaseId | None = None
        self._languages: tuple[str, ...] = ()
        self._person_leads = False
        self._contacts: Sequence[Contact] = ()
        self._draft: Draft | None = None
        self._scope: SharingScope | None = None
        self._lookahead = Lookahead(surroundings, profile, self)
        self._ground: OtherGround | None = None
        self.making = Making(surroundings, profile, self)
        self.header = RoomHeader(self._switch, self)
        self.pair = LanguagePair(self._switch, self)
        self.header.add_button(self.pair)
        self.header.setMinimumHeight(HIT + 2 * SPACE_M)  # also while the pair is hidden
        bar = self.footer = FooterBar(self._switch, self)
        self._ways = (bar.back_button, bar.pause_button, bar.finish_button)
        self.footer.offer_note()
        self.footer.set_next(M("Done"))
        self.offices = ReceiversPage(self._switch, self)
        self.terms_line = TermsLine(self._switch, self)
        self.lines = LinesPane(self._switch, self.terms_line, self)
        self.terms = TermsPane(self._switch, self)
        self.ground = GroundPane(self._switch, self)
        self.leaves = LeavesPane(self._switch, self)
        self.made = TakingPage(surroundings, profile, self)
        self.handing = HandingPage(surroundings, profile, self)
        self._sides, self._pages = QStackedWidget(self), QStackedWidget(self)
        self._choosing = QWidget(self)
        self._build()
        self._connect()
        self._go_to(self.offices)

    def open(self, case_id: CaseId, languages: tuple[str, ...]) -> None:
        """Begin anew with one person; what was made for them before is offered first.

        Args:
            case_id: Whose referral it is.
            languages: BCP 47 tags: the worker's, then the person's.
        """
        self._case_id = case_id
        self._languages = languages
        self._person_leads = False
        self._draft = self._scope = self._ground = None
        self.making.forget()
        self._lookahead.forget()
        self._show_languages()
        self._load_places()

    # The first page: for whom.

    def _load_places(self) -> None:
        case_id = self._case_id
        if case_id is None:
            return
        work = partial(read_places, self._profile, case_id, self._surroundings.program.clock.now())
        self._surroundings.run(work, self._on_places)

    def _on_places(self, found: object) -> None:
        places = cast("Places", found)
        if places.case_id != self._case_id:
            return
        self._contacts = places.contacts
        if places.code:
            self.header.set_code(places.code)
        self.offices.without.show_services(places.services, places.handed, places.today)
        self.offices.show_places(places.contacts, places.made, places.now)
        self._go_to(self.offices)
        self.offices.take_focus()

    def _on_receiver(self, contact: Contact | WithoutCard) -> None:
        case_id, profile = self._case_id, self._profile
        shown = self._surroundings.program.languages
        if case_id is None:
            return

        def work(_progress: Progress) -> Draft:
            return profile.referrals.draft(case_id, contact, shown)

        self._surroundings.run(work, self._on_draft)

    def _on_service(self, service: Service) -> None:
        self._on_receiver(receiver_of(service, self._languages))

    def _on_taken_up(self, sent: Sent) -> None:
        self._take_away(sent.record)

    # The second page: what may leave.

    def _on_draft(self, found: object) -> None:
        draft = cast("Draft", found)
        if draft.case.id != self._case_id:
            return
        self._draft = draft
        self._ground = None
        self.making.forget()
        self._lookahead.forget()
        self._scope = draft.scope
        self.lines.show_draft(draft, self._languages[1:])
        self.terms.show_scope(self._scope, draft.scope.until - DEFAULT_PERIOD)
        self.terms_line.show_scope(self._scope)
        self.leaves.show_receiver(draft.receiver)
        self.leaves.ask_manner(asked=True)
        self._sides.setCurrentWidget(self.lines)
        self._show_leaving()
        self._go_to(self._choosing)
        self.lines.take_focus()

    def _on_changed(self) -> None:
        if self._scope is None or self._draft is None:
            return
        terms = self.terms.applied_to(self._scope)
        self.lines.show_output(terms.output)
        scope = self.lines.applied_to(terms)
        self._scope = scope
        self.terms_line.show_scope(scope, self._ground)
        if scope.groups:
            self._lookahead.want(self._draft, scope, self._ground)
        self._show_leaving()

    def _show_leaving(self) -> None:
        """Show the newest preview, and whether it is all that is needed."""
        scope, seen, catalog = self._scope, self._lookahead.seen(), self._leading_catalog()
        if scope is None:
            return
        if not scope.groups:
            self.leaves.show_lines((), catalog)
        elif seen is not None:
            self.leaves.show_lines(what_leaves(seen, catalog), catalog)
        ready = self._lookahead.is_of(scope, self._ground) and not self.making.is_running
        self.leaves.set_way(self._missing(scope), ready=ready)

    def _missing(self, scope: SharingScope) -> Message | None:
        if not scope.groups:
            return M("Ask line by line what they may know.")
        if self._ground is not None:
            return missing_in(self._ground, scope)
        if self.leaves.manner.answer() is None:
            return M("Say how the person agreed.")
        return None

    def _on_manner(self, _manner: object) -> None:
        self._show_leaving()

    def _on_change_terms(self) -> None:
        self._sides.setCurrentWidget(self.terms)
        self.terms.purpose.setFocus()

    def _on_terms_closed(self) -> None:
        self._sides.setCurrentWidget(self.lines)
        self.terms_line.change_button.setFocus()

    # Without the person's agreement: reached from the terms, and never by itself.

    def _on_ground_asked(self) -> None:
        if self._draft is not None:
            self.ground.begin(self._draft.scope, self._draft.case.age)
            self._sides.setCurrentWidget(self.ground)

    def _on_decided(self, ground: OtherGround) -> None:
        self._ground = ground
        self.leaves.ask_manner(asked=False)
        self.lines.answer(MINIMUM)
        self._on_changed()
        self._on_terms_closed()

    def _on_given_up(self) -> None:
        self._ground = None
        self.leaves.ask_manner(asked=True)
        self.lines.answer(())
        self._on_changed()
        self._on_terms_closed()

    # Making the file.

    def _word(self) -> Word | None:
        """Return what is to leave on whose word, as soon as somebody gave it."""
        scope, manner, ground = self._scope, self.leaves.manner.answer(), self._ground
        if self.making.is_running or scope is None:
            return None
        if ground is not None:
            return Word(scope=scope, manner=None, ground=ground)
        return Word(scope=scope, manner=manner, ground=None) if isinstance(manner, Manner) else None

    def _on_make(self) -> None:
        word, draft = self._word(), self._draft
        if word is not None and draft is not None:
            self.making.make(draft, word, self._languages)
            self._show_leaving()

    def _on_hand_over(self, way: Way) -> None:
        """Give it to those without Intake: the agreement and the giving are one act."""
        word, draft = self._word(), self._draft
        if word is not None and draft is not None:
            self.making.is_running = True
            self._show_leaving()
            self.handing.begin(draft, way, word, self._languages)

    def _show_handed(self, handed: HandedOver) -> None:
        self.making.is_running = False
        if handed.case_id == self._case_id:
            self.handing.show_handed(handed)
            self._go_to(self.handing)
            self.footer.show_only(*self._ways, self.footer.forward_button)
            self.handing.take_focus()

    def _on_made(self, record: PacketRecord) -> None:
        if record.case_id == self._case_id:
            self._take_away(record)

    def _take_away(self, record: PacketRecord) -> None:
        """Show a made file, and ask at once where it shall go."""
        receiver = self._contact_of(record)
        if receiver is None:
            return
        self.made.show_record(record, receiver)
        self._go_to(self.made)
        self.made.ask_for_stick()

    def _on_sent(self, packet_id: str) -> None:
        self.footer.show_only(*self._ways, self.footer.forward_button)
        self.footer.forward_button.setFocus()
        self.sent.emit(packet_id)

    def _on_not_made(self, error: Exception) -> None:
        self.making.is_running = False
        self._show_leaving()
        self._surroundings.problems.show_problem(error)

    def _contact_of(self, record: PacketRecord) -> Contact | None:
        return next((c for c in self._contacts if c.card.fingerprint == record.peer), None)

    # Moving about, and the two languages.

    def _on_back(self) -> None:
        page = self._pages.currentWidget()
        if page is self._choosing and self._sides.currentWidget() is not self.lines:
            self._on_terms_closed()
        elif page is self.offices:
            self.left.emit()
        else:
            self._load_places()

    def _go_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        office = self._draft.receiver.card.name if self._draft is not None else ""
        chosen = page is self._choosing and bool(office)
        title = M("Referral file for {office}", office=office) if chosen else M("Referral file")
        self.header.set_title(title)
        self.footer.show_only(*self._ways)
        self._show_languages()

    def _pair_of_tags(self) -> tuple[str, str]:
        """Return the tag of the leading language and of the other one."""
        own = self._switch.language.tag
        person = self._languages[-1] if self._languages else own
        return (person, own) if self._person_leads else (own, person)

    def _leading_catalog(self) -> Catalog:
        return self._switch.catalog_of(self._pair_of_tags()[0])

    def _show_languages(self) -> None:
        leading, other = self._pair_of_tags()
        self.pair.show_languages(language_of(leading), language_of(other))
        on_second = self._pages.currentWidget() is self._choosing
        self.pair.setVisible(on_second and leading != other)

    def _on_swap(self) -> None:
        if self.pair.isHidden():
            return
        self._person_leads = not self._person_leads
        self._on_language()

    def _on_language(self) -> None:
        self._show_languages()
        self._show_leaving()

    def _build(self) -> None:
        self.lines.followed_by = (self.terms_line, self.leaves, self.footer)
        self._sides.addWidget(self.lines)
        self._sides.addWidget(self.terms)
        self._sides.addWidget(self.ground)
        middle = QHBoxLayout(self._choosing)
        bare(middle, SPACE_L)
        middle.addWidget(self._sides, 3)
        middle.addWidget(self.leaves, 2)
        for page in (self.offices, self._choosing, self.made, self.handing):
            self._pages.addWidget(page)
        self._pages.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_S)
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self.header)
        column.addWidget(self._pages, 1)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.offices.chosen.connect(self._on_receiver)
        self.offices.taken_up.connect(self._on_taken_up)
        self.lines.changed.connect(self._on_changed)
        self.terms.changed.connect(self._on_changed)
        self.terms.closed.connect(self._on_terms_closed)
        self.terms.ground_asked.connect(self._on_ground_asked)
        self.ground.decided.connect(self._on_decided)
        self.ground.given_up.connect(self._on_given_up)
        self.making.made.connect(self._on_made)
        self.making.failed.connect(self._on_not_made)
        self.terms_line.change_asked.connect(self._on_change_terms)
        self.leaves.manner_chosen.connect(self._on_manner)
        self.leaves.make_asked.connect(self._on_make)
        self.leaves.hand_over_asked.connect(self._on_hand_over)
        self.handing.begun.connect(self._show_handed)
        self.handing.not_begun.connect(self._on_not_made)
        self.offices.without.chosen.connect(self._on_service)
        self.offices.without.taken_up.connect(self._show_handed)
        self.made.sent.connect(self._on_sent)
        self.footer.back.connect(self._on_back)
        self.footer.forward.connect(self.left)
        self.footer.pause.connect(self.pause_asked)
        self.footer.finish.connect(self.finish_asked)
        self.footer.cover.connect(self.cover_asked)
        self._lookahead.changed.connect(self._show_leaving)
        self.pair.clicked.connect(self._on_swap)
        swap = QShortcut(QKeySequence("Ctrl+L"), self)
        swap.activated.connect(self._on_swap)
        self._switch.changed.connect(self._on_language)
