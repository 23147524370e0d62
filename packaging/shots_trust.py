"""Pictures of organisations, new keys and a colleague's lost computer, with invented offices."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from intake_app.domain.contact import digits_of
from intake_app.domain.ids import Fingerprint
from intake_app.domain.secret import Secret
from intake_app.domain.trust import Member, Partner, Revocation, Roster, Why
from intake_app.packet.roster import make_roster
from intake_app.services.partnership import NewAgreement
from intake_app.ui.widgets.page import ScrollPage
from intake_app.vault.root_key import RootKey
from shots_shell import at_home

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.ui.shell.home import Home
    from shots_world import ShotWorld


def with_roster(world: ShotWorld, *, is_old: bool = False) -> None:
    """Let the worker hold a roster of an organisation with three cards."""
    seeds = hashlib.sha512(b"old" if is_old else b"new").digest()
    root, now = RootKey(Secret(seeds)), world.surroundings.program.clock.now()
    own = world.worker.contacts.own()
    others = [contact.card.fingerprint for contact in world.worker.contacts.all()]
    cards = ([own.fingerprint] if own is not None else []) + others[:1]
    begin = now - timedelta(days=200)
    end = now - timedelta(days=1) if is_old else now + timedelta(days=120)
    roster = Roster(
        org="North Network",
        root=root.keys,
        version=7 if is_old else 8,
        issued=begin,
        expires=end,
        members=tuple(
            Member(card=card, role=role)
            for card, role in zip(cards, ("Outreach team", "Shelter"), strict=False)
        ),
        revoked=(Revocation(card=others[-1], since=begin, why=Why.STOLEN),)
        if len(others) > 1
        else (),
        partners=(Partner(root=Fingerprint("5" * 64), name="Harbour Network"),),
    )
    fingerprint = root.keys.fingerprint
    if fingerprint not in {held.root for held in world.worker.trust.all()}:
        world.worker.trust.take(make_roster(roster, root)[1])
    world.worker.trust.compare(fingerprint, digits_of(fingerprint), is_own=True)


def scrolled(home: Home, part: QWidget, world: ShotWorld) -> QWidget:
    """Show the settings scrolled to a part of them."""
    world.settle()
    page = home.settings.findChild(ScrollPage)
    if page is not None:
        QTimer.singleShot(0, page, partial(page.ensureWidgetVisible, part, 0, 40))  # once laid out
    return home


def organisation(world: ShotWorld) -> QWidget:
    """Show our organisation in the settings."""
    with_roster(world)
    home = at_home(world, world.worker, "settings")
    return scrolled(home, home.settings.organisation.take, world)


def organisation_old(world: ShotWorld) -> QWidget:
    """Show a roster that is out of date."""
    with_roster(world, is_old=True)
    home = at_home(world, world.worker, "settings")
    return scrolled(home, home.settings.organisation.take, world)


def contacts_confirmed(world: ShotWorld) -> QWidget:
    """Show contacts that a roster confirms or takes back."""
    with_roster(world)
    home = at_home(world, world.worker, "contacts")
    home.contacts.rows.rows()[-1].click()
    return home


def new_keys(world: ShotWorld) -> QWidget:
    """Show what new keys mean, before they are made."""
    home = at_home(world, world.worker, "contacts")
    home.contacts.own.keys.click()
    return home


def lost_computer(world: ShotWorld) -> QWidget:
    """Show what to do when a colleague's computer was lost."""
    home = at_home(world, world.worker, "contacts")
    home.contacts.rows.rows()[1].click()
    home.contacts.office.lost.click()
    world.settle()
    return home


def agreements(world: ShotWorld) -> QWidget:
    """Show an agreement with another organisation, and another being written down."""
    with_roster(world)
    partnerships = world.worker.partnerships
    if not partnerships.all():
        root = next(iter(partnerships.partners()))
        partnerships.add(
            NewAgreement(
                root=root,
                groups=("need", "people", "languages"),
                days=365,
                purposes=("A safe place to sleep",),
                document="Safe, drawer 2",
            )
        )
    home = at_home(world, world.worker, "settings")
    home.settings.partnerships.write.click()
    return scrolled(home, home.settings.partnerships.document, world)


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "organisation": organisation,
    "organisation-old": organisation_old,
    "agreements": agreements,
    "contacts-confirmed": contacts_confirmed,
    "new-keys": new_keys,
    "lost-computer": lost_computer,
}
