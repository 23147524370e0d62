"""Pages of the gallery that the worker and the desk see alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from intake_app.domain.message import MC, M
from intake_app.i18n.digits import shown_code
from intake_app.i18n.languages import language
from intake_app.ui.palette import Token
from intake_app.ui.problems import ProblemBar
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.buttons import Kind, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip, Door, EmptyPanel, ListRow, SelectableRow
from intake_app.ui.widgets.choices import ChoiceList
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.numbers import DateAnswer, NumberAnswer
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.pin import PassphraseField, PinPad
from intake_app.ui.widgets.segmented import AnswerRow
from intake_app.ui.widgets.text import MessageText, Text
from tests.ui.widgets.gallery_frames import (
    footer_of,
    halves,
    new_window,
    person_header,
    places,
    scrolled,
    stack,
)
from tests.ui.widgets.gallery_words import SAVED, options


def today(switch):
    """Lay out the day."""
    window = new_window()
    bar = places(switch, "today")
    page = ScrollPage(widest=1254)
    page.set_margins(56, 28, 56, 20)
    title = Text(TextSize.HEADING, bold=True)
    title.say(switch.catalog.formats.day(SAVED.date()), switch.language)
    page.column.addWidget(title)
    doors = QHBoxLayout()
    doors.setSpacing(16)
    for first, name, about, action in (
        (
            True,
            M("Start a conversation"),
            M("Safety and consent first. Stop whenever you like."),
            M("Begin"),
        ),
        (False, M("Just help"), M("A need, a service, a card. Nothing is kept."), M("Open")),
        (False, M("Open a stick"), M("Answers and new referrals"), M("Open")),
    ):
        doors.addWidget(Door(switch, name, about, action, first=first), 1)
    page.column.addLayout(doors)
    page.column.addSpacing(12)
    waiting = MessageText(switch, M("Waiting for you"), TextSize.CHOICE, bold=True)
    page.column.addWidget(waiting)
    for code, words, action in (
        (
            "472918",
            M("stopped, {when}", when="today 14:02"),
            M("Go on"),
        ),
        (
            "305122",
            M("North Shelter has not answered since yesterday. Call, or take the next choice."),
            M("Call list"),
        ),
        ("118640", M("accepted by phone; the signed answer is still to come"), M("See")),
    ):
        row = ListRow()
        row.show_words(shown_code(code), switch.text(words), language=switch.language)
        row.add_button(MessageButton(switch, action))
        page.column.addWidget(row)
    page.column.addStretch(1)
    ready = M("Ready to go: battery 82 % · directory checked 6 days ago · last backup yesterday")
    page.column.addWidget(MessageText(switch, ready, TextSize.NOTE, token=Token.SOFT_INK))
    stack(window, bar, page)
    return window


def what_leaves(switch):
    """Lay out what leaves."""
    window = new_window()
    header = person_header(switch, M("Referral file for North Shelter"), M("Read aloud"))
    answers = {True: MC("agreement", "Yes"), False: MC("agreement", "No")}
    left = ScrollPage(widest=10_000)
    left.set_margins(0, 0, 0, 0)
    asks = M("North Shelter asks for these. What may they know?")
    left.column.addWidget(MessageText(switch, asks, TextSize.CHOICE, bold=True))
    for title, note, answer in (
        (M("What is needed, and how soon"), "a bed tonight", True),
        (M("Adults and children, by age band"), "one adult 25-34", True),
        (M("Languages"), "Tigrinya, some Arabic", True),
        (M("Who must not know where"), "kept with every copy", True),
        (M("Name to call"), "“Selam”", True),
        (M("Health and access needs"), "asthma, medicine runs out Friday", None),
        (M("What happened"), "", None),
    ):
        row = AnswerRow(switch, answers, marked=True)
        row.set_title(title)
        row.set_note(note)
        row.set_answer(answer)
        left.column.addWidget(row)
    left.column.addStretch(1)
    terms = FlowLayout(spacing=8)
    words = M("For help with housing · until 21 February 2027 · they may not pass it on")
    terms.addWidget(MessageText(switch, words, token=Token.SOFT_INK))
    terms.addWidget(LinkButton(switch, M("Change")))
    left.column.addLayout(terms)
    right = Card()
    right.column.addWidget(
        MessageText(switch, M("Exactly this leaves"), TextSize.CHOICE, bold=True)
    )
    for line in ("A bed tonight, for one adult, 25-34", "Languages: Tigrinya, some Arabic"):
        text = Text()
        text.say(line, language("en"))
        right.column.addWidget(text)
    opened = M(
        "Opened only by North Shelter (checked in person, 3 October). The name is shown to "
        "them only after they accept."
    )
    right.column.addWidget(MessageText(switch, opened, TextSize.NOTE, token=Token.SOFT_INK))
    right.column.addStretch(1)
    right.column.addWidget(MessageButton(switch, M("Make the file"), Kind.PRIMARY))
    right.column.addWidget(MessageButton(switch, M("They have no Intake: print or phone")))
    stack(window, header, halves(left, scrolled(right), 3, 2), footer_of(switch))
    return window


def desk(switch):
    """Lay out the desk's inbox."""
    window = new_window()
    left = ScrollPage(widest=10_000)
    left.set_margins(0, 0, 0, 0)
    head = QHBoxLayout()
    new = MessageText(switch, M("12 new on this stick"), TextSize.HEADING, bold=True)
    head.addWidget(new, 1)
    open_all = MessageButton(switch, M("Open all 12"), Kind.PRIMARY)
    head.addWidget(open_all, alignment=Qt.AlignmentFlag.AlignTop)
    left.column.addLayout(head)
    for index, (lead, title, note) in enumerate(
        (
            ("24 h", "A bed tonight · one adult 25-34", "Tigrinya · North · from Outreach team A"),
            ("24 h", "Doctor and a bed · two adults, one child", "Arabic · from Harbour Clinic"),
            ("72 h", "Lawyer, before a hearing on Friday", "Vietnamese · from Outreach team C"),
            ("2 weeks", "School place · one child 12-15", "Dari · from City services"),
            ("2 weeks", "Back pay advice · one adult", "Spanish · from Union desk"),
        )
    ):
        row = SelectableRow()
        row.show_words(lead, title, note, language("en"))
        row.setChecked(index == 0)
        left.column.addWidget(row)
    left.column.addStretch(1)
    chip = CautionChip(switch)
    chip.show_caution(
        M("One file could not be opened: it is meant for another office. The other 12 are in.")
    )
    left.column.addWidget(chip)
    card = Card()
    card.column.addWidget(MessageText(switch, M("A bed tonight"), TextSize.HEADING, bold=True))
    for line in (
        "One adult, 25-34, women only if possible",
        "Speaks Tigrinya, some Arabic; no access needs",
        "In danger if found: do not call the old number",
    ):
        text = Text()
        text.say(line, language("en"))
        card.column.addWidget(text)
    card.column.addStretch(1)
    card.column.addWidget(MessageButton(switch, M("Accept: she can come"), Kind.PRIMARY))
    more = QHBoxLayout()
    for words in (M("We can help from …"), M("Ask"), M("We cannot")):
        more.addWidget(MessageButton(switch, words))
    card.column.addLayout(more)
    phone = M("Answer by phone too: {digits}", digits="4471 9026")
    card.column.addWidget(MessageText(switch, phone, token=Token.SOFT_INK))
    stack(window, places(switch, "inbox"), halves(left, scrolled(card), 6, 5))
    return window


def fields(switch):
    """Lay out every other field and panel."""
    window = new_window()
    page = ScrollPage()
    page.set_margins(32, 20, 32, 20)
    problem = ProblemBar(switch)
    problem.show_messages(
        M("The disk is full: the last answer is not saved yet."),
        M("Delete something else on this computer; Intake tries again every few seconds."),
    )
    number = NumberAnswer(switch)
    number.set_name("How many hours a day?")
    number.set_value("12")
    date = DateAnswer(switch)
    date.set_name("When did it begin?")
    date.set_value("2026-11-24")
    passphrase = PassphraseField(switch)
    pad = PinPad(switch)
    pad.field.add("1")
    several = ChoiceList()
    several.show_options(options(("en", "ti")), several=True)
    several.set_answer("both papers")
    empty = EmptyPanel(
        switch,
        M("Nothing is waiting."),
        M("Start a conversation, or open a stick with answers."),
        M("Start a conversation"),
    )
    for widget in (problem, number, date, passphrase, several, empty):
        page.column.addWidget(widget)
    beside = QHBoxLayout()  # a layout asks a widget of limited width for its height at the full one
    beside.addWidget(pad)
    beside.addStretch(1)
    page.column.addLayout(beside)
    page.column.addStretch(1)
    stack(window, page)
    return window
