"""The generated files: catalogues (.mo) and compiled forms, under ``intake_app/_built``.

They are never committed. ``dev.py`` makes them before a command when their sources changed
(an editable install would otherwise lose its catalogues), and the wheel's build makes them
through the hook below, so both run the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # dev.py asks `are_fresh` with a stock Python, and needs no hook
    BuildHookInterface = object  # type: ignore[assignment,misc] - see above

DOMAIN = "intake_app"
BUILT = "intake_app/_built"
STAMP = "sources.sha256"
# What the compiled forms are made by, beside their own folders.
COMPILERS = ("intake_app/domain", "intake_app/guard", "intake_app/i18n", "intake_app/xforms")


class BrokenFormError(Exception):
    """A bundled form has errors; the text names the form and their rows."""


def build(root: Path) -> list[Path]:
    """Make every generated file anew and return them all, sorted.

    Raises:
        BrokenFormError: Nothing was changed.
    """
    fresh = root / f"{BUILT}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    sums = _fingerprint(root)
    for source, name in (*_catalogs(root), *_forms(root)):
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source)
    fresh.mkdir(exist_ok=True)
    (fresh / STAMP).write_text(sums, encoding="ascii")
    built = root / BUILT
    shutil.rmtree(built, ignore_errors=True)
    fresh.rename(built)
    return sorted(path for path in built.rglob("*") if path.is_file() and path.name != STAMP)


def are_fresh(root: Path) -> bool:
    """Return whether the generated files were made from the sources as they stand."""
    stamp = root / BUILT / STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii") == _fingerprint(root)


def _fingerprint(root: Path) -> str:
    """Return a hash over every source's name and bytes, and over what compiles them."""
    sources = [path for folder in ("translations", "forms") for path in (root / folder).rglob("*")]
    sources += [path for folder in COMPILERS for path in (root / folder).rglob("*.py")]
    sources += (root / "intake_app" / "i18n" / "texts").glob("*.txt")
    sources += [Path(__file__), root / "packaging" / "locks" / "dev.txt"]
    found = hashlib.sha256()
    for path in sorted(path for path in sources if path.is_file()):
        content = path.read_bytes()
        name = os.fsencode(path.name)
        found.update(b"%s\n%d %d\n" % (name, len(path.parts), len(content)) + content)
    return found.hexdigest()


def _catalogs(root: Path) -> Iterator[tuple[bytes, str]]:
    """Give each catalogue as bytes with its name; entries nobody checked (fuzzy) stay out."""
    from io import BytesIO  # noqa: PLC0415 - with Babel, which a stock Python lacks

    from babel.messages.mofile import write_mo  # noqa: PLC0415 - see above
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

    for source in sorted((root / "translations").glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        language = source.parts[-3]
        with source.open("rb") as file:
            catalog = read_po(file, locale=language.replace("-", "_"), domain=DOMAIN)
        compiled = BytesIO()
        write_mo(compiled, catalog)
        yield compiled.getvalue(), f"catalogs/{language}/LC_MESSAGES/{DOMAIN}.mo"


def _forms(root: Path) -> Iterator[tuple[bytes, str]]:
    """Give each bundled form, compiled by the program's own compiler, and its sheets for export."""
    folders = sorted(path.parent for path in (root / "forms").glob("*/survey.csv"))
    if folders:
        compiler = import_module("intake_app.xforms.build")
        source = import_module("intake_app.xforms.source")
        problem = import_module("intake_app.domain.errors").IntakeError
        for folder in folders:
            try:
                compiled = compiler.compile_folder(folder, root / "translations")
            except problem as error:
                said = error.summary.msgid.format(**error.summary.values)
                raise BrokenFormError(said) from error
            yield compiled, f"forms/{folder.name}.json"
            packed = source.pack_source(folder, root / "translations")
            yield packed.data, f"forms/{folder.name}.source"


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg] - `object` takes no argument
    """Makes the generated files while a wheel is built and puts them in."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build and include; an editable install is left to ``dev.py``."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        for path in build(root):
            build_data["force_include"][str(path)] = path.relative_to(root).as_posix()


if __name__ == "__main__":
    try:
        print(*build(Path(__file__).resolve().parent.parent), sep="\n")
    except BrokenFormError as error:
        sys.exit(f"error: {error}")
