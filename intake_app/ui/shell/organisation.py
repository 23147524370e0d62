"""Our organisation, as far as this profile knows: its roster, until when, who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.contact import digits_of
from intake_app.domain.errors import IntakeError
from intake_app.domain.message import MN, M
from intake_app.domain.trust import RootTrust
from intake_app.i18n.digits import ascii_digits
from intake_app.i18n.direction import isolated
from intake_app.ui.files import FileRequest, Pick
from intake_app.ui.language import Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.forms_part import FORMS, FormsPart
from intake_app.ui.shell.root_part import RootPart
from intake_app.ui.shell.rows import clear
from intake_app.ui.shell.telling import told
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Mark, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.domain.trust import HeldRoster
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.surroundings import Surroundings

OUR_ORGANISATION = M("Our organisation")
NONE_YET = M(
    "No roster of your organisation is here. It is a file that says which cards belong to it; "
    "whoever keeps your organisation's root key gives it to you."
)
EXPIRED = M("This roster is out of date. Ask the office for a fresh one. You can go on working.")
_DIGITS = M("The 30 digits that they read to you")
_HOW = M(
    "Meet one of the two people who hold the root key, or call them on a number you had before. "
    "Ask for the 30 digits of the root, and type them here."
)
_BETWEEN = " \u00b7 "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    rosters: Sequence[HeldRoster]
    names: Mapping[Fingerprint, str]
    now: datetime


class OrganisationPart(Retranslating):
    """Our roster, and taking in a newer one; a first one is compared before it is ours."""

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        self._surroundings = surroundings
        self._profile = profile
        self._known: _Known | None = None
        self._to_compare: HeldRoster | None = None
        language = surroundings.language
        self.state = MessageText(language, None, parent=self)
        self.caution = CautionChip(language, self)
        self._lines = QWidget(self)
        self._column = QVBoxLayout(self._lines)
        bare(self._column, SPACE_S)
        self.take = MessageButton(language, M("Take in a roster file…"), parent=self)
        self.root_key = MessageButton(language, M("The root key, for two people"), parent=self)
        self.root_key.set_mark(Mark.OPENS)
        self.root: RootPart | None = None
        self._root_seat = QVBoxLayout()
        bare(self._root_seat)
        self.forms = FormsPart(surroundings, profile, self)
        self.problem = CautionChip(language, self)
        self.done = MessageText(language, None, parent=self, token=Token.SOFT_INK)
        self._compare = QWidget(self)
        self._asked = MessageText(language, None, TextSize.CHOICE, self._compare, bold=True)
        self.digits = QLineEdit(self._compare)
        self.digits.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.ours = MessageButton(language, M("It is our organisation"), parent=self._compare)
        self.theirs = MessageButton(language, M("It is another one"), parent=self._compare)
        self._build()
        self.take.clicked.connect(self._on_take)
        self.root_key.clicked.connect(self._on_root_key)
        self.ours.clicked.connect(self._on_ours)
        self.theirs.clicked.connect(self._on_theirs)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Read what is held anew."""
        self._surroundings.run(partial(_read, self._profile, self._surroundings), self._on_read)
        self.forms.refresh()
        if self.root is not None:
            self.root.refresh()

    def retranslate(self) -> None:
        """Say all of it anew; digits half-typed stay."""
        self.digits.setAccessibleName(self.language.text(_DIGITS))
        self._show()

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        language = self.language
        compare = QVBoxLayout(self._compare)
        bare(compare, SPACE_S)
        compare.addWidget(self._asked)
        compare.addWidget(MessageText(language, _HOW, parent=self._compare))
        compare.addWidget(
            MessageText(language, _DIGITS, parent=self._compare, token=Token.SOFT_INK)
        )
        compare.addWidget(self.digits)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.ours)
        ends.addWidget(self.theirs)
        compare.addLayout(ends)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        for part in (self.state, self.caution, self._lines, self._compare, self.problem):
            column.addWidget(part)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.take)
        ways.addWidget(self.root_key)
        column.addLayout(ways)
        column.addWidget(self.done)
        column.addLayout(self._root_seat)
        column.addSpacing(SPACE_M)
        column.addWidget(MessageText(language, FORMS, TextSize.CHOICE, self, bold=True))
        column.addWidget(self.forms)
        self._compare.hide()
        self.done.hide()

    def _on_read(self, known: object) -> None:
        self._known = cast("_Known", known)
        self._show()

    def _show(self) -> None:
        known = self._known
        if known is None:
            return
        own = next((h for h in known.rosters if h.trust is RootTrust.OWN), None)
        clear(self._column)
        self.caution.show_caution(
            EXPIRED if own is not None and own.roster.is_expired(known.now) else None
        )
        self.state.set_message(NONE_YET if own is None else self._state_of(own))
        if own is not None:
            for member in own.roster.members:
                name = known.names.get(member.card, "") or _first_digits(member.card)
                words = _BETWEEN.join(isolated(w) for w in (member.role, name) if w)
                self._add_line(words)
            for message in self._counts_of(own):
                self._column.addWidget(
                    MessageText(self.language, message, parent=self._lines, token=Token.SOFT_INK)
                )
        for other in known.rosters:
            if other is not own:
                self._add_line(isolated(other.roster.org), self._about_other(other))
        self._show_compare()

    def _add_line(self, words: str, about: Message | None = None) -> None:
        line = Text(TextSize.BASE, self._lines)
        line.say(words)
        self._column.addWidget(line)
        if about is not None:
            self._column.addWidget(
                MessageText(self.language, about, parent=self._lines, token=Token.SOFT_INK)
            )

    def _show_compare(self) -> None:
        held = self._to_compare
        self._compare.setVisible(held is not None)
        if held is not None:
            self._asked.set_message(M("Whose roster is this? {name}", name=held.roster.org))

    def _state_of(self, own: HeldRoster) -> Message:
        roster, formats = own.roster, self.language.catalog.formats
        return M(
            "{name}: roster number {number}, good until {date}.",
            name=roster.org,
            number=roster.version,
            date=formats.date(roster.expires.date()),
        )

    def _counts_of(self, own: HeldRoster) -> list[Message]:
        gone, partners = own.roster.revoked, own.roster.partners
        found: list[Message] = []
        if gone:
            count = len(gone)
            found.append(
                MN("{count} card was taken back.", "{count} cards were taken back.", count)
            )
        if partners:
            names = _BETWEEN.join(isolated(partner.name) for partner in partners)
            found.append(M("Works with: {names}", names=names))
        return found

    def _about_other(self, other: HeldRoster) -> Message:
        if other.trust is RootTrust.VOUCHED:
            return M("Another organisation; came with a file, nobody compared its digits")
        return M("Another organisation; its digits were compared")

    def _on_root_key(self) -> None:
        """Open what two people do, or fold it away; it is made when it is first asked for."""
        if self.root is None:
            self.root = RootPart(self._surroundings, self._profile, self)
            self.root.changed.connect(self.refresh)
            self._root_seat.addWidget(self.root)
            self.root.refresh()
            self.root.show()
        else:
            self.root.setVisible(self.root.isHidden())

    def _on_take(self) -> None:
        self.problem.show_caution(None)
        self.done.hide()
        request = FileRequest(pick=Pick.FILE, title=M("The roster file"))
        self._surroundings.files.ask(request, self.window(), self._on_chosen)

    def _on_chosen(self, path: object) -> None:
        work = partial(_take, self._profile, cast("Path", path))
        self._surroundings.run(work, self._on_taken, self._on_refused)

    def _on_taken(self, held: object) -> None:
        taken = cast("HeldRoster", held)
        is_new = taken.trust is RootTrust.VOUCHED
        self._to_compare = taken if is_new else None
        if is_new:
            self.digits.clear()
            self.digits.setFocus()
        else:
            self._say_taken(taken)
        self.refresh()

    def _say_taken(self, held: HeldRoster) -> None:
        self.done.set_message(M("The roster of {name} is in.", name=held.roster.org))
        self.done.show()

    def _on_ours(self) -> None:
        self._ask_compare(RootTrust.OWN)

    def _on_theirs(self) -> None:
        self._ask_compare(RootTrust.COMPARED)

    def _ask_compare(self, trust: RootTrust) -> None:
        held = self._to_compare
        if held is None:
            return
        digits = ascii_digits(self.digits.text())
        work = partial(_compare, self._profile, held, digits, trust)
        self._surroundings.run(work, self._on_compared, self._on_refused)

    def _on_compared(self, held: object) -> None:
        self.problem.show_caution(None)
        self._to_compare = None
        self._say_taken(cast("HeldRoster", held))
        self.take.setFocus()
        self.refresh()

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, IntakeError):
            self.problem.show_caution(told(error))
        else:
            self._surroundings.problems.show_problem(error)


def _first_digits(card: Fingerprint) -> str:
    """Return enough to tell apart a card that we do not hold."""
    return " ".join(digits_of(card).split()[:2]) + " \u2026"


def _read(profile: OpenProfile, surroundings: Surroundings, _progress: Progress) -> _Known:
    names = {c.card.fingerprint: c.card.name for c in profile.contacts.all()}
    own = profile.contacts.own()
    if own is not None:
        names[own.fingerprint] = own.name
    return _Known(rosters=profile.trust.all(), names=names, now=surroundings.program.clock.now())


def _take(profile: OpenProfile, path: Path, _progress: Progress) -> HeldRoster:
    return profile.trust.take(profile.trust.read_file(path))


def _compare(
    profile: OpenProfile, held: HeldRoster, digits: str, trust: RootTrust, _progress: Progress
) -> HeldRoster:
    profile.trust.compare(held.root, digits, is_own=trust is RootTrust.OWN)
    return held
