"""The organisation's root key on screen: two people, two passphrases, one roster more."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from intake_app.domain.contact import digits_of
from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M
from intake_app.domain.packet import PacketKind
from intake_app.domain.trust import Why
from intake_app.i18n.direction import isolated
from intake_app.services.publishing import Leaving
from intake_app.services.root_desk import RootDesk
from intake_app.ui.files import FileRequest, Pick, plugged_in
from intake_app.ui.language import Retranslating
from intake_app.ui.shell import root_acts as say
from intake_app.ui.shell import root_work as work
from intake_app.ui.shell.chips import Chips, message_chips
from intake_app.ui.shell.new_passphrase import NewPassphrase
from intake_app.ui.shell.publish_panel import PublishPanel
from intake_app.ui.shell.root_acts import Act
from intake_app.ui.shell.telling import told
from intake_app.ui.style import SPACE_M, SPACE_S, bare
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.pin import PassphraseField
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QHideEvent

    from intake_app.domain.message import Message
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.publishing import Reader
    from intake_app.services.root_desk import Signed
    from intake_app.ui.surroundings import Surroundings


class RootPart(Retranslating):
    """Choosing what to do, filling it in, and doing it; passphrases go with every end.

    Signals:
        changed: There is a new roster of ours.
    """

    changed = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._desk = RootDesk(surroundings.program, profile)
        self._known = work.Known()
        self._act: Act | None = None
        self._root: Path | None = None
        self._signed: Signed | None = None
        self.acts = message_chips(language, M("The root key"), say.BUTTONS)
        self.form = QWidget(self)
        self._about = MessageText(language, None, parent=self.form)
        self.org, self.role = QLineEdit(self.form), QLineEdit(self.form)
        self.which: Chips | None = None
        self.since = message_chips(language, say.SINCE, say.DAYS)
        self.why = message_chips(language, say.WHY, say.WHYS)
        self.key = MessageButton(language, M("The root key's file…"), parent=self.form)
        self._key_name = Text(parent=self.form)
        self.first = PassphraseField(language, self.form)
        self.second = PassphraseField(language, self.form)
        self.new_first = NewPassphrase(surroundings, self.form)
        self.new_second = NewPassphrase(surroundings, self.form)
        self.problem = CautionChip(language, self.form)
        self.do = MessageButton(language, M("Do it, onto a stick…"), Kind.PRIMARY, self.form)
        self.leave = MessageButton(language, M("Leave it as it is"), parent=self.form)
        self.step = MessageText(language, say.TAKES_LONG, parent=self)
        self.done = MessageText(language, None, parent=self)
        self.digits = Text(parent=self, bold=True)
        self.copy = MessageButton(language, M("Copy it to the second stick…"), parent=self)
        self.send = MessageButton(language, M("Give the roster to others…"), parent=self)
        self.panel = PublishPanel(surroundings, profile, self)
        self._blocks: dict[str, QWidget] = {}
        self._build()
        self.acts.chosen.connect(self._on_act)
        self.key.clicked.connect(self._on_key)
        self.do.clicked.connect(self._on_do)
        self.leave.clicked.connect(self._on_leave)
        self.copy.clicked.connect(self._on_copy)
        self.send.clicked.connect(self._on_send)
        self.panel.left.connect(self._on_panel_left)
        self.retranslate()

    def refresh(self) -> None:
        """Read anew what is held of our organisation, and which cards can be named."""
        self._surroundings.run(partial(work.read, self._desk, self._profile), self._on_read)

    def retranslate(self) -> None:
        """Name the fields anew; nothing that is typed is lost."""
        for line, title in ((self.org, say.ORG), (self.role, say.ROLE)):
            line.setAccessibleName(self.language.text(title))
        for new, title in ((self.new_first, say.NEW_FIRST), (self.new_second, say.NEW_SECOND)):
            for button in (new.swap, new.offered.another):
                button.set_about(self.language.text(title))

    def forget(self) -> None:
        """Forget every passphrase."""
        for field in (self.first, self.second):
            field.clear()
        for new in (self.new_first, self.new_second):
            new.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what is typed: whoever comes back begins anew."""
        self._close()
        super().hideEvent(event)

    # -- within ------------------------------------------------------------------

    def _build(self) -> None:
        form = QVBoxLayout(self.form)
        bare(form, SPACE_M)
        form.addWidget(self._about)
        seat = QWidget(self.form)
        self._seat = QVBoxLayout(seat)
        bare(self._seat)
        self.first.set_label(M("First person's passphrase:"))
        self.second.set_label(M("Second person's passphrase:"))
        blocks: tuple[tuple[str, Sequence[Message | QWidget]], ...] = (
            ("org", (say.ORG, self.org)),
            ("which", (say.WHICH, seat)),
            ("role", (say.ROLE, self.role)),
            ("revoke", (say.SINCE, self.since, say.WHY, self.why)),
            (
                "old",
                (
                    say.TWO_PEOPLE,
                    self.key,
                    self._key_name,
                    M("First person's passphrase:"),
                    self.first,
                    M("Second person's passphrase:"),
                    self.second,
                ),
            ),
            (
                "new",
                (
                    say.TWO_STICKS,
                    say.NEW_FIRST,
                    self.new_first,
                    say.NEW_SECOND,
                    self.new_second,
                ),
            ),
        )
        for name, parts in blocks:
            block = self._blocks[name] = QWidget(self.form)
            column = QVBoxLayout(block)
            bare(column, SPACE_S)
            for part in parts:
                if not isinstance(part, QWidget):
                    column.addWidget(MessageText(self.language, part, parent=block))
                    continue
                leading = Qt.AlignmentFlag.AlignLeading if part is self.key else Qt.AlignmentFlag(0)
                column.addWidget(part, 0, leading)
            form.addWidget(block)
        form.addWidget(self.problem)
        ends = FlowLayout(spacing=SPACE_M)
        ends.addWidget(self.do)
        ends.addWidget(self.leave)
        form.addLayout(ends)
        for line in (self.org, self.role):
            line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            line.setMaxLength(100)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        for whole in (self.acts, self.form, self.step, self.done, self.digits):
            column.addWidget(whole)
        ways = FlowLayout(spacing=SPACE_M)
        ways.addWidget(self.copy)
        ways.addWidget(self.send)
        column.addLayout(ways)
        column.addWidget(self.panel)
        for hidden in (
            self.form, self._key_name, self.step, self.done, self.digits, self.copy, self.send,
        ):  # fmt: skip
            hidden.hide()

    def _on_read(self, known: object) -> None:
        self._known = found = cast("work.Known", known)
        for act in Act:
            is_there = (found.own is None) is (act is Act.FOUND)
            if act is Act.PARTNER:
                is_there = is_there and bool(found.partners)
            self.acts.button(act.value).setVisible(is_there)

    def _on_act(self, keys: object) -> None:
        self._act = act = Act(cast("tuple[str, ...]", keys)[0])
        self.forget()
        for hidden in (self.done, self.digits, self.copy, self.send, self.panel):
            hidden.hide()
        shown = {
            "org": act is Act.FOUND,
            "which": act in {Act.ADD, Act.REVOKE, Act.PARTNER},
            "role": act is Act.ADD,
            "revoke": act is Act.REVOKE,
            "old": act is not Act.FOUND,
            "new": act.makes_key,
        }
        for name, block in self._blocks.items():
            block.setVisible(shown[name])
        self._about.set_message(say.ABOUT[act])
        self._offer(act)
        self.since.choose(("0",))
        self.why.choose((Why.LOST.value,))
        if act.makes_key:
            self.new_first.offer()
            self.new_second.offer()
        self.problem.show_caution(None)
        self.form.show()

    def _offer(self, act: Act) -> None:
        """Set the cards or organisations that can be meant side by side."""
        known = self._known
        members = known.own.roster.members if known.own is not None else ()
        named: dict[str, str] = {}
        if act is Act.ADD:
            there = {member.card for member in members}
            named = {c.fingerprint: c.name for c in known.cards if c.fingerprint not in there}
        elif act is Act.REVOKE:
            for member in members:
                digits = " ".join(digits_of(member.card).split()[:2])
                named[member.card] = (
                    known.names.get(member.card) or f"{member.role} {digits}".strip()
                )
        elif act is Act.PARTNER:
            named = {held.root: held.roster.org for held in known.partners}
        if self.which is not None:
            self.which.hide()
            self.which.deleteLater()
        buttons: dict[str, Button] = {}
        for key, name in named.items():
            buttons[key] = Button(Kind.SEGMENT)
            buttons[key].set_words(isolated(name))
        self.which = Chips(self.language, say.WHICH, buttons, self.form, several=False)
        self._seat.addWidget(self.which)

    def _on_key(self) -> None:
        request = FileRequest(
            pick=Pick.FILE,
            title=M("The root key's file"),
            suffixes=(".root",),
            start=next(iter(plugged_in()), None),
        )
        self._surroundings.files.ask(request, self.window(), self._on_key_chosen)

    def _on_key_chosen(self, path: object) -> None:
        self._root = cast("Path", path)
        self._key_name.say(isolated(self._root.name))
        self._key_name.show()
        self.first.setFocus()

    def _on_do(self) -> None:
        """See that all is filled in, then ask where the roster goes."""
        act = self._act
        missing: Message | None = None
        if act is None:
            return
        if self._blocks["which"].isVisibleTo(self) and not (self.which and self.which.keys()):
            missing = M("Say which one is meant.")
        elif act is Act.FOUND and not self.org.text().strip():
            missing = M("Type the name of the organisation.")
        elif act is not Act.FOUND and self._root is None:
            missing = M("Choose the root key's file first.")
        elif act is not Act.FOUND and not (self.first.text() and self.second.text()):
            missing = M("Each of the two people types their passphrase.")
        self.problem.show_caution(missing)
        if missing is not None:
            return
        if act.makes_key and not (self.new_first.is_good() and self.new_second.is_good()):
            return
        request = FileRequest(
            pick=Pick.FOLDER,
            title=M("Which stick or folder?"),
            start=next(iter(plugged_in()), None),
        )
        self._surroundings.files.ask(request, self.window(), self._on_place)

    def _on_place(self, path: object) -> None:
        if self._act is None:
            return
        filled = self._filled(self._act)
        self._set_busy(busy=True)
        doing = partial(work.do, self._desk, filled, cast("Path", path))
        self._surroundings.run(doing, self._on_signed, self._on_failed)

    def _filled(self, act: Act) -> work.Filled:
        days = timedelta(days=int((self.since.keys() or ("0",))[0]))
        which = self.which.keys() if self.which is not None else ()
        return work.Filled(
            act=act,
            which=which[0] if which else "",
            org=self.org.text().strip(),
            role=self.role.text().strip(),
            since=self._surroundings.program.clock.now() - days,
            why=Why((self.why.keys() or (Why.OTHER.value,))[0]),
            root=self._root,
            old=(self.first.text(), self.second.text()),
            new=(self.new_first.text(), self.new_second.text()),
        )

    def _on_signed(self, signed: object) -> None:
        self._signed = found = cast("Signed", signed)
        self._set_busy(busy=False)
        self._close()
        self.role.clear()
        self._say(
            M("Roster number {number} is in {file}, and counts here.",
              number=found.roster.version, file=found.file.name)
        )  # fmt: skip
        self.digits.say(isolated(digits_of(found.roster.root.fingerprint)))
        self.digits.setVisible(found.root is not None)
        self.copy.setVisible(found.root is not None)
        self.send.show()
        (self.copy if found.root is not None else self.send).setFocus()
        self.changed.emit()

    def _on_copy(self) -> None:
        request = FileRequest(pick=Pick.FOLDER, title=M("Which is the second stick?"))
        self._surroundings.files.ask(request, self.window(), self._on_second)

    def _on_second(self, path: object) -> None:
        copying = partial(work.copy, self._desk, cast("Signed", self._signed), cast("Path", path))
        self._surroundings.run(copying, self._on_copied, self._on_not_copied)

    def _on_copied(self, _nothing: object) -> None:
        self._say(
            M("Both sticks hold the root key. Keep them in two places, apart from the words.")
        )
        self.send.setFocus()
        self.copy.hide()

    def _on_not_copied(self, error: Exception) -> None:
        if isinstance(error, IntakeError):
            self._say(told(error))
        else:
            self._surroundings.problems.show_problem(error)

    def _on_send(self) -> None:
        self._surroundings.run(partial(work.readers, self._profile), self._on_readers)

    def _on_readers(self, readers: object) -> None:
        leaving = Leaving(kind=PacketKind.ROSTER)
        self.panel.show_leaving(leaving, cast("Sequence[Reader]", readers), [say.ROSTER])

    def _on_panel_left(self) -> None:
        self.send.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self.forget()
        if self._act is not None and self._act.makes_key:
            self.new_first.offer()
            self.new_second.offer()
        if isinstance(error, IntakeError):
            self.problem.show_caution(told(error))
        else:
            self._surroundings.problems.show_problem(error)
        self.do.setFocus()

    def _on_leave(self) -> None:
        act = self._act
        self._close()
        if act is not None:
            self.acts.button(act.value).setFocus()

    def _close(self) -> None:
        self.forget()
        self._act = None
        self.acts.choose(())
        self.form.hide()

    def _say(self, message: Message) -> None:
        self.done.set_message(message)
        self.done.show()

    def _set_busy(self, *, busy: bool) -> None:
        self.step.setVisible(busy)
        self.form.setEnabled(not busy)
        self.acts.setEnabled(not busy)
