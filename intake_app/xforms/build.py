"""Bundled forms compiled when the program is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError
from intake_app.domain.form import Severity
from intake_app.domain.message import M
from intake_app.xforms.compile import compile_source
from intake_app.xforms.source import pack_source, unpack

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.form import Finding


def compile_folder(folder: Path, translations: Path) -> bytes:
    """Compile a bundled form with all its translations.

    Args:
        folder: Holds survey.csv, choices.csv and settings.csv.
        translations: Holds ``<language>/forms/<folder's name>.po``.

    Raises:
        FormError: The form has errors; the summary lists them with their rows.
    """
    packed = pack_source(folder, translations)
    compiled = compile_source(unpack(packed.arguments, packed.data), is_bundled=True)
    if compiled.definition is None:
        errors = [f for f in compiled.summary.findings if f.severity is Severity.ERROR]
        raise FormError(
            M(
                "The form {name} has errors: {errors}",
                name=folder.name,
                errors="; ".join(_line(f) for f in errors),
            )
        )
    return compiled.definition.to_json()


def _line(finding: Finding) -> str:
    text = finding.message.msgid.format(**finding.message.values)
    return f"{finding.sheet} {finding.row} {finding.column}: {text} ({finding.found})"
