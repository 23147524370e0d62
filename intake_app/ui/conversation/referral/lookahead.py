"""The preview of the moment: made off the screen's thread, one at a time, never an old one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from intake_app.domain.ports import Progress
    from intake_app.domain.referral import Referral
    from intake_app.domain.sharing import OtherGround, SharingScope
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.referrals import Draft
    from intake_app.ui.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What would leave, and what it is of."""

    draft: Draft
    scope: SharingScope
    ground: OtherGround | None
    referral: Referral


class Lookahead(QObject):
    """Asks for the preview of the newest scope until that is what it has.

    Signals:
        changed: There is another preview now, or none.
    """

    changed = Signal()

    def __init__(
        self, surroundings: Surroundings, profile: OpenProfile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._profile = profile
        self._wanted: tuple[Draft, SharingScope, OtherGround | None] | None = None
        self._seen: Seen | None = None
        self._is_running = False

    def want(self, draft: Draft, scope: SharingScope, ground: OtherGround | None) -> None:
        """Have the preview of `scope` made, for the person and the office of `draft`."""
        self._wanted = (draft, scope, ground)
        self._go_on()

    def forget(self) -> None:
        """Want nothing and show nothing: another person or another office comes."""
        self._wanted = self._seen = None

    def seen(self) -> Referral | None:
        """Return the newest preview; it may be of the scope before."""
        return self._seen.referral if self._seen is not None else None

    def is_of(self, scope: SharingScope, ground: OtherGround | None) -> bool:
        """Whether what was seen last is just what would leave under `scope`."""
        return self._seen is not None and (self._seen.scope, self._seen.ground) == (scope, ground)

    def _go_on(self) -> None:
        if self._is_running or self._wanted is None:
            return
        draft, scope, ground = self._wanted
        if self.is_of(scope, ground):
            return
        self._is_running = True
        referrals = self._profile.referrals

        def work(_progress: Progress) -> Seen:
            preview = referrals.preview(draft.case.id, draft.receiver, scope, ground)
            return Seen(draft=draft, scope=scope, ground=ground, referral=preview.referral)

        self._surroundings.run(work, self._on_seen, self._on_unseen)

    def _on_seen(self, found: object) -> None:
        self._is_running = False
        seen = cast("Seen", found)
        if self._wanted is not None and seen.draft is self._wanted[0]:
            self._seen = seen
        self.changed.emit()
        self._go_on()  # the scope may have changed meanwhile

    def _on_unseen(self, error: Exception) -> None:
        self._is_running = False
        self._seen = None
        self._surroundings.problems.show_problem(error)
        self.changed.emit()
