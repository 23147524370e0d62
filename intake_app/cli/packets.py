"""`packet inspect | verify` and `import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.cli import passphrase
from intake_app.cli.output import EXIT_DONE, EXIT_WRONG
from intake_app.domain.errors import IntakeError, NotAPacketError
from intake_app.domain.message import MN, M
from intake_app.domain.times import to_iso

if TYPE_CHECKING:
    import argparse

    from intake_app.cli.output import Voice
    from intake_app.guard.strict_json import JsonLike
    from intake_app.services.program import Program


def inspect(program: Program, asked: argparse.Namespace, voice: Voice) -> int:  # noqa: ARG001 - every command takes the program
    """Say what anyone can see of a file without a key."""
    from intake_app.services import outside  # noqa: PLC0415 - not for a window

    seen = outside.inspect_file(asked.file)
    voice.say(MN("{count} byte.", "{count} bytes.", seen.size))
    voice.say(MN("{count} key can open it.", "Any of {count} keys can open it.", len(seen.stanzas)))
    agrees = seen.name == asked.file.name
    voice.say(
        M("The name agrees with the contents.")
        if agrees
        else M("The name does not agree with the contents: the file was renamed.")
    )
    voice.give(
        {
            "ok": True,
            "file": str(asked.file),
            "size": seen.size,
            "stanzas": list(seen.stanzas),
            "name": seen.name,
            "name_agrees": agrees,
        }
    )
    return EXIT_DONE


def verify(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Open a file, check it, and keep nothing of it."""
    from intake_app.services.channels import said_of  # noqa: PLC0415 - not for a window

    profile = program.profiles.unlock(asked.vault, passphrase.read(asked, voice))
    try:
        opened = profile.inbox.verify(asked.file)
        notice = profile.inbox.notice(opened)
    except IntakeError as error:
        answer: dict[str, JsonLike] = {
            "ok": False,
            "reason": error.code,
            "message": voice.text(error.summary),
            "kind": None,
            "from": None,
            "created": None,
        }
        voice.problem(error, answer)
        return EXIT_WRONG
    finally:
        profile.close()
    voice.say(M("The file is whole, signed by someone you know, and meant for you."))
    for message in said_of(notice):
        voice.say(message)
    if opened.other:
        voice.say(M("Other data from a newer program"))
        for datum in opened.other:
            voice.line(f"{datum.name}: {datum.value}")
    voice.give(
        {
            "ok": True,
            "reason": None,
            "kind": opened.head.kind.value,
            "from": opened.head.sender,
            "created": to_iso(opened.head.created),
            "missing": notice.missing,
            "repeated": notice.repeated,
            "other": [{"name": datum.name, "value": datum.value} for datum in opened.other],
        }
    )
    return EXIT_DONE


def take_in(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Take in every file at the paths; one bad file never stops the others."""
    from intake_app.services.channels import said_of  # noqa: PLC0415 - not for a window

    profile = program.profiles.unlock(asked.vault, passphrase.read(asked, voice))
    try:
        report = profile.inbox.open_stick(asked.paths)
    finally:
        profile.close()
    voice.say(MN("{count} file taken in.", "{count} files taken in.", len(report.taken)))
    if report.known:
        voice.say(
            MN("{count} file was in before.", "{count} files were in before.", len(report.known))
        )
    refused = [(name, _in_words(error)) for name, error in report.refused]
    for name, error in refused:
        voice.line(f"{name}: {voice.text(error.summary)}")
        if error.hint is not None:
            voice.line(f"    {voice.text(error.hint)}")
    for notice in report.notices:
        for message in said_of(notice):
            voice.say(message)
    voice.give(
        {
            "taken": [
                {"file": r.sealed_name, "id": r.id, "kind": r.kind.value} for r in report.taken
            ],
            "known": list(report.known),
            "refused": [
                {"file": name, "reason": error.code, "message": voice.text(error.summary)}
                for name, error in refused
            ],
            "channels": [
                {"from": n.peer, "missing": n.missing, "repeated": n.repeated}
                for n in report.notices
            ],
        }
    )
    return EXIT_WRONG if refused else EXIT_DONE


def _in_words(error: Exception) -> IntakeError:
    """Return what to tell of a file that was refused."""
    return error if isinstance(error, IntakeError) else NotAPacketError()
