"""What is done with the root key off the windows' thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.services.passphrases import as_secret
from intake_app.ui.shell.root_acts import Act

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.contact import Card
    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.ports import Progress
    from intake_app.domain.trust import HeldRoster, Why
    from intake_app.services.organisation import Issued, RootOffice
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.publishing import Reader
    from intake_app.services.root_desk import RootDesk, Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is held of our organisation.

    Attributes:
        names: Of the cards that are held here, by fingerprint.
    """

    own: HeldRoster | None = None
    cards: Sequence[Card] = ()
    partners: Sequence[HeldRoster] = ()
    names: Mapping[Fingerprint, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was filled in.

    Attributes:
        which: The fingerprint of the card or root that is meant, or "".
        old: What the two people typed, of the key that there is.
        new: The same of the key that is made.
    """

    act: Act
    which: str
    org: str
    role: str
    since: datetime
    why: Why
    root: Path | None
    old: tuple[str, str] = field(repr=False)
    new: tuple[str, str] = field(repr=False)


def read(desk: RootDesk, profile: OpenProfile, _progress: Progress) -> Known:
    """Return what is held."""
    names = {contact.card.fingerprint: contact.card.name for contact in profile.contacts.all()}
    names |= {card.fingerprint: card.name for card in desk.cards()}
    return Known(own=desk.own(), cards=desk.cards(), partners=desk.partners(), names=names)


def do(desk: RootDesk, filled: Filled, folder: Path, _progress: Progress) -> Signed:
    """Do what was filled in.

    Raises:
        IntakeError: As `RootDesk` says.
    """
    if filled.act is Act.FOUND or filled.root is None:
        first, second = map(as_secret, filled.new)
        return desk.found(folder, filled.org, first, second)
    old = as_secret(filled.old[0]), as_secret(filled.old[1])
    if filled.act is Act.REPLACE:
        new = as_secret(filled.new[0]), as_secret(filled.new[1])
        return desk.replace(filled.root, old, folder, new)

    def sign(office: RootOffice) -> Issued:
        match filled.act:
            case Act.ADD:
                card = next(c for c in desk.cards() if c.fingerprint == filled.which)
                return desk.add(office, card, filled.role)
            case Act.REVOKE:
                return desk.revoke(office, filled.which, filled.since, filled.why)
            case Act.PARTNER:
                held = next(held for held in desk.partners() if held.root == filled.which)
                return desk.name_partner(office, held)
            case _:
                return office.renew()

    return desk.change(filled.root, old, folder, sign)


def copy(desk: RootDesk, signed: Signed, folder: Path, _progress: Progress) -> None:
    """Put the second copy of the root key on another stick."""
    desk.copy(signed, folder)


def readers(profile: OpenProfile, _progress: Progress) -> Sequence[Reader]:
    """Return who the roster can be given to."""
    return profile.publishing.readers()
