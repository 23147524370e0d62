"""Pages of the gallery that a conversation is held on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.consent import Choice
from intake_app.domain.message import M
from intake_app.i18n.languages import language
from intake_app.ui.conversation.wording import state_labels
from intake_app.ui.palette import Token
from intake_app.ui.typography import TextSize, scaled
from intake_app.ui.widgets.bars import FooterBar, LanguagePair, RoomHeader
from intake_app.ui.widgets.buttons import Button, Kind, MessageButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.choices import ChoiceList
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.heading import TwoLanguageHeading
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.segmented import YesNoNotYet
from intake_app.ui.widgets.source import SourceLine
from intake_app.ui.widgets.text import MessageText, Text
from intake_app.ui.widgets.text_answer import TextAnswer
from intake_app.ui.widgets.topics import TopicList
from tests.ui.widgets.gallery_frames import (
    footer_of,
    halves,
    new_window,
    person_header,
    scrolled,
    stack,
)
from tests.ui.widgets.gallery_words import CHOICES, QUESTION, TOPICS, form_text, options


@dataclass
class Room:
    """The room, with the parts that tests take hold of."""

    window: QWidget
    header: RoomHeader
    topics: TopicList
    heading: TwoLanguageHeading
    choices: ChoiceList
    source: SourceLine
    footer: FooterBar
    pair: LanguagePair
    page: ScrollPage


def room(switch, tags, *, long=False, times=1):
    """Lay out one question in two languages."""
    window = new_window()
    header = RoomHeader(switch)
    header.set_code("472918")
    header.set_title(None)
    header.caution.show_caution(M("Wording to be checked"))
    pair = LanguagePair(switch)
    pair.show_languages(language(tags[0]), language(tags[1]))
    header.add_button(pair)
    interpreter = Button()
    interpreter.set_words(switch.text(M("Interpreter {letter}", letter="A")), switch.language)
    header.add_button(interpreter)
    header.add_button(MessageButton(switch, M("Turn screen")))
    hints = MessageButton(switch, M("Hints"))
    hints.set_key("F2")
    header.add_button(hints)
    topics = TopicList(switch)
    touched = {"freedom", "health"}
    topics.show_topics(
        [(key, form_text(words, tags[0]), key in touched) for key, words in TOPICS.items()]
    )
    topics.set_current("work")
    side = ScrollPage(widest=10_000)
    side.set_margins(0, 0, 0, 10)
    side.column.addWidget(topics)
    side.column.addStretch(1)
    side.column.addWidget(MessageText(switch, M("You can stop here."), token=Token.SOFT_INK))
    side.setFixedWidth(scaled(196))
    page = ScrollPage()
    page.set_margins(0, 0, 20, 8)
    heading = TwoLanguageHeading()
    heading.show_labels([form_text(QUESTION, tag, long=long) for tag in tags])
    choices = ChoiceList()
    catalogs = [switch.catalog_of(tag) for tag in tags]
    choices.show_options(options(tags, long=long, times=times), state_labels(catalogs))
    choices.set_answer("other")
    source = SourceLine(switch)
    source.add_link(M("Add a note"))
    source.add_link(M("Say it better"))
    for widget in (heading, choices, source):
        page.column.addWidget(widget)
    page.column.addStretch(1)
    footer = footer_of(switch)
    footer.set_leading(scaled(196) + 24)
    middle = QHBoxLayout()
    middle.setContentsMargins(0, 14, 0, 0)
    middle.setSpacing(24)
    middle.addSpacing(32)
    middle.addWidget(side)
    middle.addWidget(page, 1)
    stack(window, header, middle, footer)
    return Room(window, header, topics, heading, choices, source, footer, pair, page)


def consent(switch):
    """Lay out what we agree."""
    window = new_window()
    header = person_header(switch, M("What we agree"), M("Read aloud"), M("Turn screen"))
    left = Card()
    for paragraph in (
        M("My name is … and I work for … . I am here to help you, not to judge you."),
        M(
            "I would like to talk with you and write down what you tell me. You can skip any "
            "question and stop at any time. Nothing happens to you if you say no. You can take "
            "it back later."
        ),
        M(
            "There are two things I cannot keep to myself: if a child is in danger, or if "
            "someone is about to be seriously hurt."
        ),
    ):
        left.column.addWidget(MessageText(switch, paragraph, TextSize.LEADING))
        left.column.addSpacing(4)
    left.column.addStretch(1)
    of_record = M(
        "English text 3, reviewed 2026-10-02. Rendered into Tigrinya by Interpreter A; the "
        "written translation is still to be checked."
    )
    left.column.addWidget(MessageText(switch, of_record, TextSize.NOTE, token=Token.SOFT_INK))
    text_page = scrolled(left)
    right = ScrollPage(widest=10_000)
    right.set_margins(0, 0, 0, 0)
    for item, answer in (
        (M("Talk with me now"), Choice.YES),
        (M("Write it down"), Choice.YES),
        (M("Keep it after today"), Choice.NOT_YET),
    ):
        row = YesNoNotYet(switch)
        row.set_title(item)
        row.set_answer(answer)
        right.column.addWidget(row)
    right.column.addSpacing(12)
    own = M("In your own words: what did we agree?")
    right.column.addWidget(MessageText(switch, own, TextSize.CHOICE, bold=True))
    field = TextAnswer()
    field.set_language(switch.language.tag)
    field.set_name(switch.text(own), switch.text(M("As the person said it")))
    right.column.addWidget(field)
    how = FlowLayout(spacing=10)
    how.addWidget(MessageText(switch, M("How:"), token=Token.SOFT_INK))
    how.addWidget(MessageButton(switch, M("By voice")))
    how.addWidget(MessageButton(switch, M("Mark or signature")))
    right.column.addLayout(how)
    right.column.addStretch(1)
    middle = halves(text_page, right, 1, 1)
    stack(window, header, middle, footer_of(switch))
    return window


def person(switch, tag):
    """Lay out the person's window."""
    window = new_window()
    page = ScrollPage(widest=10_000)
    page.set_margins(72, 48, 72, 20)
    title = Text(TextSize.PERSON)
    title.show_form_text(form_text(QUESTION, tag))
    page.column.addWidget(title)
    page.column.addSpacing(16)
    rows = QHBoxLayout()
    for half in (list(CHOICES.values())[::2], list(CHOICES.values())[1::2]):
        column = QVBoxLayout()
        for words in half:
            button = Button(Kind.PERSON)
            button.set_words(form_text(words, tag).text, language(tag))
            column.addWidget(button)
        column.addStretch(1)
        rows.addLayout(column, 1)
    page.column.addLayout(rows)
    page.column.addStretch(1)
    ends = QHBoxLayout()
    for words in (M("Stop"), M("Break"), M("Skip")):
        button = Button(Kind.PERSON)
        catalog = switch.catalog_of(tag)
        button.set_words(catalog.text(words), catalog.language)
        ends.addWidget(button)
    page.column.addLayout(ends)
    stack(window, page)
    window.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if language(tag).is_rtl else Qt.LayoutDirection.LeftToRight
    )
    return window
