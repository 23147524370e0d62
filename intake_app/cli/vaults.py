"""`vault create | check` and `audit verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.cli import escrow, passphrase
from intake_app.cli.output import EXIT_DONE, EXIT_WRONG
from intake_app.domain.errors import StoreDamagedError, UsageError
from intake_app.domain.message import MN, M
from intake_app.domain.times import from_iso
from intake_app.services.doctor import RESERVE_ADVICE, RESERVE_GONE
from intake_app.store.anchor import Agreement

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from intake_app.cli.output import Voice
    from intake_app.domain.message import Message
    from intake_app.guard.strict_json import JsonLike
    from intake_app.services.profiles import ProfileCheck
    from intake_app.services.program import Program
    from intake_app.store.audit import ChainReport
    from intake_app.store.check import AttachmentReport, Lost

_NEWEST_UNKNOWN = M(
    "Open the profile and look whether your latest conversations are there. "
    "Intake then makes the file anew."
)
_NEWEST_GONE = M(
    "Do not delete anything. Look whether your latest conversations are there, "
    "and tell your coordinator before you go on."
)
LOSSES: Mapping[str, tuple[Message, Message]] = {
    "anchor-missing": (
        M(
            "The file anchor is missing. Without it Intake cannot tell whether the newest "
            "answers are all here."
        ),
        _NEWEST_UNKNOWN,
    ),
    "anchor-damaged": (
        M(
            "The file anchor is damaged. Without it Intake cannot tell whether the newest "
            "answers are all here."
        ),
        _NEWEST_UNKNOWN,
    ),
    "tail-lost": (
        M("The newest answers are missing: the computer lost them after it had stored them."),
        _NEWEST_GONE,
    ),
    "store-older": (
        M("The file with the answers is an older copy: what was stored later is not in it."),
        _NEWEST_GONE,
    ),
    "other-history": (
        M("The file with the answers is not the one that was stored last; it may be a copy."),
        _NEWEST_GONE,
    ),
}
"""By what the anchor says of the store: what happened, and what to do."""


def create(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Set up a new profile."""
    folder: Path = asked.folder
    program.profiles.check_free(folder)  # before anyone types a passphrase for nothing
    office = escrow.office_file(program, asked)
    if office is not None and office.can_open:
        voice.say(M("{name} can open this profile if you cannot.", name=office.org))
    chosen = passphrase.choose(asked, voice)
    profile = program.profiles.create(folder, chosen, language=voice.language, office=office)
    profile.close()
    voice.say(M("The profile is ready in {folder}.", folder=str(folder)))
    voice.give({"ok": True, "folder": str(folder)})
    return EXIT_DONE


def check(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Check a profile: store, chain, anchor, attachments. Changes nothing."""
    folder: Path | None = asked.vault or asked.folder
    if folder is None:
        raise UsageError(M("Which profile?"), hint=M("Give its folder with --vault."))
    found = program.profiles.check(folder, passphrase.read(asked, voice))
    if found.problem is not None:
        voice.problem(found.problem, _to_json(found))
        return EXIT_WRONG
    _say(found, voice)
    voice.give(_to_json(found))
    return EXIT_DONE if found.ok else EXIT_WRONG


def verify(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Verify the chain of acts, and that it reaches to what was stored last."""
    found = program.profiles.check(asked.vault, passphrase.read(asked, voice))
    if found.chain is None:
        raise found.problem or StoreDamagedError
    ok = found.chain.good and Agreement(found.anchor).is_good
    _say_chain(found.chain, voice)
    _say_lost(found.lost, voice)
    chain = found.chain
    voice.give({"ok": ok, "entries": chain.entries, "head": chain.head, "good": chain.good})
    return EXIT_DONE if ok else EXIT_WRONG


def _say(found: ProfileCheck, voice: Voice) -> None:
    voice.say(
        M("The profile is whole.") if found.ok else M("Something is wrong with this profile.")
    )
    if found.chain is not None:
        _say_chain(found.chain, voice)
    _say_lost(found.lost, voice)
    _say_attached(found.attachments, voice)
    if not found.has_reserve:
        voice.say(RESERVE_GONE)
        voice.say(RESERVE_ADVICE)


def _say_chain(chain: ChainReport, voice: Voice) -> None:
    if chain.good:
        voice.say(
            MN(
                "The record of acts has {count} entry and no gap.",
                "The record of acts has {count} entries and no gap.",
                chain.entries,
            )
        )
        return
    voice.say(M("The record of acts was changed or has a gap."))
    voice.say(M("Do not delete anything. Ask your coordinator to help you restore a backup."))


def _say_lost(lost: Sequence[Lost], voice: Voice) -> None:
    for loss in lost:
        what, advice = LOSSES[loss.agreement]
        if loss.noticed_at:
            what = M("Noticed on {when}: {what}", when=from_iso(loss.noticed_at), what=what)
        voice.say(what)
        if loss.entries:
            voice.say(
                MN(
                    "{count} saved step is missing from this profile.",
                    "{count} saved steps are missing from this profile.",
                    loss.entries,
                )
            )
        if not loss.noticed_at:
            voice.say(advice)


def _say_attached(sealed: AttachmentReport, voice: Voice) -> None:
    if sealed.missing:
        voice.say(
            MN(
                "{count} attached file is missing.",
                "{count} attached files are missing.",
                len(sealed.missing),
            )
        )
    if sealed.damaged:
        voice.say(
            MN(
                "{count} attached file is damaged.",
                "{count} attached files are damaged.",
                len(sealed.damaged),
            )
        )
    if sealed.missing or sealed.damaged:
        voice.say(M("Do not delete anything. Put the files back from a backup of the profile."))


def _to_json(found: ProfileCheck) -> dict[str, JsonLike]:
    chain = found.chain
    return {
        "ok": found.ok,
        "store": found.store,
        "chain": {
            "entries": chain.entries if chain is not None else 0,
            "head": chain.head if chain is not None else "",
            "good": chain is not None and chain.good,
        },
        "anchor": found.anchor,
        "attachments": {
            "checked": found.attachments.checked,
            "missing": list(found.attachments.missing),
            "damaged": list(found.attachments.damaged),
        },
        "lost": [
            {
                "agreement": loss.agreement,
                "entries": loss.entries,
                "noticed_at": loss.noticed_at,
            }
            for loss in found.lost
        ],
    }
