"""`contact card | add | verify | read-code`: identity cards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.cli import passphrase
from intake_app.cli.output import EXIT_DONE
from intake_app.domain.contact import Checked
from intake_app.domain.errors import CardError, UsageError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.message import M

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from intake_app.cli.output import Voice
    from intake_app.services.program import Program


def own_card(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Write the profile's own card to a file; make it first when there is none."""
    from intake_app.services.contacts import OwnOffice  # noqa: PLC0415 - not for a window
    from intake_app.services.own_keys import office_of  # noqa: PLC0415 - as above

    profile = program.profiles.unlock(asked.vault, passphrase.read(asked, voice))
    try:
        own = profile.contacts.own()
        if own is None or asked.name:
            if not asked.name:
                raise UsageError(
                    M("This profile has no card yet."), hint=M("Give your office's --name.")
                )
            office = OwnOffice(name=asked.name, languages=(voice.language,))
            if own is not None:  # under another name it reads and asks for the same
                office = replace(office_of(own), name=asked.name)
            own = profile.contacts.make_own(office)
        out: Path = asked.out
        out.write_bytes(profile.contacts.own_file())
        digits = profile.contacts.digits(own.fingerprint)
    finally:
        profile.close()
    voice.say(M("Your card is in {file}.", file=str(out)))
    voice.say(M("When the other office asks, read these digits out to them:"))
    voice.line(digits)
    voice.give({"file": str(out), "fingerprint": own.fingerprint, "digits": digits})
    return EXIT_DONE


def add(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Add someone's card, not yet checked."""
    profile = program.profiles.unlock(asked.vault, passphrase.read(asked, voice))
    try:
        contact = profile.contacts.add_file(asked.file)
        digits = profile.contacts.digits(contact.card.fingerprint)
    finally:
        profile.close()
    fingerprint = contact.card.fingerprint
    voice.say(M("{name} is added, not checked yet. Compare these digits:", name=contact.card.name))
    voice.line(digits)
    voice.say(
        M(
            "Let the owner read theirs out, and note what you hear: {command}",
            command=f"intake-app contact verify {fingerprint} DIGITS",
        )
    )
    voice.give(
        {
            "name": contact.card.name,
            "fingerprint": fingerprint,
            "digits": digits,
            "checked": contact.checked.value,
        }
    )
    return EXIT_DONE


def verify(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Note that a card's digits were compared with its owner."""
    from intake_app.services.contacts import SaidBy  # noqa: PLC0415 - not for a window

    profile = program.profiles.unlock(asked.vault, passphrase.read(asked, voice))
    try:
        fingerprint = Fingerprint(asked.fingerprint.strip().lower())
        if fingerprint not in {known.card.fingerprint for known in profile.contacts.all()}:
            raise CardError(
                M("You do not have this card."), hint=M("Add the card first: contact add.")
            )
        said_by = SaidBy.INTERPRETER if asked.interpreted else SaidBy.OWNER
        profile.contacts.verify(fingerprint, " ".join(asked.digits), Checked.BY_VOICE, said_by)
    finally:
        profile.close()
    voice.say(M("The digits are the same. The card is checked."))
    voice.give({"ok": True, "fingerprint": fingerprint})
    return EXIT_DONE


def read_code(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Say whose square code is in a picture; shown in person, it checks their card."""
    profile = program.profiles.unlock(asked.vault, passphrase.read(asked, voice))
    try:
        contact = profile.contacts.read_code(asked.picture)
        fingerprint = contact.card.fingerprint
        if asked.shown_in_person:
            profile.contacts.verify_shown(fingerprint)
    finally:
        profile.close()
    voice.say(M("This is the code of {name}, as on the card you have.", name=contact.card.name))
    if asked.shown_in_person:
        voice.say(M("The card is checked."))
    else:
        voice.say(M("Nothing was noted: a picture proves nothing unless they showed it to you."))
    voice.give({"ok": True, "fingerprint": fingerprint, "checked": bool(asked.shown_in_person)})
    return EXIT_DONE
