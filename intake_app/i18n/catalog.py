"""Turning messages into text in the language of the moment.

The English source strings stand in the code and always work; compiled
catalogues lie in the package's `_built` folder and are read from there.
"""

from __future__ import annotations

import gettext
import string
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Final

from intake_app.domain.message import Message
from intake_app.i18n.direction import isolated_in
from intake_app.i18n.languages import Language, language, with_parents
from intake_app.i18n.pseudo import PSEUDO_LANGUAGES, PseudoTranslations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from intake_app.i18n.formats import Formats

DOMAIN: Final = "intake_app"
_MALFORMED: Final = frozenset({"\0malformed"})


class Catalog:
    """The translations of one language, with the source strings behind them.

    Attributes:
        language: The language asked for.
    """

    def __init__(
        self,
        tag: str,
        *,
        translations: gettext.NullTranslations | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        """Load the catalogue of `tag`, or of the nearest parent that has one.

        Args:
            tag: BCP 47 tag; without a catalogue every text is English.
            translations: A catalogue to use instead of the built one.
            zone: Where moments are shown; None is this computer's time zone.

        Raises:
            ValueError: `tag` is no well-formed BCP 47 tag.
        """
        self.language: Language = language(tag)
        self._zone = zone
        self._translations = translations or _built(self.language.tag)

    @cached_property
    def formats(self) -> Formats:
        """How the language writes dates, numbers and lists."""
        from intake_app.i18n.formats import Formats  # noqa: PLC0415 - slow to load

        return Formats(self.language, self._zone)

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the language."""
        return self.language.tag

    def text(self, message: Message) -> str:
        """Return `message` in this language, filled in and ready to show.

        Values that are messages are rendered in the same language, numbers and
        times are formatted, and strings (text from people) are isolated where
        they could disturb the direction of the sentence. A translation may
        leave a placeholder out ("one referral"), but one that names a
        placeholder the source lacks gives way to the source string.
        """
        source, found = self._lookup(message)
        chosen = found if _fields(found) <= _fields(source) else source
        return chosen.format_map({k: self._shown(v) for k, v in message.values.items()})

    def _lookup(self, message: Message) -> tuple[str, str]:
        """Return the source string that fits the count, and its translation."""
        known = self._translations
        one, many, count, context = message.msgid, message.plural, message.count, message.context
        if not one:
            return "", ""
        if many is None or count is None:
            found = known.gettext(one) if context is None else known.pgettext(context, one)
            return one, found
        source = one if count == 1 else many
        if context is None:
            return source, known.ngettext(one, many, count)
        return source, known.npgettext(context, one, many, count)

    def _shown(self, value: object) -> str:
        if isinstance(value, Message):
            return self.text(value)
        if isinstance(value, str):
            return isolated_in(self.language.direction, value)
        if isinstance(value, list | tuple):
            return self.formats.listing([self._shown(item) for item in value])
        return self.formats.value(value)


def read_po(path: Path | Traversable) -> Mapping[tuple[str, str], str]:
    """Return the finished translations of a catalogue: (context, source) to text.

    Fuzzy and empty entries are missing, not guessed at. The context is "" where
    an entry has none. Entries with a plural are left out: form texts have none.
    """
    # Only building reads .po files; the start of the window need not wait for this.
    from babel.messages import pofile  # noqa: PLC0415 - 23 ms

    with path.open("rb") as file:
        catalogue = pofile.read_po(file)
    return {
        (entry.context or "", entry.id): entry.string
        for entry in catalogue
        if isinstance(entry.id, str)
        and isinstance(entry.string, str)
        and entry.id
        and entry.string
        and not entry.fuzzy
    }


def _built(tag: str) -> gettext.NullTranslations:
    if tag in PSEUDO_LANGUAGES:
        return PseudoTranslations(language(tag))
    root = resources.files("intake_app").joinpath("_built", "catalogs")
    for known in with_parents(tag):
        compiled = root.joinpath(known, "LC_MESSAGES", f"{DOMAIN}.mo")
        if compiled.is_file():
            with compiled.open("rb") as file:
                return gettext.GNUTranslations(file)
    return gettext.NullTranslations()


def _fields(template: str) -> frozenset[str]:
    """Return the placeholders of a template; one that does more than name them is malformed."""
    try:
        parts = [p for p in string.Formatter().parse(template) if p[1] is not None]
    except ValueError:
        return _MALFORMED
    if any(spec or conversion for _, _, spec, conversion in parts):
        return _MALFORMED
    return frozenset(str(name) for _, name, _, _ in parts)
