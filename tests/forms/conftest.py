from __future__ import annotations

import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORMS = (
    "adult-rapid-screen",
    "consent-and-information",
    "needs-only",
    "needs-risk-safety",
    "referral",
)
LANGUAGES = ("ar", "ti")
BIND = "bind::intake:"


class Sheets:
    """One form as its three sheets, rows as dictionaries without empty cells."""

    def __init__(self, form_id: str) -> None:
        self.id = form_id
        self.folder = ROOT / "forms" / form_id
        self.survey = self._rows("survey")
        self.choices = self._rows("choices")
        self.settings = self._rows("settings")

    @property
    def topics(self) -> dict[str, list[dict[str, str]]]:
        """The rows of each top-level group, by its name, those of groups inside it included."""
        found: dict[str, list[dict[str, str]]] = {}
        name, depth = "", 0
        for row in self.survey:
            if row["type"].startswith("begin"):
                name, depth = (row["name"], 1) if depth == 0 else (name, depth + 1)
            elif row["type"].startswith("end"):
                depth -= 1
            else:
                found.setdefault(name, []).append(row)
        return found

    @property
    def questions(self) -> list[dict[str, str]]:
        return [row for row in self.survey if not row["type"].startswith(("begin", "end"))]

    def codes_of(self, row: dict[str, str]) -> list[str]:
        """The choices of a select row, in order; none for another row."""
        _, _, name = row["type"].partition(" ")
        return [choice["name"] for choice in self.choices if choice["list_name"] == name]

    def texts(self) -> dict[str, str]:
        """Every text that can be translated, by the context of its .po entry."""
        found = {}
        for row in self.survey:
            for kind in ("label", "hint", "guidance_hint", "constraint_message"):
                if kind in row:  # a text read aloud has no words of its own in the sheet
                    found[f"survey:{row['name']}:{kind}"] = row[kind]
        for choice in self.choices:
            found[f"choices:{choice['list_name']}.{choice['name']}:label"] = choice["label"]
        return found

    def _rows(self, sheet: str) -> list[dict[str, str]]:
        with (self.folder / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
            return [{k: v for k, v in row.items() if v} for row in csv.DictReader(file)]


@pytest.fixture(params=FORMS)
def form(request) -> Sheets:
    return Sheets(request.param)


@pytest.fixture
def forms() -> dict[str, Sheets]:
    return {name: Sheets(name) for name in FORMS}


@pytest.fixture
def needs(forms) -> Sheets:
    return forms["needs-only"]


@pytest.fixture
def safety(forms) -> Sheets:
    return forms["needs-risk-safety"]


@pytest.fixture
def consent(forms) -> Sheets:
    return forms["consent-and-information"]
