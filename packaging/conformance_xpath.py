"""Runs the XPath reference cases against the project's evaluator."""

from __future__ import annotations

import json
import math
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from conformance_xml import XML_NAMESPACE, at_path, document, expander, parse, path_of
from intake_app.domain.errors import IntakeError
from intake_app.xforms.xpath.compile import Compiler
from intake_app.xforms.xpath.environment import Context, Environment, NoResources
from intake_app.xforms.xpath.functions import FUNCTIONS
from intake_app.xforms.xpath.moments import Zone
from intake_app.xforms.xpath.values import to_boolean, to_number, to_string

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.xforms.xpath.nodes import Node
    from intake_app.xforms.xpath.values import Value

_NAMESPACES = {
    "xml": XML_NAMESPACE,
    "xhtml": "http://www.w3.org/1999/xhtml",
    "h": "http://www.w3.org/1999/xhtml",
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "ev": "http://some-namespace.com/nss",
}
_ROUNDED = 1e-2


@dataclass
class Tally:
    """What passed and what failed, by strength of the expectation."""

    passed: int = 0
    failed: int = 0
    failures: list[str] = field(default_factory=list)

    def count(self, label: str, holds: bool) -> None:  # noqa: FBT001 - a fact, not a flag
        """Count one expectation."""
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            self.failures.append(label)


class SystemRandom:
    """Chance for the cases: what they check does not depend on it."""

    def token(self, size: int) -> bytes:
        """Return `size` bytes."""
        return secrets.token_bytes(size)

    def below(self, limit: int) -> int:
        """Return an integer below `limit`."""
        return secrets.randbelow(limit)


class CaseResources(NoResources):
    """Secondary instances and itext as they stand in the case's own document."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def instance(self, name: str) -> Node | None:
        """Return the instance element with this id."""
        for node in self._root.descendants():
            if node.name.rpartition("}")[2] == "instance" and any(
                a.name == "id" and a.text == name for a in node.attributes
            ):
                return node
        return None

    def text(self, text_id: str) -> str:
        """Return an itext in the document's default language."""
        translations = [n for n in self._root.descendants() if n.name == "translation"]
        translations.sort(key=lambda n: not any(a.name == "default" for a in n.attributes))
        for translation in translations[:1]:
            for text in translation.named("text"):
                if any(a.name == "id" and a.text == text_id for a in text.attributes):
                    return next((v.string() for v in text.named("value")), "")
        return ""


def run(folder: Path) -> tuple[Tally, Tally]:
    """Run all cases; return the tallies of asserted and observed expectations."""
    asserted, observed = Tally(), Tally()
    with (folder / "cases.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            tally = asserted if case["strength"] == "asserted" else observed
            label = f"{case['file'].rpartition('/')[2]}: {case['expr']}"
            try:
                holds, found = _holds(case)
            except (IntakeError, IndexError, StopIteration) as error:
                holds, found = case["type"] == "throws", f"{type(error).__name__}: {error}"
            tally.count(f"{label} -> {found!r}, expected {case.get('expected')!r}", holds)
    return asserted, observed


def _holds(case: dict[str, object]) -> tuple[bool, object]:
    element = parse(str(case["xml"]))
    root = document(element)
    namespaces = {**_NAMESPACES, **{k: v for k, v in element.nsmap.items() if k}}
    node = at_path(root, str(case["ctx"]))
    now = datetime.fromisoformat(str(case["now"]))
    zone = Zone.at(ZoneInfo(str(case["tz"])), now)
    environment = Environment(
        now=now, zone=zone, random=SystemRandom(), resources=CaseResources(root)
    )
    environment.root = next((n for n in (node, *node.ancestors()) if _is_instance(n)), None)
    compiler = Compiler(FUNCTIONS, expander(namespaces))
    value = compiler.compile(str(case["expr"]))(Context(node, environment))
    return _compare(case, value, zone)


def _is_instance(node: Node) -> bool:
    """Return whether absolute paths start here: the primary instance of an XForm."""
    return node.name == "instance"


def _compare(case: dict[str, object], value: Value, zone: Zone) -> tuple[bool, object]:
    """Return whether a value is what the case expects, and what was found."""
    kind, expected = str(case["type"]), case.get("expected")
    if kind == "boolean":
        return to_boolean(value) is expected, to_boolean(value)
    if kind.startswith("number"):
        number = float(to_number(value, zone))
        return _same_number(number, case), number
    if kind.startswith("string"):
        return _same_text(kind, to_string(value), case), to_string(value)
    found = [path_of(n) for n in value] if isinstance(value, list) else [str(value)]
    if kind == "node":
        return found[:1] == [expected], found
    in_any_order = kind == "nodeset-unordered"
    return (sorted(found) if in_any_order else found) == expected, found


def _same_text(kind: str, text: str, case: dict[str, object]) -> bool:
    if kind == "string-length":
        return len(text) == case["expected"]
    if kind == "string-matches":
        return re.search(str(case["pattern"]), text) is not None
    return text == case["expected"]


def _same_number(number: float, case: dict[str, object]) -> bool:
    expected = case["expected"]
    if case["type"] == "number-rounded":
        factor = float(case.get("factor") or 1 / _ROUNDED)
        return abs(number - float(expected)) <= 1 / factor
    if expected == "NaN":
        return math.isnan(number)
    if isinstance(expected, str):
        return number == float(expected.replace("Infinity", "inf"))
    return number == expected
