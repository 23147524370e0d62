"""The one command for everyone who works with the source: ``python3 packaging/dev.py COMMAND``.

It needs a stock Python of at least 3.11 and nothing else. Before a command runs, the
environment in ``.venv`` is brought to what the locks say and the generated assets to what
their sources say; both cost nothing when nothing changed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it with an older one must be told
    sys.exit("error: Python 3.11 or later is needed; this is " + sys.version.split()[0])

import build_assets
import environment
import locks
from environment import SetUpError
from system_packages import Need

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.text.font.db=false"}


def run_python(arguments: Sequence[str], *, offscreen: bool, cwd: Path | None = None) -> int:
    """Run the environment's Python and return its exit status.

    Args:
        arguments: What follows the interpreter.
        offscreen: Whether Qt draws into memory, unless the caller's environment
            names a platform (a display under Xvfb, say).
        cwd: Where to run; the caller's folder when None, so that relative
            paths on the command line mean what they say.
    """
    variables = {**OFFSCREEN, **os.environ} if offscreen else dict(os.environ)
    command = [str(environment.python(ROOT)), *arguments]
    return subprocess.run(command, cwd=cwd, env=variables, check=False).returncode


def program(arguments: Sequence[str]) -> int:
    """Open the program's window."""
    return run_python(["-P", "-m", "intake_app", *arguments], offscreen=False)


def demo(arguments: Sequence[str]) -> int:
    """Play a conversation and a referral between two fictional offices."""
    return run_python(["-P", "-m", "intake_app", "demo", *arguments], offscreen=True)


def test(arguments: Sequence[str]) -> int:
    """Run the tests; --fast leaves out the slow ones, the rest goes to pytest."""
    rest = [argument for argument in arguments if argument != "--fast"]
    chosen = ["-m", "not slow"] if "--fast" in arguments else []
    spread = [] if any(a.startswith("-n") or a == "--pdb" for a in rest) else ["-n", "2"]
    return run_python(["-m", "pytest", *spread, *chosen, *rest], offscreen=True, cwd=ROOT)


CHECKS: tuple[tuple[str, ...], ...] = (
    ("-m", "ruff", "check"),
    ("-m", "ruff", "format", "--check"),
    ("-m", "mypy"),
    ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    ("packaging/messages.py", "--check"),
    ("packaging/house_rules.py",),
    ("-m", "codespell_lib"),
    ("-m", "towncrier", "build", "--draft", "--version", "next"),
)


def check(arguments: Sequence[str]) -> int:
    """Check style, types, layers, the template of texts, and the rules of the house."""
    if arguments:
        raise SetUpError("check takes no arguments")
    failed = []
    for command in CHECKS:
        name = " ".join(command)
        print(f"-- {name}", flush=True)
        if run_python(command, offscreen=True, cwd=ROOT):
            failed.append(name)
    for name in failed:
        print(f"failed: {name}")
    if not failed:
        print(f"all {len(CHECKS)} checks passed")
    return 1 if failed else 0


def script(name: str) -> Callable[[Sequence[str]], int]:
    """Return the command that runs ``packaging/<name>.py`` in the environment."""

    def run(arguments: Sequence[str]) -> int:
        return run_python([str(ROOT / "packaging" / f"{name}.py"), *arguments], offscreen=True)

    return run


def faults(arguments: Sequence[str]) -> int:
    """Print the reliability scorecard: what is left after kills, power cuts and full disks."""
    return run_python(["-m", "tests.faults", *arguments], offscreen=True, cwd=ROOT)


def lock(arguments: Sequence[str]) -> int:
    """Write the locks anew from pyproject.toml (needs uv)."""
    return locks.write(ROOT, upgrade="--upgrade" in arguments)


def build(arguments: Sequence[str]) -> int:
    """Build the wheel into dist/."""
    return run_python(
        ["-m", "hatchling", "build", "--target", "wheel", *arguments], offscreen=True, cwd=ROOT
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One word of the command line.

    Attributes:
        run: Takes the arguments behind the word, returns the exit status.
        says: What it does, for the list of commands.
        needs: What the system must offer.
        assets: Whether the generated files must be there first.
    """

    run: Callable[[Sequence[str]], int]
    says: str
    needs: Need = Need.QT
    assets: bool = True


COMMANDS = {
    "app": Command(run=program, says="open the program", needs=Need.WINDOW),
    "demo": Command(run=demo, says="play a conversation and a referral [--out DIR]"),
    "test": Command(run=test, says="run the tests [--fast] [pytest's arguments]", needs=Need.TESTS),
    "check": Command(run=check, says="style, types, layers, texts, rules of the house"),
    "messages": Command(
        run=script("messages"), says="collect the texts to translate [--check]", assets=False
    ),
    "translations": Command(
        run=script("translations"),
        says="status | export --out DIR | import FORM FILE...",
        assets=False,
    ),
    "conformance": Command(run=script("conformance"), says="run reference cases in a FOLDER"),
    "bench": Command(
        run=script("bench"), says="measure against the budgets [SUBJECT ...] [--json]"
    ),
    "faults": Command(
        run=faults,
        says="kills, power cuts, full disks: the scorecard [--quick] [ROW ...]",
        needs=Need.TESTS,
    ),
    "shots": Command(
        run=script("shots"), says="take pictures of every screen --out DIR [--only SCREEN ...]"
    ),
    "lock": Command(run=lock, says="write packaging/locks anew [--upgrade]", assets=False),
    "build": Command(run=build, says="build the wheel into dist/"),
}


def listing() -> str:
    """Return the list of commands as the help shows it: the one place where all are named."""
    return "\n".join(f"  {name:<13} {command.says}" for name, command in COMMANDS.items())


def main(arguments: Sequence[str]) -> int:
    """Prepare what the command needs, run it, and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        usage="%(prog)s COMMAND ...",
        description=f"commands:\n{listing()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    if not arguments:
        parser.print_help()
        return 0
    asked = parser.parse_args(arguments)
    command = COMMANDS[asked.command]
    try:
        environment.prepare(ROOT, command.needs)
        if command.assets and not build_assets.are_fresh(ROOT):
            status = run_python([str(ROOT / "packaging" / "build_assets.py")], offscreen=True)
            if status:
                return status
        return command.run(asked.rest)
    except SetUpError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
