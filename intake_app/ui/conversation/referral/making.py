"""Writing down what was agreed or decided, then making the file: two steps, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from intake_app.services.handed_over import WithoutCard

if TYPE_CHECKING:
    from intake_app.domain.consent import ConsentRecord, Manner
    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.ports import Progress
    from intake_app.domain.sharing import OtherGround, SharingScope
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.referrals import Draft
    from intake_app.ui.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is to leave, and on whose word: the person's, or two people's who decided.

    Attributes:
        manner: How the person said so; None with a ground.
    """

    scope: SharingScope
    manner: Manner | None
    ground: OtherGround | None


class Making(QObject):
    """Makes one file at a time; what was written down before it failed is not written twice.

    Signals:
        made: The `PacketRecord`.
        failed: Why there is none.
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile = profile
        self._draft: Draft | None = None
        self._written: Word | None = None
        self.is_running = False

    def forget(self) -> None:
        """Another person or another office comes: nothing is written down for them yet."""
        self._written = None
        self.is_running = False

    def make(self, draft: Draft, word: Word, languages: tuple[str, ...]) -> None:
        """Write `word` down and make the file.

        Args:
            draft: For whom, about whom.
            word: What may leave.
            languages: BCP 47 tags: the worker's, then the person's.
        """
        self._draft, self.is_running = draft, True
        if self._written == word:
            self._seal()
            return
        self._written = word
        referrals, case_id = self._profile.referrals, draft.case.id

        def work(_progress: Progress) -> ConsentRecord:
            if word.ground is not None:
                return referrals.share_without_consent(case_id, word.scope, word.ground)
            if word.manner is None:
                raise TypeError("nobody said how the person agreed")
            return referrals.agree(case_id, word.scope, word.manner, draft.text(languages))

        self._surroundings.run(work, self._on_written, self._on_not_written)

    def _seal(self) -> None:
        draft, profile = self._draft, self._profile
        if draft is None or isinstance(draft.receiver, WithoutCard):
            return
        receiver, case_id = draft.receiver, draft.case.id

        def work(_progress: Progress) -> PacketRecord:
            return profile.referrals.make(case_id, receiver, in_place=True)

        self._surroundings.run(work, self._on_made, self._on_failed)

    def _on_written(self, found: object) -> None:
        if self._draft is not None and cast("ConsentRecord", found).case_id == self._draft.case.id:
            self._seal()

    def _on_not_written(self, error: Exception) -> None:
        self._written = None
        self._on_failed(error)

    def _on_made(self, found: object) -> None:
        self.is_running = False
        self.made.emit(found)

    def _on_failed(self, error: Exception) -> None:
        self.is_running = False
        self.failed.emit(error)
