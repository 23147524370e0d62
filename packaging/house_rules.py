"""Rules of CONVENTIONS.md that no ready-made tool keeps; ``dev.py check`` runs them all.

Each rule takes files and gives one line per finding, ``path:line: what``.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 400
MARKS = {"M": 1, "MN": 2, "MC": 2}  # how many leading arguments are source strings
NO_SUBJECT = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
# The person is a person; these words decide what nobody at the table may decide.
UNSAID = re.compile(r"\b(victims?|traffick\w*|perpetrators?|suspects?)\b", re.IGNORECASE)
# Written in halves, so that this file passes its own rule.
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(?:root/\.|work/(?:main|shared)\b|(?:home|Users)/\w+/)"
    r"|\b(?:py" r"pi\.org|python" r"hosted\.org|npm" r"js\.(?:org|com)|deb\.deb" r"ian\.org)"
    r"|\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK|[Cc]oming s" r"oon|[Ll]orem ip" r"sum)\b"
)  # fmt: skip


def long_modules(paths: Iterable[Path]) -> Iterator[str]:
    """Find modules of more than 400 lines: they have more than one subject."""
    for path in paths:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MAX_LINES:
            yield f"{path}:{MAX_LINES + 1}: {lines} lines; at most {MAX_LINES}: split by subject"


def names_without_subject(paths: Iterable[Path]) -> Iterator[str]:
    """Find modules and packages whose name does not say what they hold."""
    for path in paths:
        for part in NO_SUBJECT.intersection((path.stem, *path.parts[:-1])):
            yield f"{path}:1: {part!r} names no subject"


def unmarked_sources(paths: Iterable[Path]) -> Iterator[str]:
    """Find marked texts that are no plain strings (never extracted) or use a word we do not say."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            for source in node.args[: MARKS.get(node.func.id, 0)]:
                if not (isinstance(source, ast.Constant) and isinstance(source.value, str)):
                    yield f"{path}:{source.lineno}: {node.func.id}() takes a plain string"
                elif word := UNSAID.search(source.value):
                    yield f"{path}:{source.lineno}: {word[0]!r} is not said to people"


def traces_of_one_machine(paths: Iterable[Path]) -> Iterator[str]:
    """Find folders of one computer, hosts of package registries, and marks of unfinished work."""
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        for number, line in enumerate(text.splitlines(), start=1):
            if found := OF_ONE_MACHINE.search(line):
                yield f"{path}:{number}: {found[0]!r} does not belong in the project"


def tracked(root: Path) -> list[Path]:
    """Return the files that git keeps or would keep, relative to `root`."""
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout
    found = (Path(name) for name in names.decode().split("\0") if name)
    return sorted(path for path in found if (root / path).is_file())


def findings(root: Path) -> list[str]:
    """Return what every rule finds in the repository at `root`."""
    files = [root / path for path in tracked(root)]
    modules = [path for path in files if path.suffix == ".py"]
    program = [path for path in modules if path.is_relative_to(root / "intake_app")]
    found = [
        *long_modules(modules),
        *names_without_subject(path.relative_to(root) for path in modules),
        *unmarked_sources(program),
        *traces_of_one_machine(files),
    ]
    return [line.removeprefix(f"{root}/") for line in found]


def main(_: Sequence[str]) -> int:
    """Print every finding; return 1 when there is one."""
    found = findings(ROOT)
    print("\n".join(found) if found else "the rules of the house are kept")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
