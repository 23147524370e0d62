"""Runs the recorded form-engine scenarios against the project's form session."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from conformance_scenario_reads import read, same
from conformance_xml import parse
from conformance_xpath import SystemRandom, Tally
from intake_app.domain.errors import IntakeError
from intake_app.services.form_run import give
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.instance import instance_xml, rows_from_xml
from intake_app.xforms.languages import tag_of
from intake_app.xforms.positions import find_node
from intake_app.xforms.session import FormSession
from intake_app.xforms.xform import read_xform

if TYPE_CHECKING:
    from pathlib import Path


class FixedClock:
    """The moment at which the cases were recorded."""

    def __init__(self, now: str) -> None:
        self._now = datetime.fromisoformat(now).astimezone(UTC)

    def now(self) -> datetime:
        """Return that moment."""
        return self._now


class Run:
    """One scenario: a session and a cursor that moves through its questions."""

    def __init__(self, case: dict[str, Any], folder: Path) -> None:
        text = (folder / case["form"]).read_text(encoding="utf-8")
        self.definition = FormDefinition(read_xform(parse(text)))
        self.case = case
        self.cursor = ""
        edited = case.get("editInstance")
        rows = rows_from_xml(self.definition, _plain_xml(edited)) if edited else None
        self.session = self.start(rows)

    def start(self, rows: Any) -> FormSession:  # noqa: ANN401 - what the session takes
        """Return a session as the case's world has it."""
        return FormSession(
            self.definition,
            clock=FixedClock(self.case["now"]),
            random=SystemRandom(),
            tz=self.case["tz"],
            rows=rows,
        )

    def node(self, ref: str) -> str:
        """Return the stable reference for a positional one."""
        found = find_node(self.session.engine, ref)
        return found.ref if found is not None else ref


def run(folder: Path) -> Tally:
    """Run all scenarios; return the tally of the authors' expectations."""
    tally = Tally()
    with (folder / "cases.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if case["kind"] == "scenario":
                _run_case(case, folder, tally)
    return tally


def _run_case(case: dict[str, Any], folder: Path, tally: Tally) -> None:
    expectations = [s for s in case["steps"] if s["op"] == "expect"]
    try:
        scenario = Run(case, folder)
    except (IntakeError, RecursionError) as error:
        for step in expectations:
            tally.count(f"{case['id']} load: {type(error).__name__} {error}", holds=False)
            del step
        return
    broken = ""
    for step in case["steps"]:
        if step["op"] == "expect":
            if broken:
                tally.count(f"{case['id']} {step['read']}{step['args']}: {broken}", holds=False)
                continue
            found = read(scenario, step)
            wanted = expected(step)
            tally.count(
                f"{case['id']} {step['read']}{step['args']}: {found!r}, expected {wanted!r}",
                holds=same(found, wanted),
            )
        else:
            try:
                perform(scenario, step)
            except NotImplementedError as error:
                broken = f"not done: {error}"
            except IntakeError as error:
                if step["op"] != "answer":
                    broken = f"{step['op']}: {type(error).__name__} {error}"


def expected(step: dict[str, Any]) -> object:
    """Return the part of an expectation that its author looked at."""
    value = step["value"]
    if step["read"] in {"answerOf", "getInstanceNode"} and isinstance(value, dict):
        return value.get("value") if step["read"] == "answerOf" else value
    return value


def perform(scenario: Run, step: dict[str, Any]) -> None:
    """Do one step of a scenario."""
    session = scenario.session
    operation = step["op"]
    scenario.cursor = step.get("pos") or scenario.cursor
    if operation == "answer":
        value = step["value"]
        text = " ".join(value) if isinstance(value, list) else _text(value)
        give(session, scenario.node(step["ref"]), text)
    elif operation == "createNewRepeat":
        session.add_repeat(_series(scenario, step["ref"]))
    elif operation == "removeRepeat":
        session.remove_repeat(scenario.node(step["ref"]))
    elif operation == "setLanguage":
        scenario.session.set_language(tag_of(step["lang"]))
    elif operation in {"next", "prev"}:
        scenario.cursor = step["expectRef"]
    elif operation == "newInstance":
        scenario.session = scenario.start(None)
    elif operation == "editCurrentInstance":
        scenario.session = scenario.start(rows_from_xml(scenario.definition, instance_xml(session)))
    elif operation.startswith(("proposed_serializeAndRestore", "serializeAndDes", "restore")):
        scenario.session = scenario.start(session.stored())
    elif operation not in {"init", "jumpToBeginningOfForm"}:
        raise NotImplementedError(operation)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("$bigint", ""))
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


def _plain_xml(text: str) -> bytes:
    return text.strip().encode()


def _series(scenario: Run, ref: str) -> str:
    above, _, name = ref.rpartition("/")
    name = name.partition("[")[0].partition("#")[0]
    return f"{scenario.node(above)}/{name}"
