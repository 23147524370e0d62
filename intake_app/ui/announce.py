"""What is said by itself to whoever hears the screen: what changed away from the focus.

What takes the focus is spoken anyway, and so is a choice that is ticked; Cover
needs nothing of its own, for its page takes the focus and says its neutral name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from intake_app.i18n.direction import without_isolates

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(place: QWidget, words: str) -> None:
    """Have `words` spoken after what is being spoken; nothing while `place` is out of sight.

    Under the cover, behind the turned screen and on a page that was left nothing
    is in sight, so nothing of it is spoken into the room.
    """
    plain = without_isolates(words)
    if not plain or not place.isVisible():
        return
    event = QAccessibleAnnouncementEvent(place, plain)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)
