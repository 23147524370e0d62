"""A form written as a table, answered step by step: tests of the engine read as examples.

scenario = Scenario.of('''
    | type    | name     | label     | relevant    |
    | integer | age      | How old?  |             |
    | text    | guardian | Who cares | ${age} < 18 |
''')
scenario.answer("/data/age", 17)
assert scenario.asked() == ["/data/age", "/data/guardian"]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.answer import Answer, Origin
from intake_app.xforms.compile import CompiledForm, compile_source
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.session import FormSession
from intake_app.xforms.source import FormSource, Row
from tests.simulators import FixedClock, SeededRandom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.answer import AnswerState
    from intake_app.domain.form import ChangeSet, Write

SETTINGS = {
    "form_id": "test",
    "default_language": "en",
    "namespaces": 'intake="urn:intake:form:1"',
}


def table(text: str) -> list[Row]:
    """The rows of a table drawn with bars; ``\\|`` is a bar inside a cell."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    header, *rows = [_cells(line) for line in lines]
    return [
        Row(number=n, cells={h: c for h, c in zip(header, cells, strict=True) if c})
        for n, cells in enumerate(rows, start=2)
    ]


def _cells(line: str) -> list[str]:
    parts = re.split(r"(?<!\\)\|", line)[1:-1]
    return [part.strip().replace("\\|", "|") for part in parts]


def source(survey: str, choices: str = "", **settings: str) -> FormSource:
    """A form's sheets from drawn tables."""
    return FormSource(
        name="test",
        rows={
            "survey": table(survey),
            "choices": table(choices) if choices else [],
            "settings": [Row(number=2, cells={**SETTINGS, **settings})],
        },
    )


def compiled(
    survey: str, choices: str = "", *, is_bundled: bool = False, **settings: str
) -> CompiledForm:
    return compile_source(source(survey, choices, **settings), is_bundled=is_bundled)


class Scenario:
    """A session, and what a person would see of it."""

    def __init__(
        self,
        definition: FormDefinition,
        rows: Iterable[Answer] | None = None,
        clock: FixedClock | None = None,
        tz: str = "UTC",
    ) -> None:
        self.definition = definition
        self.clock = clock or FixedClock()
        self.tz = tz
        self.session = FormSession(
            definition,
            clock=self.clock,
            random=SeededRandom(1 if rows is None else 2),
            tz=tz,
            rows=None if rows is None else tuple(rows),
        )

    @classmethod
    def of(cls, survey: str, choices: str = "", tz: str = "UTC", **settings: str) -> Scenario:
        form = compiled(survey, choices, **settings)
        assert form.definition is not None, form.summary.findings
        return cls(FormDefinition.from_json(form.definition.to_json()), tz=tz)

    def answer(self, node: str, value: object, state: AnswerState | None = None) -> ChangeSet:
        return self.session.set(node, str(value), state=state)

    def value(self, node: str) -> str:
        found = self.session.question(node, ("en",))
        return found.value if found.relevant else ""

    def asked(self) -> list[str]:
        """The questions on all pages, in order; notes of the worker left out."""
        return [
            node
            for topic in self.session.outline(("en",))
            if not topic.is_notes
            for page in topic.pages
            for node in page.nodes
        ]

    def label(self, node: str, language: str = "en") -> str:
        return self.session.question(node, (language,)).labels[0].text

    def choices(self, node: str) -> list[str]:
        return [option.name for option in self.session.question(node, ("en",)).options]

    def reopened(self) -> Scenario:
        """The same interview, taken up again from everything the session would store."""
        return Scenario(self.definition, as_answers(self.session.stored()), self.clock, self.tz)


def as_answers(writes: Iterable[Write]) -> list[Answer]:
    return [Answer(node=w.node, value=w.value, state=w.state, origin=w.origin) for w in writes]


class Journal:
    """What a store keeps when it is given every change set's writes."""

    def __init__(self) -> None:
        self.rows: dict[str, Write] = {}

    def keep(self, change: ChangeSet) -> ChangeSet:
        for write in change.writes:
            self.rows[write.node] = write
        return change

    def answers(self) -> list[Answer]:
        return as_answers(self.rows.values())


def picture(session: FormSession) -> dict[str, object]:
    """Everything there is to see of a session, for comparing two of them."""
    return {
        ref: (
            node.text,
            node.state,
            node.relevant,
            node.required,
            node.readonly,
            node.is_violated,
            node.origin if node.origin is not Origin.DEFAULT else None,
            node.place(),
        )
        for ref, node in session.engine.nodes.items()
    }
