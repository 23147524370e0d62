"""Texts as a .po file, as translators' programs open it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = """# {about}
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def po_bytes(entries: Iterable[tuple[str, str, str]], language: str, about: str) -> bytes:
    """Return a .po file; the same entries give the same bytes.

    Each entry is marked fuzzy: it counts as missing until somebody has looked at it.

    Args:
        entries: Context, source text and translation of each.
        language: BCP 47 tag of the translations.
        about: One line of ASCII for the head of the file.
    """
    catalog = Catalog(fuzzy=False)
    for context, source, text in sorted(entries):
        catalog.add(source, text, context=context, flags=("fuzzy",))
    out = io.BytesIO()
    write_po(out, catalog, width=100, no_location=True, omit_header=True)
    head = _HEAD.format(about=about, language=language.replace("-", "_"))
    return head.encode("utf-8") + out.getvalue()
