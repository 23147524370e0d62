"""Take a picture of every screen with invented people: ``dev.py shots --out DIR``.

Each screen is taken in six languages (see `LANGUAGES`), light, dark, in high
contrast and at twice the size of text. Nothing is compared: the pictures are
there to be looked at, all 24 of a screen at once on its sheet ``NAME.png``, and
one by one in the folder ``NAME``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from intake_app.i18n.pseudo import LONG, RIGHT_TO_LEFT
from intake_app.ui.palette import DARK, HIGH_CONTRAST
from intake_app.ui.style import Look, apply_look
from intake_app.ui.typography import base_font, load_fonts
from shots_list import screens
from shots_world import build_world

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shots_list import Make
    from shots_world import ShotWorld

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1366, 690)
LANGUAGES: Mapping[str, tuple[str, str]] = {
    "en": ("en", "ti"),
    "ar": ("ar", "ti"),
    "ti": ("ti", "ar"),
    "my": ("en", "my"),
    LONG: (LONG, "ti"),
    RIGHT_TO_LEFT: (RIGHT_TO_LEFT, "ti"),
}
"""The language of the program, and that of the person in a conversation."""
LOOKS: Mapping[str, Look] = {
    "light": Look(),
    "dark": Look(palette=DARK),
    "contrast": Look(palette=HIGH_CONTRAST),
    "200": Look(scale=2.0),
}
DOCS = {"room": ROOT / "docs" / "pictures" / "room.png"}
HELP = ROOT / "intake_app" / "i18n" / "help" / "pictures"
HELP_SCREENS = (
    "today",
    "just-help-card",
    "opening",
    "room",
    "turned",
    "cover",
    "finish",
    "referral-lines",
    "person",
    "inbox",
    "services",
    "contacts",
    "settings",
    "pin",
    "help-now",
    "plan",
)
"""The screens that the help shows, in every language that it is written in."""
HELP_LANGUAGES = ("en", "ar")
HELP_WIDTH = 760
HELP_COLORS = 64
THUMB = QRect(0, 0, 600, 303)
GAP = 12
CAPTION = 22


def take(world: ShotWorld, make: Make) -> QPixmap:
    """Make a screen, let it settle, and return its picture."""
    screen = make(world)
    screen.resize(*SIZE)
    screen.show()
    world.settle()
    picture = screen.grab()
    screen.close()
    screen.deleteLater()
    world.settle()
    return picture


def take_all(world: ShotWorld, name: str, make: Make, out: Path) -> None:
    """Write the pictures of a screen in every language and look, and the sheet of them all."""
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    taken: dict[tuple[str, str], QPixmap] = {}
    for look_name, look in LOOKS.items():
        apply_look(cast("QApplication", QApplication.instance()), look)
        for tag, (program, person) in LANGUAGES.items():
            world.surroundings.language.use(program)
            world.person = person
            picture = taken[look_name, tag] = take(world, make)
            picture.save(str(folder / f"{tag}-{look_name}.png"))
    sheet(name, taken).save(str(out / f"{name}.png"))


def take_for_docs(world: ShotWorld, known: Mapping[str, Make], only: Sequence[str]) -> None:
    """Write the pictures of the README and of the help, or those of a few screens."""
    for name, path in DOCS.items():
        if only and name not in only:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        take(world, known[name]).save(str(path))
    for tag in HELP_LANGUAGES:
        program, world.person = LANGUAGES[tag]
        world.surroundings.language.use(program)
        folder = HELP / tag
        folder.mkdir(parents=True, exist_ok=True)
        for name in (each for each in HELP_SCREENS if not only or each in only):
            picture = take(world, known[name]).scaledToWidth(
                HELP_WIDTH, Qt.TransformationMode.SmoothTransformation
            )
            path = folder / f"{name}.png"
            picture.save(str(path))
            with Image.open(path) as large:
                small = large.convert("RGB").quantize(HELP_COLORS)
            small.save(path, optimize=True)


def sheet(name: str, taken: Mapping[tuple[str, str], QPixmap]) -> QImage:
    """Return all pictures of a screen side by side: a row for each language, a column a look."""
    step = QPoint(THUMB.width() + GAP, THUMB.height() + GAP + CAPTION)
    image = QImage(
        GAP + step.x() * len(LOOKS), GAP + step.y() * len(LANGUAGES), QImage.Format.Format_RGB32
    )
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    painter.setFont(base_font())
    for (look, tag), picture in taken.items():
        column, row = list(LOOKS).index(look), list(LANGUAGES).index(tag)
        corner = QPoint(GAP + column * step.x(), GAP + row * step.y())
        painter.drawText(corner + QPoint(0, CAPTION - 8), f"{name}   {tag}   {look}")
        small = picture.scaled(
            THUMB.size(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawPixmap(corner + QPoint(0, CAPTION), small)
    painter.end()
    return image


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
    known = screens()
    missing = sorted(set(asked.only) - set(known))
    if missing:
        parser.error(f"no such screens: {', '.join(missing)}; there are: {', '.join(known)}")
    with tempfile.TemporaryDirectory() as folder:
        world = build_world(Path(folder))
        try:
            if asked.docs:
                take_for_docs(world, known, asked.only)
            if asked.out is not None:
                for name in asked.only or known:
                    before = time.monotonic()
                    take_all(world, name, known[name], asked.out)
                    print(f"{name}: {time.monotonic() - before:.1f} s", flush=True)
        finally:
            world.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
