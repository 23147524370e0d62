"""Runs reference cases that nobody on this project wrote, and prints what passed.

    conformance.py FOLDER [--failures]

FOLDER may hold any of xpath/, scenario/ and crypto/age/. One expectation that
a case's author asserted counts as one. "observed" is what the reference engine
was seen to do, for information. The cases are read where they lie.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import conformance_age  # noqa: E402 - the path is set above
import conformance_scenario  # noqa: E402 - as above
import conformance_xpath  # noqa: E402 - as above


def main(arguments: list[str] | None = None) -> int:
    """Run what is there; exit 2 when there is nothing to run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--failures", action="store_true", help="list what failed, on stderr")
    options = parser.parse_args(arguments)
    passed = failed = 0
    observed: conformance_xpath.Tally | None = None
    for name, tally, seen in _run(options.folder):
        observed = seen or observed
        passed += tally.passed
        failed += tally.failed
        print(f"{name}: {tally.passed} passed, {tally.failed} failed", flush=True)
        if options.failures:
            for line in tally.failures:
                print(f"{name}: {line}".replace("\n", " "), file=sys.stderr)
    if passed + failed == 0:
        print(f"nothing to run in {options.folder}: skipped", file=sys.stderr)
        return 2
    if observed is not None:
        print(f"observed: {observed.passed} passed, {observed.failed} failed")
    print(f"{passed} passed, {failed} failed")
    return 0


def _run(folder: Path):  # noqa: ANN202 - pairs of a name and its tallies, used above only
    for name, path in (
        ("xpath", folder / "xpath"),
        ("scenario", folder / "scenario"),
        ("age", folder / "crypto" / "age"),
    ):
        if not path.is_dir():
            print(f"{name}: not in this folder, skipped", file=sys.stderr)
        elif name == "xpath":
            yield name, *conformance_xpath.run(path)
        elif name == "scenario":
            yield name, conformance_scenario.run(path), None
        else:
            yield name, conformance_age.run(path), None


if __name__ == "__main__":
    raise SystemExit(main())
