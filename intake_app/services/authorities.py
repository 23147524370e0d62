"""The wall: what is not for police or immigration does not leave for them, from whichever office.

No card says what an office is in a way that could be trusted. So people say it, once for
each office, and it is asked before something is passed on that stands behind the wall.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.services.trust import latest

if TYPE_CHECKING:
    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.referral import Referral
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace

_SETTING = "authority "
_WORDS = {"yes": True, "no": False}


class Authorities:
    """Which offices are police or immigration. The methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def is_one(self, office: Fingerprint) -> bool | None:
        """Return whether an office is police or immigration, or None when nobody has said."""
        return self._place.do(lambda unit: is_authority(unit, office))

    def say(self, office: Fingerprint, *, is_one: bool) -> None:
        """Keep whether an office is police, immigration or a border authority."""

        def work(unit: Unit) -> None:
            unit.audit.append("authority", office, {"is": "yes" if is_one else "no"})
            unit.settings.put(_SETTING + latest(unit, office), "yes" if is_one else "no")

        self._place.do(work)


def is_authority(unit: Unit, office: Fingerprint) -> bool | None:
    """Return what was said of an office, of its newest card or of the one it had."""
    for card in (latest(unit, office), office):
        word = _WORDS.get(unit.settings.get(_SETTING + card))
        if word is not None:
            return word
    return None


def refuse_behind_wall(unit: Unit, receiver: Fingerprint, referral: Referral) -> None:
    """Refuse a file for police or immigration of somebody who does not want that.

    Raises:
        PacketError: It is one.
    """
    if referral.terms.no_authorities and is_authority(unit, receiver):
        raise PacketError(
            M("The person does not want this to go to police or immigration, also not passed on."),
            hint=M("It stays here. If they want it otherwise, ask them and write that down."),
        )
