"""Pictures of publishing, of what others offer, and of the root key, with invented offices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.ids import PacketId
from intake_app.domain.packet import PacketKind
from intake_app.domain.trust import Standing
from intake_app.services.offers import Offer, Source
from intake_app.services.trust import CardStanding
from shots_shell import at_home
from shots_trust import scrolled, with_roster
from shots_world import SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.services.directory import Plan
    from shots_world import ShotWorld


def _offer(world: ShotWorld) -> Offer:
    """Return an offer of an office that is not of our organisation."""
    contact = world.worker.contacts.all()[0]
    return Offer(
        kind=PacketKind.DIRECTORY,
        packet_id=PacketId("a" * 26),
        office=contact.card.fingerprint,
        contact=replace(contact, checked=Checked.BY_VOICE),
        standing=CardStanding(standing=Standing.CHECKED),
        source=Source.OTHER,
        version=3,
        at=world.surroundings.program.clock.now(),
    )


def _plan(world: ShotWorld) -> Plan:
    """Return what a directory would change that names half of our services, one of them anew."""
    text = SERVICES.read_text("utf-8").replace("12 Quay Street", "14 Quay Street")
    lines = text.splitlines(keepends=True)
    return world.worker.directory.read_bytes("".join(lines[:6]).encode(), keep_newer=True)


def publish(world: ShotWorld) -> QWidget:
    """Show what leaves when the directory is published, and to whom."""
    with_roster(world)
    home = at_home(world, world.worker, "services")
    home.services.shared.publish.click()
    world.settle()
    panel = home.services.shared.panel
    panel.look.click()
    if panel.offices is not None and panel.offices.buttons():
        panel.offices.buttons()[-1].click()
    world.settle()
    return home


def offered(world: ShotWorld) -> QWidget:
    """Show what another office offers, and what it would change."""
    home = at_home(world, world.worker, "services")
    world.settle()
    shared, offer = home.services.shared, _offer(world)
    shared.offered.show_offers([offer])
    shared._offer = offer  # noqa: SLF001 - as after "Look at it"
    shared._on_looked(_plan(world))  # noqa: SLF001 - as above
    return home


def forms(world: ShotWorld) -> QWidget:
    """Show the forms in use, and one that was opened from a file."""
    path = world.folder / "form.xlsx"
    path.write_bytes(world.surroundings.program.forms.export("needs-only"))
    home = at_home(world, world.worker, "settings")
    part = home.settings.organisation.forms
    part._on_file(path)  # noqa: SLF001 - as the file dialog does
    return scrolled(home, part.looking.leave, world)


def root_key(world: ShotWorld) -> QWidget:
    """Show the form by which two people take a card back."""
    with_roster(world)
    for contact in world.worker.contacts.all():
        card = contact.card.fingerprint
        world.worker.contacts.verify(card, digits_of(card), Checked.IN_PERSON)
    home = at_home(world, world.worker, "settings")
    part = home.settings.organisation
    part.root_key.click()
    world.settle()
    if part.root is not None:
        part.root.acts.button("revoke").click()
        return scrolled(home, part.root.do, world)
    return home


def root_made(world: ShotWorld) -> QWidget:
    """Show the form by which two people make the first root key."""
    home = at_home(world, world.desk, "settings")
    part = home.settings.organisation
    part.root_key.click()
    world.settle()
    if part.root is not None:
        part.root.acts.button("found").click()
        return scrolled(home, part.root.do, world)
    return home


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "publish": publish,
    "offered": offered,
    "forms-in-use": forms,
    "root-key": root_key,
    "root-key-first": root_made,
}
