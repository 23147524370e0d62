"""The directory between offices: publishing ours, and what others offer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import MN, M
from intake_app.domain.packet import PacketKind
from intake_app.i18n.direction import isolated
from intake_app.services.offers import Source
from intake_app.ui.language import Retranslating
from intake_app.ui.shell.directory_import import ImportPanel
from intake_app.ui.shell.offered import TAKE, TAKE_ALL_THE_SAME, OfferedRows, source_words
from intake_app.ui.shell.publish_panel import PublishPanel
from intake_app.ui.shell.telling import told
from intake_app.ui.style import SPACE_M, bare
from intake_app.ui.widgets.buttons import LinkButton, MessageButton
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.text import MessageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.message import Message
    from intake_app.domain.ports import Progress
    from intake_app.services.directory import Plan
    from intake_app.services.offers import Offer
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.publishing import Leaving, Reader
    from intake_app.ui.surroundings import Surroundings

_Ready = tuple["Leaving", "Sequence[Reader]"]


class SharedDirectory(Retranslating):
    """Offers on top, the one looked at below; and the panel from which ours leaves.

    `publish` is set by the page where its other ways stand.

    Signals:
        taken: An offer was taken in; the directory has changed.
    """

    taken = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QWidget | None = None
    ) -> None:
        super().__init__(surroundings.language, parent)
        language = surroundings.language
        self._surroundings = surroundings
        self._profile = profile
        self._offer: Offer | None = None
        self._plan: Plan | None = None
        self._aside: Offer | None = None
        self.publish = MessageButton(language, M("Publish…"))
        self.offered = OfferedRows(language)
        self.plan = ImportPanel(language)
        self.panel = PublishPanel(surroundings, profile)
        self.problem = CautionChip(language)
        self.done = MessageText(language, M("Put aside. The next one is offered again."))
        self.undo = LinkButton(language, M("Undo"))
        said = FlowLayout(spacing=SPACE_M)
        said.addWidget(self.done)
        said.addWidget(self.undo)
        column = QVBoxLayout(self)
        bare(column, SPACE_M)
        column.addWidget(self.problem)
        column.addLayout(said)
        for part in (self.panel, self.offered, self.plan):
            column.addWidget(part)
        for hidden in (self.plan, self.done, self.undo):
            hidden.hide()
        self.publish.clicked.connect(self._on_publish)
        self.panel.left.connect(self._on_panel_left)
        self.offered.look_asked.connect(self._on_look)
        self.offered.aside_asked.connect(self._on_aside)
        self.plan.taken.connect(self._on_take)
        self.plan.left.connect(self._on_left)
        self.undo.clicked.connect(self._on_undo)

    def refresh(self) -> None:
        """Read anew what is offered."""
        self._surroundings.run(partial(_waiting, self._profile), self._on_read)

    def retranslate(self) -> None:
        """Do nothing: every part says itself anew."""

    # -- publishing --------------------------------------------------------------

    def _on_publish(self) -> None:
        self._say(aside=None)
        self._surroundings.run(partial(_ready, self._profile), self._on_ready, self._on_failed)

    def _on_ready(self, found: object) -> None:
        leaving, readers = cast("_Ready", found)
        count = len(leaving.lines)
        about: list[Message] = [
            MN("The list with {count} service", "The list with {count} services", count)
        ]
        if leaving.left_out:
            names = [isolated(name) for name in leaving.left_out]
            listed = self.language.catalog.formats.listing(names)
            about.append(M("Confidential, so without address and place: {names}", names=listed))
        self.panel.show_leaving(leaving, readers, about)

    def _on_panel_left(self) -> None:
        self.publish.setFocus()

    # -- what is offered ---------------------------------------------------------

    def _on_read(self, offers: object) -> None:
        self.offered.show_offers(cast("Sequence[Offer]", offers))

    def _on_look(self, offer: object) -> None:
        self._say(aside=None)
        self._offer = cast("Offer", offer)
        work = partial(_look, self._profile, self._offer)
        self._surroundings.run(work, self._on_looked, self._on_failed)

    def _on_looked(self, plan: object) -> None:
        offer = self._offer
        if offer is None:
            return
        self._plan = cast("Plan", plan)
        is_ours = offer.source is Source.OURS
        self.plan.show_plan(
            self._plan,
            keep=True,
            take=TAKE if is_ours else TAKE_ALL_THE_SAME,
            caution=None if is_ours else source_words(offer)[0][0],
        )
        self.plan.show()
        self.plan.leave.setFocus()  # the way that changes nothing

    def _on_take(self, keep_others: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._offer is not None and self._plan is not None:
            work = partial(_take, self._profile, self._offer, self._plan, keep_others)
            self._surroundings.run(work, self._on_taken, self._on_failed)

    def _on_taken(self, _nothing: object) -> None:
        self._on_left()
        self.taken.emit()

    def _on_left(self) -> None:
        self._offer = self._plan = None
        self.plan.hide()
        self.publish.setFocus()

    def _on_aside(self, offer: object) -> None:
        self._on_left()
        work = partial(_put_aside, self._profile, cast("Offer", offer))
        self._surroundings.run(work, self._on_put_aside, self._on_failed)

    def _on_put_aside(self, offer: object) -> None:
        self._say(aside=cast("Offer", offer))
        self.undo.setFocus()
        self.refresh()

    def _on_undo(self) -> None:
        if self._aside is not None:
            work = partial(_bring_back, self._profile, self._aside)
            self._surroundings.run(work, self._on_brought_back, self._on_failed)

    def _on_brought_back(self, _nothing: object) -> None:
        self._surroundings.run(partial(_waiting, self._profile), self._on_offered_again)

    def _on_offered_again(self, offers: object) -> None:
        self._on_read(offers)
        self.offered.rows.buttons()[0].setFocus()
        self._say(aside=None)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, IntakeError):
            self.problem.show_caution(told(error))
        else:
            self._surroundings.problems.show_problem(error)

    def _say(self, *, aside: Offer | None) -> None:
        self._aside = aside
        self.problem.show_caution(None)
        for part in (self.done, self.undo):
            part.setVisible(aside is not None)


def _ready(profile: OpenProfile, _progress: Progress) -> _Ready:
    return profile.publishing.directory(), profile.publishing.readers()


def _waiting(profile: OpenProfile, _progress: Progress) -> Sequence[Offer]:
    return profile.offers.waiting(PacketKind.DIRECTORY)


def _look(profile: OpenProfile, offer: Offer, _progress: Progress) -> Plan:
    return profile.offers.look(offer)


def _take(
    profile: OpenProfile,
    offer: Offer,
    plan: Plan,
    keep: bool,  # noqa: FBT001 - given by partial
    _progress: Progress,
) -> None:
    # The button said whence it comes before it was pressed.
    profile.offers.take(
        offer, plan, keep_others=keep, despite_source=offer.source is not Source.OURS
    )


def _put_aside(profile: OpenProfile, offer: Offer, _progress: Progress) -> Offer:
    profile.offers.put_aside(offer)
    return offer


def _bring_back(profile: OpenProfile, offer: Offer, _progress: Progress) -> None:
    profile.offers.bring_back(offer)
