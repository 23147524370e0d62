"""Take a picture of every screen with invented people: ``dev.py shots --out DIR``.

Each screen is taken in English, Arabic, Tigrinya and the two pseudo-languages,
light, dark and at twice the size of text. Nothing is compared: the pictures are
there to be looked at.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")

from PySide6.QtWidgets import QApplication

import shots_room
import shots_shell
from intake_app.i18n.pseudo import LONG, RIGHT_TO_LEFT
from intake_app.ui.palette import DARK, LIGHT
from intake_app.ui.style import Look, apply_look
from intake_app.ui.typography import load_fonts
from shots_world import ShotWorld, build_world

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1366, 690)
LANGUAGES = ("en", "ar", "ti", LONG, RIGHT_TO_LEFT)
LOOKS: Mapping[str, Look] = {
    "light": Look(),
    "dark": Look(palette=DARK),
    "200": Look(palette=LIGHT, scale=2.0),
}
DOCS = {"room": ROOT / "docs" / "pictures" / "room.png"}


def take(world: ShotWorld, make: Callable[[ShotWorld], QWidget], path: Path) -> None:
    """Make a screen, let it settle, and write its picture."""
    screen = make(world)
    screen.resize(*SIZE)
    screen.show()
    world.settle()
    screen.grab().save(str(path))
    screen.close()
    screen.deleteLater()
    world.settle()


def take_all(
    world: ShotWorld, wanted: Mapping[str, Callable[[ShotWorld], QWidget]], out: Path
) -> None:
    """Write the pictures of all screens in every language and look."""
    for look_name, look in LOOKS.items():
        apply_look(QApplication.instance(), look)
        for tag in LANGUAGES:
            world.surroundings.language.use(tag)
            for name, make in wanted.items():
                take(world, make, out / f"{name}-{tag}-{look_name}.png")


def main(arguments: Sequence[str]) -> int:
    """Take the pictures and return the exit status."""
    parser = argparse.ArgumentParser(prog="dev.py shots", description=__doc__)
    parser.add_argument("--out", type=Path, help="the folder to write the pictures to")
    parser.add_argument("--only", nargs="*", default=[], help="names of screens; all unless given")
    parser.add_argument("--docs", action="store_true", help="write the pictures of the manual")
    asked = parser.parse_args(arguments)
    if asked.out is None and not asked.docs:
        parser.error("say where with --out DIR, or --docs")
    app = QApplication([])
    load_fonts()
    apply_look(app, Look())
    known = {**shots_shell.SCREENS, **shots_room.SCREENS}
    missing = sorted(set(asked.only) - set(known))
    if missing:
        parser.error(f"no such screens: {', '.join(missing)}; there are: {', '.join(known)}")
    with tempfile.TemporaryDirectory() as folder:
        world = build_world(Path(folder))
        try:
            if asked.docs:
                for name, path in DOCS.items():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    take(world, known[name], path)
            if asked.out is not None:
                asked.out.mkdir(parents=True, exist_ok=True)
                chosen = {name: known[name] for name in asked.only or known}
                take_all(world, chosen, asked.out)
        finally:
            world.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
