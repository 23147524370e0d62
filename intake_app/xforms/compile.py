"""From a form's source to a compiled form, with everything that is wrong in plain words.

Runs in the guard child for forms from outside (`compile_job`), and when the
program is built for the bundled ones. pyxform is imported here and nowhere
else at a form's making; nothing of it is needed to run a form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import IntakeError
from intake_app.domain.form import FormSummary, LanguageCoverage, Severity
from intake_app.guard import safe_xml
from intake_app.guard.job import Reply
from intake_app.xforms.complaints import complaint, stumbled
from intake_app.xforms.controls import kind_of
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.findings import WHOLE_FORM, error
from intake_app.xforms.lint import check_definition
from intake_app.xforms.lint_source import check_source
from intake_app.xforms.locate import Locator
from intake_app.xforms.source import FormSource, unpack
from intake_app.xforms.wire import summary_to_json
from intake_app.xforms.xform import read_xform

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.domain.form import Finding
    from intake_app.guard.strict_json import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledForm:
    """A compiled form and what there is to say about it.

    Attributes:
        definition: None when an error stands in the way.
    """

    definition: FormDefinition | None
    summary: FormSummary


def compile_job(arguments: Mapping[str, Json], data: bytes) -> Reply:
    """Compile a packed source in the guard child.

    Returns:
        The summary as JSON (`wire.summary_from_json`), and the compiled form as
        bytes when it has no errors.

    Raises:
        FormFileError: The file is no form at all.
        OutsideFileError: It breaks a limit.
    """
    compiled = compile_source(unpack(arguments, data), is_bundled=bool(arguments.get("bundled")))
    body = compiled.definition.to_json() if compiled.definition is not None else b""
    return Reply(result=summary_to_json(compiled.summary), data=body)


def compile_source(source: FormSource, *, is_bundled: bool = False) -> CompiledForm:
    """Compile a form and check it.

    Args:
        source: Its sheets, or its XForm.
        is_bundled: Whether the stricter rules for our own forms hold.
    """
    findings = list(check_source(source, is_bundled=is_bundled))
    locator = Locator(source)
    xform = source.xform
    if not xform and not _has_errors(findings):
        xform = _convert(source, locator, findings)
    definition = _define(xform, source, findings) if xform else None
    if definition is not None:
        findings.extend(check_definition(definition, locator, is_bundled=is_bundled))
    return CompiledForm(
        definition=None if _has_errors(findings) else definition,
        summary=_summary(source, definition, findings),
    )


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(f.severity is Severity.ERROR for f in findings)


def _convert(source: FormSource, locator: Locator, findings: list[Finding]) -> bytes:
    """Return the XForm that pyxform makes; each of its complaints becomes a finding."""
    from pyxform.builder import (  # noqa: PLC0415 - a second to import
        create_survey_element_from_dict,
    )
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - as above
    from pyxform.xls2json import workbook_to_json  # noqa: PLC0415 - as above
    from pyxform.xls2xform import get_xlsform  # noqa: PLC0415 - as above

    warnings: list[str] = []
    try:
        book = get_xlsform(source.as_workbook())
        data = workbook_to_json(
            workbook_dict=book, fallback_form_name=book.fallback_form_name, warnings=warnings
        )
        # Not `convert`: it writes the form to a temporary file, which the child may not do.
        xform = create_survey_element_from_dict(data)._to_ugly_xml()  # noqa: SLF001 - as said
    except Exception as problem:  # noqa: BLE001 - pyxform raises whatever it stumbles over
        if isinstance(problem, PyXFormError):
            findings.append(complaint(str(problem), Severity.ERROR, locator))
        else:
            findings.append(stumbled(type(problem).__name__))
        return b""
    findings.extend(complaint(text, Severity.WARNING, locator) for text in warnings)
    return str(xform).encode()


def _define(xform: bytes, source: FormSource, findings: list[Finding]) -> FormDefinition | None:
    """Read the XForm into a definition."""
    try:
        data = read_xform(safe_xml.parse(xform))
        settings = source.settings
        status = settings.get("intake_status") or settings.get("status") or ""
        if status:
            data["status"] = status
            reviewed = settings.get("intake_reviewed", "")
            data["reviewed"] = [*reviewed.replace(",", " ").split()]
        return FormDefinition(data)
    except IntakeError as problem:
        findings.append(error("form.xform", WHOLE_FORM, problem.summary, problem.hint))
        return None


def _summary(
    source: FormSource, definition: FormDefinition | None, findings: Sequence[Finding]
) -> FormSummary:
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    ordered = tuple(sorted(findings, key=lambda f: (order[f.severity], f.sheet, f.row)))
    settings = source.settings
    if definition is None:
        return FormSummary(
            form_id=settings.get("form_id") or source.name,
            version=settings.get("version", ""),
            title=settings.get("form_title", ""),
            logic_hash="",
            text_hash="",
            default_language="",
            languages=(),
            questions=0,
            findings=ordered,
        )
    return FormSummary(
        form_id=definition.form_id,
        version=definition.version,
        title=definition.title,
        logic_hash=definition.logic_hash,
        text_hash=definition.text_hash,
        default_language=definition.default_language,
        languages=coverage(definition),
        questions=sum(
            1
            for node in definition.nodes.values()
            if node.control is not None and node.control.is_question and kind_of(node.control)
        ),
        status=definition.status or "draft",
        findings=ordered,
    )


def coverage(definition: FormDefinition) -> tuple[LanguageCoverage, ...]:
    """Return how many texts each language lacks, and how many nobody has checked."""
    tables = {tag: definition.text_ids(tag) for tag in definition.languages}
    every = frozenset().union(*tables.values())
    return tuple(
        LanguageCoverage(
            tag=tag,
            missing=len(every - ids),
            unreviewed=0 if definition.is_reviewed(tag) else len(ids),
        )
        for tag, ids in tables.items()
    )
