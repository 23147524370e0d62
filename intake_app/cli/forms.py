"""`form check | run | export`: checking forms, running them, handing them on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.cli.output import EXIT_DONE, EXIT_WRONG
from intake_app.domain.errors import FormError, UsageError
from intake_app.domain.message import MN, M
from intake_app.i18n.languages import interface_languages, with_parents

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from intake_app.cli.output import Voice
    from intake_app.domain.form import Finding
    from intake_app.guard.strict_json import JsonLike
    from intake_app.services.form_run import StepOutcome
    from intake_app.services.forms import CheckedForm
    from intake_app.services.program import Program

MAX_STEPS_BYTES = 16 * 1024 * 1024


def check(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Read, compile and lint each form; one JSON object a line for programs."""
    paths: list[Path] = asked.paths
    reports = [program.forms.check(path) for path in paths]
    for report in reports:
        _say(report, voice)
        voice.give(_to_json(report, voice))
    return EXIT_DONE if all(report.summary.ok for report in reports) else EXIT_WRONG


def run(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Run a form through the steps of a file; always one JSON line per step.

    The exit status is 1 when a step could not be done.
    """
    from intake_app.services import form_run  # noqa: PLC0415 - not for a window

    report = program.forms.check(asked.form)
    if report.definition is None:
        _say(report, voice)
        voice.problem(FormError(), _to_json(report, voice))
        return EXIT_WRONG
    steps_file: Path = asked.steps
    try:
        with steps_file.open("rb") as file:
            source = file.read(MAX_STEPS_BYTES + 1)
    except OSError:
        raise UsageError(M("The file with the steps cannot be read.")) from None
    script = form_run.read_script(source)
    machine = voice.for_program()
    failed = False
    for outcome in form_run.run(program.forms.load(report.definition), script, program.random):
        machine.give(
            {
                "step": outcome.step,
                "op": outcome.op,
                "changed": _changed(outcome, voice),
                "removed": list(outcome.removed),
                "valid": outcome.valid,
                "language": outcome.language,
                "error": voice.text(outcome.error.summary) if outcome.error else None,
            }
        )
        failed = failed or outcome.error is not None
    return EXIT_WRONG if failed else EXIT_DONE


def _changed(outcome: StepOutcome, voice: Voice) -> dict[str, JsonLike]:
    """Return what a step changed; a violation the form has no words for gets ours.

    In the language the form is shown in, where the program speaks it; else in
    the user's own.
    """
    from intake_app.services.form_run import UNSAID  # noqa: PLC0415 - not for a window

    spoken = {language.tag for language in interface_languages()}
    speaker = next((t for t in with_parents(outcome.language) if t in spoken), voice.language)
    changed: dict[str, JsonLike] = {}
    for ref, fields in outcome.changed.items():
        changed[ref] = fields
        match fields.get("violation"):
            case {"condition": str(condition), "message": ""}:
                words = replace(voice, language=speaker).text(UNSAID[condition])
                violation = {"condition": condition, "message": words}
                changed[ref] = {**fields, "violation": violation}
    return changed


def export(program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Write a bundled form with all its languages as one XLSForm."""
    target: Path = asked.xlsx
    known = program.forms.bundled()
    if asked.form_id not in known:
        raise FormError(
            M("There is no form called {name}.", name=asked.form_id),
            hint=M("The forms that Intake brings along: {names}", names=", ".join(known)),
        )
    target.write_bytes(program.forms.export(asked.form_id))
    voice.say(M("The form is in {file}.", file=str(target)))
    voice.give({"file": str(target), "id": asked.form_id})
    return EXIT_DONE


def _say(report: CheckedForm, voice: Voice) -> None:
    summary = report.summary
    title = summary.title or summary.form_id
    voice.line(f"{report.file}: {title}" if title else report.file)
    if summary.ok:
        voice.say(
            MN(
                "{count} question; it can be used.",
                "{count} questions; it can be used.",
                summary.questions,
            )
        )
    else:
        voice.say(M("This form cannot be used."))
    for finding in summary.findings:
        where = ", ".join(
            part for part in (finding.sheet, str(finding.row or ""), finding.column) if part
        )
        parts = (finding.severity.value, where, voice.text(finding.message))
        voice.line(f"  {': '.join(part for part in parts if part)}")
        if finding.hint is not None:
            voice.line(f"    {voice.text(finding.hint)}")


def _to_json(report: CheckedForm, voice: Voice) -> dict[str, JsonLike]:
    summary = report.summary
    return {
        "file": report.file,
        "kind": report.kind,
        "ok": summary.ok,
        "id": summary.form_id,
        "version": summary.version,
        "logic_hash": summary.logic_hash,
        "text_hash": summary.text_hash,
        "languages": [
            {"tag": language.tag, "missing": language.missing} for language in summary.languages
        ],
        "questions": summary.questions,
        "findings": [_finding(finding, voice) for finding in summary.findings],
    }


def _finding(finding: Finding, voice: Voice) -> dict[str, JsonLike]:
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "found": finding.found,
        "message": voice.text(finding.message),
        "hint": voice.text(finding.hint) if finding.hint is not None else None,
    }
