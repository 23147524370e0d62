"""Pictures of what an office can do for a worker who cannot open their profile."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from intake_app.domain.contact import digits_of
from intake_app.domain.secret import Secret
from intake_app.domain.trust import Roster
from intake_app.packet.roster import make_roster
from intake_app.services.passphrases import as_secret, offer_passphrase
from intake_app.services.resetting import OfficeFile
from intake_app.ui.shell.first_run import FirstRun
from intake_app.ui.shell.forgotten import ForgottenPage
from intake_app.ui.shell.lock_screen import LockScreen
from intake_app.ui.widgets.page import ScrollPage
from intake_app.vault.escrow import EscrowKey
from intake_app.vault.root_key import RootKey
from shots_shell import at_home

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from intake_app.ui.shell.home import Home
    from shots_world import ShotWorld


def office_file(world: ShotWorld) -> OfficeFile:
    """Return the file of an invented office that can open profiles."""
    root = RootKey(Secret(hashlib.sha512(b"help").digest()))
    key = EscrowKey(Secret(hashlib.sha256(b"help").digest()))
    now = world.surroundings.program.clock.now()
    roster = Roster(
        org="Harbour Office (invented)",
        root=root.keys,
        version=3,
        issued=now,
        expires=now + timedelta(days=300),
        escrow=key.recipient,
    )
    fingerprint = root.keys.fingerprint
    return OfficeFile(
        org=roster.org,
        root=fingerprint,
        can_open=True,
        data=make_roster(roster, root)[1],
        digits=digits_of(fingerprint),
    )


def first_run_office(world: ShotWorld) -> QWidget:
    """Show the office's file in the first run, before its digits are typed."""
    screen = FirstRun(world.surroundings, world.folder / "new")
    path = world.folder / "harbour.roster"
    path.write_bytes(office_file(world).data)
    for _ in range(3):
        screen.footer.forward_button.click()
        world.settle()
    screen.office_file._on_chosen(path)  # noqa: SLF001 - the dialog here chooses a folder
    world.settle()
    return screen


def who_can_open(world: ShotWorld) -> QWidget:
    """Show in the settings that the office can open the profile."""
    home = _with_office(world)
    return _scrolled(home, home.settings.office_key, world)


def office_alone(world: ShotWorld) -> QWidget:
    """Show what it means to leave a profile to the office alone."""
    home = _with_office(world)
    home.settings.office_key.only.click()
    return _scrolled(home, home.settings.office_key.now, world)


def lock_office(world: ShotWorld) -> QWidget:
    """Show the door of a profile that the office can open, too."""
    screen = LockScreen(world.surroundings, _closed(world), None)
    world.settle()
    return screen


def forgotten(world: ShotWorld) -> QWidget:
    """Show the choice of the passphrase that is asked for."""
    return ForgottenPage(world.surroundings, _closed(world), None)


def forgotten_asked(world: ShotWorld) -> QWidget:
    """Show the digits to read out, once the request is saved."""
    page = ForgottenPage(world.surroundings, _closed(world), None)
    page._on_save_chosen(world.stick / "passphrase.request")  # noqa: SLF001 - typed nothing
    world.settle()
    return page


def _with_office(world: ShotWorld) -> Home:
    if not world.desk.escrow.office():
        world.desk.join(office_file(world), world.passphrase)
    home = at_home(world, world.desk, "settings")
    world.settle()
    return home


def _closed(world: ShotWorld) -> Path:
    """Return the folder of a profile that is closed, and that the office can open."""
    profiles, folder = world.surroundings.program.profiles, world.folder / "closed"
    if not profiles.is_there(folder):
        words = as_secret(offer_passphrase(world.surroundings.program.random))
        profiles.create(folder, words, language="en", office=office_file(world)).close()
    (folder / "reset").unlink(missing_ok=True)
    return folder


def _scrolled(home: Home, part: QWidget, world: ShotWorld) -> QWidget:
    world.settle()
    page = home.settings.findChild(ScrollPage)
    if page is not None:
        QTimer.singleShot(0, page, partial(page.ensureWidgetVisible, part, 0, 40))  # once laid out
    return home


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "first-run-office": first_run_office,
    "who-can-open": who_can_open,
    "office-alone": office_alone,
    "lock-office": lock_office,
    "forgotten": forgotten,
    "forgotten-asked": forgotten_asked,
}
