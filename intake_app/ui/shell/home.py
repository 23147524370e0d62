"""The places of an open profile, under one bar and over one Cover button."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.ids import CaseId
from intake_app.domain.message import M
from intake_app.ui.shell.languages import LanguageMenu
from intake_app.ui.shell.preferences import AT_A_DESK, PIN_OFFERED, WORK
from intake_app.ui.shell.today import TodayPage
from intake_app.ui.style import bare
from intake_app.ui.widgets.bars import FooterBar, TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.person.information import InformationPage
    from intake_app.ui.person.page import PersonPage
    from intake_app.ui.shell.contacts import ContactsPage
    from intake_app.ui.shell.directory import DirectoryPage
    from intake_app.ui.shell.inbox import InboxPage
    from intake_app.ui.shell.just_help import JustHelpPage
    from intake_app.ui.shell.people import PeoplePage
    from intake_app.ui.shell.settings import SettingsPage
    from intake_app.ui.shell.travelling import TravellingPage
    from intake_app.ui.surroundings import Surroundings

    _Place: TypeAlias = (
        TodayPage
        | PeoplePage
        | PersonPage
        | InformationPage
        | InboxPage
        | DirectoryPage
        | ContactsPage
        | SettingsPage
        | JustHelpPage
        | TravellingPage
    )

PLACES = {
    "today": M("Today"),
    "people": M("People"),
    "inbox": M("Inbox"),
    # Translators: the directory of places and people who can help.
    "services": M("Services"),
    "contacts": M("Contacts"),
    "settings": M("Settings"),
}

PERSON: Final = "person"
INFORMATION: Final = "information"
TRAVELLING: Final = "travelling"
_SHOWN_AS: Final = {PERSON: "people", TRAVELLING: "settings"}


class Home(QWidget):
    """Today, people, inbox, services, contacts, settings; and Just help behind its door.

    All but Today are loaded and made when they are first gone to.

    Signals:
        started: A new conversation is asked for.
        resumed: Going on with the interview of this id is asked for.
        corrected: So is correcting what stands in a question of it: its node.
        referral_asked: A referral for the case of this id is asked for.
        after_asked: So is a page after the questions for it: its `Way`.
        practice_asked: The practice conversation is asked for.
        lock_asked: Lock was pressed.
        cover_asked: The Cover button was pressed.
    """

    started = Signal()
    resumed = Signal(str)
    corrected = Signal(str, str)
    referral_asked = Signal(str)
    after_asked = Signal(str, str)
    practice_asked = Signal()
    lock_asked = Signal()
    cover_asked = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile = profile
        language = surroundings.language
        self.bar = TopBar(language, PLACES, self)
        self.menu = LanguageMenu(language, surroundings.program.languages, self)
        self._pages = QStackedWidget(self)
        self.today = TodayPage(surroundings, profile, self)
        self.footer = FooterBar(language, self)
        self._current = ""
        self._build()
        self._connect()
        self.go("today")
        surroundings.run(lambda _: profile.setting(WORK), self._on_work)

    def go(self, key: str) -> None:
        """Show the place of `key`, read anew."""
        if self._profile.is_destroyed:
            return
        self.settle()
        self._current = key
        self.bar.setVisible(key != INFORMATION)  # turned to a person: no way to anyone else
        self.bar.set_current(_SHOWN_AS.get(key, key))
        self._pages.setCurrentWidget(self._place(key))
        self.refresh()

    def settle(self) -> None:
        """Have kept what is typed about a person."""
        if "person" in self.__dict__ and not self._profile.is_destroyed:  # it was gone to
            self.person.settle()

    def current(self) -> QWidget | None:
        """Return the place in sight."""
        return self._pages.currentWidget()

    # What is not looked at need not be waited for: pages are loaded and made on demand.

    @cached_property
    def people(self) -> PeoplePage:
        """Everyone of this profile."""
        from intake_app.ui.shell.people import PeoplePage  # noqa: PLC0415 - see above

        page = PeoplePage(self._surroundings, self._profile, self)
        page.person_asked.connect(self._on_person_asked)
        page.resumed.connect(self.resumed)
        page.referral_asked.connect(self.referral_asked)
        self._add(page)
        return page

    @cached_property
    def person(self) -> PersonPage:
        """One person of this profile."""
        from intake_app.ui.person.page import PersonPage  # noqa: PLC0415 - see above

        page = PersonPage(self._surroundings, self._profile, self)
        page.resumed.connect(self.resumed)
        page.referral_asked.connect(self.referral_asked)
        page.information_asked.connect(self._on_information_asked)
        page.after_asked.connect(self.after_asked)
        page.left.connect(self._on_person_left)
        self._add(page)
        return page

    @cached_property
    def information(self) -> InformationPage:
        """What is written about one person, turned to them."""
        from intake_app.ui.person.information import InformationPage  # noqa: PLC0415 - see above

        page = InformationPage(self._surroundings, self._profile, self)
        page.corrected.connect(self.corrected)
        page.referral_asked.connect(self.referral_asked)
        page.left.connect(self._on_information_left)
        self._add(page)
        return page

    @cached_property
    def inbox(self) -> InboxPage:
        """What came in."""
        from intake_app.ui.shell.inbox import InboxPage  # noqa: PLC0415 - see above

        page = InboxPage(self._surroundings, self._profile, self)
        self._add(page)
        return page

    @cached_property
    def contacts(self) -> ContactsPage:
        """The cards of offices."""
        from intake_app.ui.shell.contacts import ContactsPage  # noqa: PLC0415 - see above

        page = ContactsPage(self._surroundings, self._profile, self)
        self._add(page)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        """What a worker can change."""
        from intake_app.ui.shell.settings import SettingsPage  # noqa: PLC0415 - see above

        page = SettingsPage(self._surroundings, self._profile, self)
        page.work_chosen.connect(self._on_work)
        page.office_key.handed_over.connect(self.lock_asked)
        page.travelling.asked.connect(self._on_travelling_asked)
        self._add(page)
        return page

    @cached_property
    def travelling(self) -> TravellingPage:
        """What is still only on this laptop, and the end of it all."""
        from intake_app.ui.shell.travelling import TravellingPage  # noqa: PLC0415 - see above

        page = TravellingPage(self._surroundings, self._profile, self)
        page.person_asked.connect(self._on_person_asked)
        page.inbox_asked.connect(self._on_inbox_asked)
        page.destroyed.connect(self._on_destroyed)
        self._add(page)
        return page

    @cached_property
    def just_help(self) -> JustHelpPage:
        """A need, and the offices that may help."""
        from intake_app.ui.shell.just_help import JustHelpPage  # noqa: PLC0415 - see above

        page = JustHelpPage(self._surroundings, self._profile, self)
        page.services_asked.connect(self._on_services_asked)
        self._add(page)
        return page

    @cached_property
    def services(self) -> DirectoryPage:
        """The service directory."""
        from intake_app.ui.shell.directory import DirectoryPage  # noqa: PLC0415 - see above

        page = DirectoryPage(self._surroundings, self._profile, self)
        self._add(page)
        return page

    def begin(self) -> None:
        """Put the focus on the door to take as a rule."""
        self.today.first_door().setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> QWidget | None:
        """Return the page shown."""
        return self._pages.currentWidget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus with Enter, too; fields have had the key before."""
        focus = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(
            focus, QAbstractButton
        ):
            focus.click()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Read anew what the page shown shows."""
        if self._current:
            self._place(self._current).refresh()

    def offer_pin(self) -> None:
        """Offer to choose a PIN, this once."""
        from intake_app.ui.shell.steps import PinStep  # noqa: PLC0415 - offered once

        offer = PinStep(self._surroundings, self._profile, self)
        offer.done.connect(self._on_pin_offered)
        self._add(offer)
        self._pages.setCurrentWidget(offer)
        self._current = ""
        self.bar.set_current("")
        offer.begin()
        profile = self._profile
        self._surroundings.run(lambda _: profile.set_setting(PIN_OFFERED, "yes"), self._on_kept)

    def _build(self) -> None:
        self._pages.addWidget(self.today)
        self.footer.show_only()
        self.footer.offer_note()
        column = QVBoxLayout(self)
        bare(column)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.bar.chosen.connect(self.go)
        self.bar.language_asked.connect(self._on_language_asked)
        self.bar.lock_asked.connect(self.lock_asked)
        self.menu.chosen.connect(self._on_language_chosen)
        self.footer.cover.connect(self.cover_asked)
        self.today.started.connect(self.started)
        self.today.resumed.connect(self.resumed)
        self.today.referral_asked.connect(self.referral_asked)
        self.today.after_asked.connect(self.after_asked)
        self.today.practice_asked.connect(self.practice_asked)
        self.today.person_asked.connect(self._on_person_asked)
        self.today.settings_asked.connect(self._on_settings_asked)
        self.today.notice_asked.connect(self._on_notice_asked)
        self.today.find_asked.connect(self._on_find_asked)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._on_find)
        self.today.help_asked.connect(self._on_help_asked)
        self.today.stick_asked.connect(self._on_stick_asked)

    def _add(self, page: QWidget) -> None:
        """Take a page in, and let the foot still be reached last: the note, then Cover."""
        self._pages.addWidget(page)
        last = self.window().previousInFocusChain()
        while last is not None and last.focusPolicy() == Qt.FocusPolicy.NoFocus:
            last = last.previousInFocusChain()
        if last is not None:
            for part in (self.footer.note_button, self.footer.cover_button):
                QWidget.setTabOrder(last, part)
                last = part

    def _place(self, key: str) -> _Place:
        attribute = key.replace("-", "_")
        place: _Place = getattr(self, attribute)  # a page is made when its name is first said
        return place

    def _on_work(self, work: object) -> None:
        before = self.today.first_door()
        self.today.lead_with(stick=work == AT_A_DESK)
        if before.hasFocus():
            self.begin()

    def _on_services_asked(self) -> None:
        self.go("services")

    def _on_travelling_asked(self) -> None:
        self.go(TRAVELLING)
        self.travelling.begin()

    def _on_destroyed(self) -> None:
        self.bar.hide()
        self.footer.note_button.hide()

    def _on_inbox_asked(self) -> None:
        self.go("inbox")

    def _on_find(self) -> None:
        self._on_find_asked("")

    def _on_find_asked(self, digits: str) -> None:
        if self._current != INFORMATION and not self._profile.is_destroyed:  # turned to a person
            self.go("people")
            self.people.look_for(digits)

    def _on_person_asked(self, case_id: str) -> None:
        self.go(PERSON)
        self.person.open(CaseId(case_id))

    def _on_person_left(self) -> None:
        if self._current in {PERSON, INFORMATION}:
            self.go("people")
            self.people.look_for("")

    def _on_information_asked(self, case_id: str) -> None:
        self.go(INFORMATION)
        self.information.open(CaseId(case_id))

    def _on_information_left(self) -> None:
        case_id = self.information.case_id()
        self.information.open(CaseId(""))
        self._on_person_asked(case_id)

    def _on_help_asked(self) -> None:
        self.go("just-help")

    def _on_settings_asked(self) -> None:
        self.go("settings")

    def _on_notice_asked(self) -> None:
        self.go("inbox")

    def _on_stick_asked(self) -> None:
        self.go("inbox")
        self.inbox.open_stick()

    def _on_language_asked(self) -> None:
        self.menu.open_at(self.bar.mapToGlobal(QPoint(self.bar.width(), self.bar.height())))

    def _on_language_chosen(self, tag: str) -> None:
        profile = self._profile
        self._surroundings.run(lambda _: profile.set_language(tag), self._on_kept)

    def _on_kept(self, _: object) -> None:
        """Nothing to say: the change is seen."""

    def _on_pin_offered(self) -> None:
        self.go("today")
        self.begin()
