"""Text for people, kept untranslated until the moment it is shown.

An interpreter may switch the language while a message is on the screen, so
nothing below `ui`, `cli` and `report` turns a message into text. The core
passes `Message` values about; `intake_app.i18n.catalog.Catalog.text` renders
them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Message:
    """A source string and the values that fill its named placeholders.

    Attributes:
        msgid: The English source string, as found in the catalogue.
        plural: The English plural, when the string depends on a count.
        count: The number that picks the plural form.
        context: Tells apart equal source strings that mean different things.
        values: What to put in place of ``{name}`` placeholders. A value that is
            itself a `Message` is rendered in the same language; a string is
            text from people and is isolated for direction.
    """

    msgid: str
    plural: str | None = None
    count: int | None = None
    context: str | None = None
    values: Mapping[str, object] = field(default_factory=dict[str, object])


def M(msgid: str, /, **values: object) -> Message:
    """Mark `msgid` for translation and return it as a `Message`."""
    return Message(msgid, values=values)


def MN(one: str, many: str, count: int, /, **values: object) -> Message:
    """Mark a pair of strings whose choice depends on `count`."""
    return Message(one, plural=many, count=count, values={"count": count, **values})


def MC(context: str, msgid: str, /, **values: object) -> Message:
    """Mark `msgid` for translation in a `context` that tells it from its twins."""
    return Message(msgid, context=context, values=values)
