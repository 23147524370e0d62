"""Pictures of publishing, of what others offer, and of the root key, with invented offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.contact import Checked, digits_of
from shots_shell import at_home
from shots_trust import scrolled, with_roster

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from shots_world import ShotWorld


def _offer(world: ShotWorld) -> None:
    """Let the desk publish its services to the worker."""
    stick = world.folder / "published"
    stick.mkdir(exist_ok=True)
    desk, worker = world.desk, world.worker
    if not desk.directory.all():
        for service in worker.directory.all()[:4]:
            plan = desk.directory.read_bytes(_one(world, service.name))
            desk.directory.apply(plan, keep_others=True)
    cards = [reader.card.fingerprint for reader in desk.publishing.readers()]
    desk.publishing.hand_out(desk.publishing.directory(), cards, stick)
    worker.inbox.open_stick([stick])


def _one(world: ShotWorld, name: str) -> bytes:
    """Return the directory with one service, asked on another day."""
    path: Path = world.folder / "all.csv"
    if not path.exists():
        world.worker.directory.save(path)
    head, *rows = path.read_text("utf-8-sig").splitlines()
    return "\n".join([head, *(row for row in rows if name in row)]).encode()


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
    _offer(world)
    home = at_home(world, world.worker, "services")
    world.settle()
    rows = home.services.shared.offered.rows.buttons()
    rows[0].click()
    world.settle()
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
