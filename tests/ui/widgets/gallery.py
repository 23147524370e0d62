"""Pages laid out from the widgets with invented words, to be looked at.

Run ``python -m tests.ui.widgets.gallery FOLDER``: it writes a picture of each
page in several languages, looks and sizes. The tests build the same pages.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from intake_app.ui.cover import Cover
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.palette import DARK, HIGH_CONTRAST, LIGHT
from intake_app.ui.style import Look, apply_look
from intake_app.ui.typography import load_fonts
from tests.ui.widgets.gallery_office import desk, fields, today, what_leaves
from tests.ui.widgets.gallery_room import consent, person, room
from tests.ui.widgets.gallery_words import catalog_from_sources

SIZE = (1366, 690)


def shoot(window, folder, name, size=SIZE):
    """Show a page, let its layout settle and write its picture."""
    window.resize(*size)
    window.show()
    for _ in range(3):
        QApplication.processEvents()
    window.grab().save(str(Path(folder) / f"{name}.png"))
    window.close()
    window.deleteLater()


def main(folder):
    """Write all pictures into `folder`."""
    app = QApplication.instance() or QApplication([])
    load_fonts()
    apply_look(app, Look())
    switch = LanguageSwitch("en", load=catalog_from_sources)
    Path(folder).mkdir(parents=True, exist_ok=True)
    pages = {
        "today": today,
        "consent": consent,
        "what_leaves": what_leaves,
        "desk": desk,
        "fields": fields,
    }
    for palette, look in ((LIGHT, "light"), (DARK, "dark"), (HIGH_CONTRAST, "contrast")):
        for scale in (1.0, 2.0):
            if scale > 1 and palette is not LIGHT:
                continue
            apply_look(app, Look(palette=palette, scale=scale))
            end = f"{look}{'_200' if scale > 1 else ''}"
            tags = ("en", "ar", "en-XA") if palette is LIGHT else ("en",)
            for tag in tags:
                switch.use(tag)
                for name, page in pages.items():
                    shoot(page(switch), folder, f"{name}_{tag}_{end}")
                shoot(room(switch, (tag, "ti")).window, folder, f"room_{tag}_{end}")
                long = room(switch, (tag, "my"), long=True, times=2).window
                shoot(long, folder, f"roomlong_{tag}_{end}")
                many = room(switch, (tag, "ti"), times=2).window
                shoot(many, folder, f"roommany_{tag}_{end}")
            switch.use("en")
            shoot(person(switch, "ti"), folder, f"person_ti_{end}")
            shoot(person(switch, "ar"), folder, f"person_ar_{end}")
    apply_look(app, Look())
    window = today(switch)
    window.resize(*SIZE)
    window.show()
    cover = Cover(switch)
    cover.put_up()
    cover.pages()[0].ask_for_pin()
    shoot(window, folder, "cover")


if __name__ == "__main__":
    main(sys.argv[1])
