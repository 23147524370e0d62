from __future__ import annotations

import gettext
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as PoCatalogue
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from intake_app.i18n.catalog import Catalog

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "translations"
TRANSLATED = ("ar", "ti")


def po_catalogue(tag: str) -> PoCatalogue:
    with (TRANSLATIONS / tag / "LC_MESSAGES" / "intake_app.po").open("rb") as file:
        return read_po(file, locale=tag)


def compiled(catalogue: PoCatalogue) -> gettext.GNUTranslations:
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return gettext.GNUTranslations(file)


@pytest.fixture
def english():
    return Catalog("en", translations=gettext.NullTranslations())


@pytest.fixture
def arabic_with():
    """An Arabic catalogue made of the given pairs of source and translation."""

    def make(pairs: dict[object, object]) -> Catalog:
        catalogue = PoCatalogue(locale="ar")
        for source, target in pairs.items():
            context, msgid = source if isinstance(source, tuple) else (None, source)
            catalogue.add(msgid, target, context=context)
        return Catalog("ar", translations=compiled(catalogue))

    return make
