"""`vault create | check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.cli import passphrase
from intake_app.cli.output import EXIT_DONE, EXIT_WRONG
from intake_app.domain.errors import UsageError
from intake_app.domain.message import MN, M

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from intake_app.cli.output import Voice
    from intake_app.guard.strict_json import JsonLike
    from intake_app.services.profiles import ProfileCheck
    from intake_app.services.program import Program


def create(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Set up a new profile."""
    folder: Path = asked.folder
    profile = program.profiles.create(folder, passphrase.read(asked), language=voice.language)
    profile.close()
    voice.say(M("The profile is ready in {folder}.", folder=str(folder)))
    voice.give({"ok": True, "folder": str(folder)})
    return EXIT_DONE


def check(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Check a profile: store, chain, anchor, attachments. Changes nothing."""
    folder: Path | None = asked.vault or asked.folder
    if folder is None:
        raise UsageError(M("Which profile?"), hint=M("Give its folder with --vault."))
    found = program.profiles.check(folder, passphrase.read(asked))
    voice.say(
        M("The profile is whole.") if found.ok else M("Something is wrong with this profile.")
    )
    if found.chain is not None:
        voice.say(
            MN(
                "The record of acts has {count} entry and no gap.",
                "The record of acts has {count} entries and no gap.",
                found.chain.entries,
            )
            if found.chain.good
            else M("The record of acts was changed or has a gap.")
        )
    for loss in found.lost:
        voice.say(
            MN(
                "{count} act that was stored is missing.",
                "{count} acts that were stored are missing.",
                loss.entries,
            )
        )
    voice.give(_to_json(found))
    return EXIT_DONE if found.ok else EXIT_WRONG


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
