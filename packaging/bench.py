"""Measures the program on this machine and holds the figures against their budgets.

    bench.py [SUBJECT ...] [--json] [--form FILE ...]

Every subject runs in a process of its own. Ratios count more than seconds:
they come from one run on one machine. Nothing here decides whether a test
passes; docs/benchmarks.md says what was seen.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from bench_figures import Figure, Part, machine  # noqa: E402 - the path is set above

SUBJECTS = {
    "start": "start -> lock screen, beside an empty window",
    "engine": "answer -> settled; forms loaded",
    "store": "answer -> committed; unlock with many cases",
    "room": "answer -> painted, next question, languages, cover",
    "memory": "memory with the room open",
    "packets": "a referral sealed and opened",
    "stream": "1 kB to 500 MB sealed and opened, beside the age program",
    "parts": "100 and 500 MB in part files, as they travel beside a packet",
    "import": "referrals taken in, against the processor's floor",
    "many": "10,000 referrals taken in: rate, memory, the first one",
    "answers": "where 10,000 referrals stand, from the answers to them",
}
"""Each is a module ``bench_<subject>`` whose ``measure`` gives figures as they come."""


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for; exit 1 when something could not be measured."""
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0],
        epilog="\n".join(f"  {name:<8} {says}" for name, says in SUBJECTS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help="all when none is named")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument(
        "--form", type=Path, action="append", default=[], help="another form for `engine`"
    )
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    subjects = options.subjects or list(SUBJECTS)
    for name in subjects:
        if name not in SUBJECTS:
            parser.error(f"no subject {name!r}; there are: {', '.join(SUBJECTS)}")
    if options.here:
        return _measure(subjects[0], options.form)
    return _report(subjects, options.form, as_json=options.json)


def _measure(subject: str, forms: list[Path]) -> int:
    """Measure one subject in this process; one line of JSON for each figure."""
    measure = import_module(f"bench_{subject}").measure
    for figure in measure(forms) if subject == "engine" else measure():
        print(json.dumps(asdict(figure)), flush=True)
    return 0


def _report(subjects: list[str], forms: list[Path], *, as_json: bool) -> int:
    """Measure each subject in a process of its own and tell what was found."""
    where = machine()
    if not as_json:
        print("; ".join(f"{name} {value}" for name, value in where.items()), flush=True)
    found: dict[str, list[Figure]] = {}
    failed: list[str] = []
    for subject in subjects:
        if not as_json:
            print(f"\n-- {subject}: {SUBJECTS[subject]}", flush=True)
        command = [sys.executable, str(Path(__file__).resolve()), subject, "--here"]
        for form in forms:
            command += ["--form", str(form.resolve())]
        found[subject] = []
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            for line in child.stdout or ():
                figure = _read(line)
                found[subject].append(figure)
                if not as_json:
                    print(figure, flush=True)
        if child.returncode:
            failed.append(subject)
    if as_json:
        print(json.dumps({"machine": where, "figures": _plain(found), "failed": failed}, indent=1))
    else:
        _summarise(found, failed)
    return 1 if failed else 0


def _summarise(found: dict[str, list[Figure]], failed: list[str]) -> None:
    judged = [(f, p) for figures in found.values() for f in figures for p in f.parts]
    missed = [(figure, part) for figure, part in judged if part.met is False]
    met = sum(part.met is True for _, part in judged)
    print(f"\n{met} budgets met, {len(missed)} missed")
    for figure, part in missed:
        print(f"missed: {figure.what}: {part}")
    for subject in failed:
        print(f"could not be measured to the end: {subject}", file=sys.stderr)


def _read(line: str) -> Figure:
    plain = json.loads(line)
    return Figure(**{**plain, "parts": [Part(**part) for part in plain["parts"]]})


def _plain(found: dict[str, list[Figure]]) -> dict[str, list[dict[str, object]]]:
    return {
        subject: [
            {**asdict(figure), "parts": [{**asdict(p), "met": p.met} for p in figure.parts]}
            for figure in figures
        ]
        for subject, figures in found.items()
    }


if __name__ == "__main__":
    raise SystemExit(main())
