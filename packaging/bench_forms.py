"""Forms to measure with: the bundled ones, and large ones made up for the purpose.

    bench_forms.py QUESTIONS LANGUAGES    writes a compiled form to its output

Run as a process of its own, so that the compiler's memory is not counted.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from intake_app.domain.errors import FormError  # noqa: E402 - the path is set above
from intake_app.xforms.compile import compile_source  # noqa: E402 - as above
from intake_app.xforms.source import FormSource, Row  # noqa: E402 - as above

TAGS = ("en", "ti", "ar", "am", "fr", "es", "fa", "so", "bn", "vi", "ur", "ru")

TOPIC = 20
"""Questions to a topic."""

EVERY_REPEAT = 5
"""Every topic of this number is a repeat."""

KINDS = ("integer", "select_one word", "text", "select_multiple word")
LIMITS = {"integer": ". < 200", "select_multiple word": "count-selected(.) <= 4"}
CHOICES = ("yes", "no", "not-sure", "some", "all")


def made_up(questions: int, languages: int) -> bytes:
    """Return a compiled form of `questions` questions, apart from the instances of its repeats.

    Every topic has a gate on which all its questions hang, texts that hang on
    the choice before them, constraints, and a sum of its numbers; every fifth
    topic is a repeat, and the sum goes over all its entries.
    """
    tags = list(TAGS[:languages])
    survey: list[dict[str, str]] = []
    for topic in range(-(-questions // TOPIC)):
        survey += _topic(topic, min(TOPIC, questions - topic * TOPIC), tags)
    choices = [
        {"list_name": "word", "name": name, **_texts("label", name, tags)} for name in CHOICES
    ]
    settings = {"form_id": "made-up", "version": "1", "default_language": "en"}
    compiled = compile_source(
        FormSource(
            name="made-up",
            rows={
                "survey": _rows(survey),
                "choices": _rows(choices),
                "settings": _rows([settings]),
            },
        )
    )
    if compiled.definition is None:
        raise FormError(compiled.summary.findings[0].message)
    return compiled.definition.to_json()


def compiled_apart(questions: int, languages: int) -> bytes:
    """Return `made_up` from another process."""
    command = (sys.executable, str(Path(__file__)), str(questions), str(languages))
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def _topic(topic: int, count: int, tags: list[str]) -> list[dict[str, str]]:
    gate = _question("select_one word", f"gate{topic}", tags)
    asked = [_inner(topic, number, tags) for number in range(1, count)]
    numbers = [row["name"] for row in asked if row["type"] == "integer"]
    if topic % EVERY_REPEAT == 0:
        entry = {"type": "begin_repeat", "name": f"r{topic}", **_texts("label", "Entry", tags)}
        asked = [entry, *asked, {"type": "end_repeat"}]
        sums = [f"sum(${{{name}}})" for name in numbers]
    else:
        sums = [f"coalesce(${{{name}}}, 0)" for name in numbers]
    total = {"type": "calculate", "name": f"sum{topic}", "calculation": " + ".join(sums) or "0"}
    group = {"type": "begin_group", "name": f"t{topic}", **_texts("label", "Topic", tags)}
    return [group, gate, *asked, total, {"type": "end_group"}]


def _inner(topic: int, number: int, tags: list[str]) -> dict[str, str]:
    kind = KINDS[number % len(KINDS)]
    row = _question(kind, f"q{topic}x{number}", tags)
    row["relevant"] = f"${{gate{topic}}} != 'no'"
    if kind == "text" and number > 1:  # a note beside the choice before it
        row["relevant"] += f" and ${{q{topic}x{number - 1}}} != 'all'"
    if kind in LIMITS:
        row["constraint"] = LIMITS[kind]
    return row


def _question(kind: str, name: str, tags: list[str]) -> dict[str, str]:
    return {"type": kind, "name": name, **_texts("label", f"What is {name}, in one word?", tags)}


def _texts(column: str, text: str, tags: list[str]) -> dict[str, str]:
    return {f"{column}::{tag}": text if tag == "en" else f"{text} [{tag}]" for tag in tags}


def _rows(cells: list[dict[str, str]]) -> list[Row]:
    return [Row(number=number, cells=row) for number, row in enumerate(cells, start=2)]


if __name__ == "__main__":
    sys.stdout.buffer.write(made_up(int(sys.argv[1]), int(sys.argv[2])))
