"""The forms the program brings along and the ones an office adds."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError, IntakeError
from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from intake_app.domain.form import FormSummary
    from intake_app.domain.repositories import Unit
    from intake_app.guard.process import Guard
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.source import PackedSource

ADULT_FORM = "adult-rapid-screen"
NEEDS_FORM = "needs-only"
PLAN_FORM = "needs-risk-safety"
"""Needs, risk and a safety plan: a second talk, never the first (`services.further`)."""
REFERRAL_FORM = "referral"
"""What an office needs to know before it can help: a second talk, never the first."""

CHOSEN = "form-in-use."
"""The setting that names the version of a form that counts here: its logic and text hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedForm:
    """A form file that was looked at in the guard child.

    Attributes:
        kind: What the file really is: folder, xlsx, xls, csv, text …
        definition: The compiled definition (JSON bytes), or None when it has errors.
    """

    file: str
    kind: str
    summary: FormSummary
    definition: bytes | None


class FormLibrary:
    """Finds, checks and loads forms.

    Args:
        guard: Where forms from outside are compiled; never in this process.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._loaded: dict[str, FormDefinition] = {}

    def bundled(self) -> Sequence[str]:
        """Return the ids of the bundled forms."""
        folder = files("intake_app") / "_built" / "forms"
        if not folder.is_dir():
            return ()
        return sorted(
            entry.name.removesuffix(".json")
            for entry in folder.iterdir()
            if entry.name.endswith(".json")
        )

    def source_of(self, form_id: str) -> bytes:
        """Return a bundled form's compiled definition.

        Raises:
            FormError: There is no bundled form of that id.
        """
        entry = files("intake_app") / "_built" / "forms" / f"{form_id}.json"
        if form_id not in self.bundled():
            raise FormError(M("There is no form called {name}.", name=form_id))
        return entry.read_bytes()

    def export(self, form_id: str) -> bytes:
        """Return a bundled form with all its languages as one XLSForm workbook (.xlsx).

        Raises:
            FormError: There is no bundled form of that id.
        """
        from intake_app.interop.xlsform import workbook  # noqa: PLC0415 - openpyxl, not at start
        from intake_app.xforms.source import unpack  # noqa: PLC0415 - as above

        self.source_of(form_id)
        packed = (files("intake_app") / "_built" / "forms" / f"{form_id}.source").read_bytes()
        source = unpack({"kind": "folder", "name": form_id}, packed)
        sheets = {
            name: {row.number: row.cells for row in rows} for name, rows in source.rows.items()
        }
        return workbook(sheets)

    def in_use(self, unit: Unit, form_id: str) -> bytes:
        """Return the compiled definition that a new conversation gets.

        The office's own version of a form counts once somebody took it in
        (`services.office_forms`); until then the one the program brings along.

        Raises:
            FormError: There is no form of that id.
        """
        chosen = unit.settings.get(f"{CHOSEN}{form_id}").split()
        kept = unit.forms.get(*chosen) if chosen else None
        return self.source_of(form_id) if kept is None else kept

    def load(self, definition: bytes) -> FormDefinition:
        """Return the definition, loaded once per wording in this process."""
        from intake_app.xforms.definition import FormDefinition  # noqa: PLC0415 - not at start

        loaded = FormDefinition.from_json(definition)
        return self._loaded.setdefault(f"{loaded.logic_hash}{loaded.text_hash}", loaded)

    def load_bundled(self, form_id: str) -> FormDefinition:
        """Return a bundled form, ready to run."""
        return self.load(self.source_of(form_id))

    def pinned(self, unit: Unit, logic_hash: str) -> FormDefinition:
        """Return the form version an interview is pinned to.

        Raises:
            FormError: The store does not hold that version.
        """
        source = unit.forms.get(logic_hash)
        if source is None:
            raise FormError(
                M("The form of this conversation is missing from the profile."),
                hint=M("Restore the profile from a backup; the answers are safe."),
            )
        return self.load(source)

    def check(self, path: Path) -> CheckedForm:
        """Compile and lint a form file or folder in the guard child.

        A file that is no form at all is a finding too, so that it never keeps
        others from being checked, and so is one that breaks a limit.
        """
        from intake_app.xforms.source import pack_source  # noqa: PLC0415 - reads files, not at start

        return self._check(str(path), lambda: pack_source(path))

    def check_file(self, name: str, data: bytes) -> CheckedForm:
        """Do what `check` does with the bytes of a file that came from outside."""
        from intake_app.xforms.source import pack_file  # noqa: PLC0415 - reads files, not at start

        return self._check(name, lambda: pack_file(name, data))

    def _check(self, file: str, pack: Callable[[], PackedSource]) -> CheckedForm:
        from intake_app.xforms.wire import summary_from_json  # noqa: PLC0415 - not at start

        try:
            packed = pack()
            reply = self._guard.run("form.compile", packed.arguments, packed.data)
        except IntakeError as error:
            return _unreadable(file, error)
        summary = summary_from_json(reply.result)
        return CheckedForm(
            file=file,
            kind=packed.kind,
            summary=summary,
            definition=reply.data if summary.ok else None,
        )


def _unreadable(file: str, error: IntakeError) -> CheckedForm:
    from intake_app.domain.form import Finding, FormSummary, Severity  # noqa: PLC0415 - not at start

    finding = Finding(
        severity=Severity.ERROR, code=error.code, message=error.summary, hint=error.hint
    )
    summary = FormSummary(
        form_id="",
        version="",
        title="",
        logic_hash="",
        text_hash="",
        default_language="",
        languages=(),
        questions=0,
        findings=(finding,),
    )
    return CheckedForm(file=file, kind="", summary=summary, definition=None)
