"""`organisation ...`: the root that two people hold, the rosters it signs, and taking one in.

All but `hold` need no profile and no network. Every change asks for both passphrases and
writes a roster of the next number to a new file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.cli import passphrase
from intake_app.cli.output import EXIT_DONE
from intake_app.domain.contact import digits_of
from intake_app.domain.errors import NotACardError, RosterError, UsageError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.message import MN, M
from intake_app.domain.times import from_iso, to_iso
from intake_app.domain.trust import May, Why

if TYPE_CHECKING:
    import argparse
    from datetime import datetime
    from pathlib import Path

    from intake_app.cli.output import Voice
    from intake_app.domain.secret import Secret
    from intake_app.domain.trust import Roster
    from intake_app.guard.strict_json import JsonLike
    from intake_app.services.organisation import Issued, Organisations, RootOffice
    from intake_app.services.program import Program

MAX_READ = 1 << 20
"""More than any card or roster may have; what is longer is refused by its reader."""


def found(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Make an organisation's root key and its first roster."""
    check_free(asked.out)
    check_free(asked.root)
    first, second = two(asked, voice, is_new=True)
    issued = _organisations(program).found(asked.root, asked.name, first, second)
    voice.say(M("The root key is in {file}. Keep two copies in two places.", file=str(asked.root)))
    return write(issued, asked.out, voice)


def show(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Say what a roster file says."""
    roster = _organisations(program).read(_read(asked.roster))
    _say(roster, voice)
    for member in roster.members:
        voice.line(f"{member.card}  {member.role}")
    for revoked in roster.revoked:
        voice.line(f"{revoked.card}  {revoked.why.value}  {to_iso(revoked.since)}")
    for partner in roster.partners:
        voice.line(f"{partner.root}  {partner.name}")
    voice.give(_to_json(roster))
    return EXIT_DONE


def add(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Add a card to the roster, once its owner has read out its digits."""
    from intake_app.packet.cards import open_card  # noqa: PLC0415 - not for a window

    card = open_card(_read(asked.card), program.clock.now(), program.guard)
    may = tuple(May(word) for word in asked.may)
    office = _open(program, asked, voice)
    issued = office.add(
        card, " ".join(asked.digits), role=asked.role, may=may, is_inbox=asked.inbox
    )
    voice.say(M("{name} is in the roster.", name=card.name))
    return write(issued, asked.out, voice)


def remove(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Take a card out of the roster; what it signs is believed as before."""
    card = _card(program, asked.card)
    return write(_open(program, asked, voice).remove(card), asked.out, voice)


def revoke(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Take a card back: what it signs from then on is refused."""
    card, since = _card(program, asked.card), _moment(asked.since, program)
    issued = _open(program, asked, voice).revoke(card, since, Why(asked.why))
    voice.say(M("Give the new roster to everyone, also to those you work with elsewhere."))
    return write(issued, asked.out, voice)


def renew(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Say the same for another year."""
    return write(_open(program, asked, voice).renew(), asked.out, voice)


def partner(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Name another organisation, once it has read out the digits of its root."""
    theirs = _organisations(program).read(_read(asked.theirs))
    issued = _open(program, asked, voice).add_partner(theirs, " ".join(asked.digits))
    voice.say(M("{name} is in the roster.", name=theirs.org))
    return write(issued, asked.out, voice)


def new_root(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Replace the root key by another, with the old one's word."""
    check_free(asked.out)
    check_free(asked.new_root)
    office = _open(program, asked, voice)
    voice.say(M("Now the passphrases of the new root key."))
    first, second = two(asked, voice, is_new=True, prefix="new_")
    issued = _organisations(program).renew_root(office, asked.new_root, first, second)
    return write(issued, asked.out, voice)


def hold(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Take a roster into a profile; with its digits, as that of one's own organisation."""
    profile = program.profiles.unlock(asked.vault, passphrase.read(asked, voice))
    try:
        held = profile.trust.take(profile.trust.read_file(asked.roster))
        if asked.digits:
            profile.trust.compare(held.root, " ".join(asked.digits), is_own=not asked.other)
    finally:
        profile.close()
    _say(held.roster, voice)
    voice.give(_to_json(held.roster))
    return EXIT_DONE


def _organisations(program: Program) -> Organisations:
    from intake_app.services.organisation import Organisations  # noqa: PLC0415 - not for a window

    return Organisations(
        clock=program.clock,
        random=program.random,
        guard=program.guard,
        work_factor=program.work_factor,
    )


def open_with_two(
    program: Program, asked: argparse.Namespace, voice: Voice
) -> tuple[RootOffice, Secret, Secret]:
    """Return the open root, and the passphrases of the two people."""
    check_free(asked.out)
    roster = _read(asked.roster)
    first, second = two(asked, voice, is_new=False)
    return _organisations(program).open(asked.root, first, second, roster), first, second


def _open(program: Program, asked: argparse.Namespace, voice: Voice) -> RootOffice:
    return open_with_two(program, asked, voice)[0]


def two(
    asked: argparse.Namespace, voice: Voice, *, is_new: bool, prefix: str = ""
) -> tuple[Secret, Secret]:
    """Return the passphrases of two people: from the files that were named, or typed now."""
    given = vars(asked)
    first, second = given[f"{prefix}first_file"], given[f"{prefix}second_file"]
    return (
        passphrase.of_person(first, M("First person's passphrase:"), voice, is_new=is_new),
        passphrase.of_person(second, M("Second person's passphrase:"), voice, is_new=is_new),
    )


def check_free(path: Path) -> None:
    """Refuse a name that is taken, before anyone types a passphrase for nothing."""
    if path.exists():
        raise UsageError(
            M("There is a file of this name already: {file}", file=str(path)),
            hint=M("Choose another name; nothing is written over."),
        )


def _read(path: Path) -> bytes:
    if not path.is_file():  # opening a pipe would wait for ever
        raise RosterError(M("This file cannot be read: {file}", file=str(path)))
    with path.open("rb") as file:
        return file.read(MAX_READ)


def _card(program: Program, text: str) -> Fingerprint:
    """Return the fingerprint that was written, or that of the card file that was named."""
    from pathlib import Path  # noqa: PLC0415 - not for a window

    from intake_app.packet.cards import open_card  # noqa: PLC0415 - not for a window
    from intake_app.packet.fields import HASH  # noqa: PLC0415 - not for a window

    typed = "".join(text.split()).lower()  # as it is shown, in groups
    if HASH.fullmatch(typed):
        return Fingerprint(typed)
    path = Path(text)
    if not path.is_file():
        raise NotACardError(M("This is neither a fingerprint nor a card file."))
    return open_card(_read(path), program.clock.now(), program.guard).fingerprint


def _moment(text: str | None, program: Program) -> datetime:
    if text is None:
        return program.clock.now()
    try:
        return from_iso(text)
    except ValueError:
        raise UsageError(
            M("This is no moment: {text}", text=text[:40]),
            hint=M("Write it like 2026-11-24T08:00:00Z."),
        ) from None


def write(issued: Issued, path: Path, voice: Voice) -> int:
    """Write a roster that was just signed, and say what it says."""
    path.write_bytes(issued.file)
    voice.say(M("The roster is in {file}.", file=str(path)))
    _say(issued.roster, voice)
    voice.give({**_to_json(issued.roster), "file": str(path)})
    return EXIT_DONE


def _say(roster: Roster, voice: Voice) -> None:
    voice.say(
        M(
            "{name}, roster number {number}, until {until}",
            name=roster.org,
            number=roster.version,
            until=roster.expires,
        )
    )
    voice.say(
        MN("It names {count} card.", "It names {count} cards.", len(roster.members)),
    )
    if roster.escrow:
        voice.say(M("The office can open the profiles of its workers if they cannot."))
    voice.say(M("Who takes it in for the first time compares these digits with you:"))
    voice.line(digits_of(roster.root.fingerprint))


def _to_json(roster: Roster) -> dict[str, JsonLike]:
    return {
        "ok": True,
        "org": roster.org,
        "root": roster.root.fingerprint,
        "digits": digits_of(roster.root.fingerprint),
        "escrow": roster.escrow,
        "version": roster.version,
        "issued": to_iso(roster.issued),
        "expires": to_iso(roster.expires),
        "members": [
            {
                "card": member.card,
                "role": member.role,
                "may": list(member.may),
                "inbox": member.is_inbox,
            }
            for member in roster.members
        ],
        "revoked": [
            {"card": r.card, "since": to_iso(r.since), "why": r.why} for r in roster.revoked
        ],
        "partners": [{"root": p.root, "name": p.name} for p in roster.partners],
    }
