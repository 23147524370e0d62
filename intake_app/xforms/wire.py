"""Summaries and findings as JSON: between the guard child, its parent, and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError
from intake_app.domain.form import Finding, FormSummary, LanguageCoverage, Severity
from intake_app.guard.job import message_from_json, message_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.guard.strict_json import Json


def summary_to_json(summary: FormSummary) -> dict[str, Json]:
    """Return a summary in the form in which it crosses between processes."""
    return {
        "form_id": summary.form_id,
        "version": summary.version,
        "title": summary.title,
        "logic_hash": summary.logic_hash,
        "text_hash": summary.text_hash,
        "default_language": summary.default_language,
        "languages": [
            {"tag": c.tag, "missing": c.missing, "unreviewed": c.unreviewed}
            for c in summary.languages
        ],
        "questions": summary.questions,
        "status": summary.status,
        "findings": [_finding_to_json(f) for f in summary.findings],
    }


def _finding_to_json(finding: Finding) -> dict[str, Json]:
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "found": finding.found,
        "message": message_to_json(finding.message),
        "hint": None if finding.hint is None else message_to_json(finding.hint),
    }


def summary_from_json(value: Mapping[str, Json]) -> FormSummary:
    """Return the summary that `summary_to_json` wrote.

    Raises:
        FormError: The value is no summary.
    """
    match value:
        case {
            "form_id": str(form_id),
            "version": str(version),
            "title": str(title),
            "logic_hash": str(logic_hash),
            "text_hash": str(text_hash),
            "default_language": str(default_language),
            "languages": list(languages),
            "questions": int(questions),
            "status": str(status),
            "findings": list(findings),
        }:
            return FormSummary(
                form_id=form_id,
                version=version,
                title=title,
                logic_hash=logic_hash,
                text_hash=text_hash,
                default_language=default_language,
                languages=tuple(_coverage(entry) for entry in languages),
                questions=questions,
                status=status,
                findings=tuple(_finding(entry) for entry in findings),
            )
    raise FormError


def _coverage(value: Json) -> LanguageCoverage:
    match value:
        case {"tag": str(tag), "missing": int(missing), "unreviewed": int(unreviewed)}:
            return LanguageCoverage(tag=tag, missing=missing, unreviewed=unreviewed)
    raise FormError


def _finding(value: Json) -> Finding:
    match value:
        case {
            "severity": str(severity),
            "code": str(code),
            "sheet": str(sheet),
            "row": int(row),
            "column": str(column),
            "found": str(found),
            "message": message,
            "hint": hint,
        } if severity in {s.value for s in Severity}:
            return Finding(
                severity=Severity(severity),
                code=code,
                sheet=sheet,
                row=row,
                column=column,
                found=found,
                message=message_from_json(message),
                hint=None if hint is None else message_from_json(hint),
            )
    raise FormError
