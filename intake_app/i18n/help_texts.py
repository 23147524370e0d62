"""The help that F1 opens: one Markdown file per topic and language, inside the program.

A file begins with ``# title``; pictures are named without a folder
(``![words for those who cannot see it](room.png)``) and lie beside the files in
``pictures/<language>/``, made by ``dev.py shots --docs``. Nothing in it leaves the
program: there are no links but those to other topics (``[words](topic)``).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from intake_app.i18n.languages import canonical_tag, with_parents

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SOURCE_LANGUAGE: Final = "en"
TOPICS: Final = (
    "today",
    "just-help",
    "opening",
    "room",
    "languages",
    "pause-and-cover",
    "finish",
    "after",
    "referral",
    "taking-back",
    "people",
    "inbox",
    "services",
    "contacts",
    "settings",
    "locking",
    "before-a-border",
    "when-things-go-wrong",
)
"""Every topic, in the order in which it is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpText:
    """One topic in one language.

    Attributes:
        topic: One of `TOPICS`.
        language: The language it is really in; English when there is no other.
        title: Its heading.
        markdown: What follows the heading: CommonMark without HTML.
    """

    topic: str
    language: str
    title: str
    markdown: str


def help_text(topic: str, tag: str) -> HelpText:
    """Return a topic in the language of `tag`, or in English.

    Raises:
        KeyError: There is no such topic.
        ValueError: `tag` is no well-formed BCP 47 tag.
    """
    if topic not in TOPICS:
        raise KeyError(topic)
    language, file = _nearest(topic, tag)
    head, _, body = file.read_text(encoding="utf-8").partition("\n")
    title = head.removeprefix("# ").strip()
    return HelpText(topic=topic, language=language, title=title, markdown=body.strip())


def help_picture(name: str, tag: str) -> bytes | None:
    """Return a picture of the help as PNG, of the language or of English; None if unknown."""
    folder = _folder().joinpath("pictures")
    if not name.endswith(".png") or "/" in name or "\\" in name:
        return None
    for language in (*with_parents(canonical_tag(tag)), SOURCE_LANGUAGE):
        file = folder.joinpath(language, name)
        if file.is_file():
            return file.read_bytes()
    return None


def _nearest(topic: str, tag: str) -> tuple[str, Traversable]:
    for language in with_parents(canonical_tag(tag)):
        file = _folder().joinpath(f"{topic}.{language}.md")
        if file.is_file():
            return language, file
    return SOURCE_LANGUAGE, _folder().joinpath(f"{topic}.{SOURCE_LANGUAGE}.md")


def _folder() -> Traversable:
    return resources.files("intake_app.i18n").joinpath("help")
