"""Pages laid out from the widgets with invented words, to be looked at.

Run ``python -m tests.ui.widgets.gallery FOLDER``: it writes a picture of each
page in several languages, looks and sizes. The tests build the same pages.
"""

from __future__ import annotations

import gettext
import io
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.consent import Choice
from intake_app.domain.form import FormText, OptionView
from intake_app.domain.message import MC, M
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.formats import shown_code
from intake_app.i18n.languages import language
from intake_app.ui.cover import Cover
from intake_app.ui.language import LanguageSwitch
from intake_app.ui.palette import DARK, HIGH_CONTRAST, LIGHT, Token
from intake_app.ui.problems import ProblemBar
from intake_app.ui.style import Look, apply_look, bare
from intake_app.ui.typography import TextSize, load_fonts, scaled
from intake_app.ui.widgets.bars import FooterBar, LanguagePair, RoomHeader, TopBar
from intake_app.ui.widgets.buttons import Button, Kind, LinkButton, MessageButton
from intake_app.ui.widgets.cards import Card, CautionChip, Door, EmptyPanel, ListRow, SelectableRow
from intake_app.ui.widgets.choices import ChoiceList, state_labels
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.heading import TwoLanguageHeading
from intake_app.ui.widgets.numbers import DateAnswer, NumberAnswer
from intake_app.ui.widgets.page import ScrollPage
from intake_app.ui.widgets.pin import PassphraseField, PinPad
from intake_app.ui.widgets.segmented import AnswerRow, YesNoNotYet
from intake_app.ui.widgets.source import SourceLine
from intake_app.ui.widgets.text import MessageText, Text
from intake_app.ui.widgets.text_answer import TextAnswer
from intake_app.ui.widgets.topics import TopicList

ROOT = Path(__file__).resolve().parents[3]
SIZE = (1366, 690)
SAVED = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)

QUESTION = {
    "en": "Who has your papers and your phone now?",
    "ar": "مع من أوراقك وهاتفك الآن؟",
    "ti": "ወረቐትን ተሌፎንን ሕጂ ኣብ መን ኣሎ?",
    "my": "သင့်စာရွက်စာတမ်းနှင့် ဖုန်းကို ယခု ဘယ်သူ သိမ်းထားသလဲ။",
}
CHOICES = {
    "both": {"en": "I have both", "ar": "كلاهما معي", "ti": "ክልቲኡ ኣባይ ኣሎ", "my": "နှစ်ခုလုံး ကျွန်ုပ်ဆီမှာ"},
    "papers": {
        "en": "I have the papers only",
        "ar": "الأوراق فقط معي",
        "ti": "ወረቐት ጥራይ",
        "my": "စာရွက်စာတမ်းသာ",
    },
    "phone": {
        "en": "I have the phone only",
        "ar": "الهاتف فقط معي",
        "ti": "ተሌፎን ጥራይ",
        "my": "ဖုန်းသာ",
    },
    "other": {
        "en": "Someone else has them",
        "ar": "مع شخص آخر",
        "ti": "ካልእ ሰብ ሒዝዎ",
        "my": "အခြားသူတစ်ယောက်ဆီမှာ",
    },
    "none": {"en": "I have none", "ar": "ليس لدي", "ti": "የብለይን", "my": "ဘာမှမရှိပါ"},
}
TOPICS = {
    "work": {"en": "Work", "ar": "العمل"},
    "money": {"en": "Money", "ar": "المال"},
    "freedom": {"en": "Freedom", "ar": "الحرية"},
    "danger": {"en": "Danger", "ar": "الخطر"},
    "journey": {"en": "Journey", "ar": "الطريق"},
    "health": {"en": "Health", "ar": "الصحة"},
    "next": {"en": "What next", "ar": "ماذا بعد"},
    "notes": {"en": "My notes", "ar": "ملاحظاتي"},
}
LONG = "and this wording goes on for quite a while, as some languages need many more words"


def form_text(words, tag, *, long=False):
    """Return a wording of the invented form in `tag`, English where there is none."""
    known = tag if tag in words else "en"
    text = words[known] + (f" {LONG}" if long else "")
    return FormText(asked=tag, language=known, text=text)


def options(tags, *, long=False, times=1):
    """Return the invented choices, so many times over."""
    return [
        OptionView(
            name=f"{name}{turn or ''}",
            labels=tuple(form_text(words, tag, long=long) for tag in tags),
        )
        for turn in range(times)
        for name, words in CHOICES.items()
    ]


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
    window = _window()
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
    footer = _footer(switch)
    footer.set_leading(scaled(196) + 24)
    middle = QHBoxLayout()
    middle.setContentsMargins(0, 14, 0, 0)
    middle.setSpacing(24)
    middle.addSpacing(32)
    middle.addWidget(side)
    middle.addWidget(page, 1)
    _stack(window, header, middle, footer)
    return Room(window, header, topics, heading, choices, source, footer, pair, page)


def today(switch):
    """Lay out the day."""
    window = _window()
    bar = _places(switch, "today")
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
            M("stopped at {topic}, today {time}", topic="Freedom", time="14:02"),
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
    _stack(window, bar, page)
    return window


def consent(switch):
    """Lay out what we agree."""
    window = _window()
    header = _person_header(switch, M("What we agree"), M("Read aloud"), M("Turn screen"))
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
    text_page = _scrolled(left)
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
    middle = _halves(text_page, right, 1, 1)
    _stack(window, header, middle, _footer(switch))
    return window


def what_leaves(switch):
    """Lay out what leaves."""
    window = _window()
    header = _person_header(switch, M("Referral file for North Shelter"), M("Read aloud"))
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
    _stack(window, header, _halves(left, _scrolled(right), 3, 2), _footer(switch))
    return window


def desk(switch):
    """Lay out the desk's inbox."""
    window = _window()
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
    _stack(window, _places(switch, "inbox"), _halves(left, _scrolled(card), 6, 5))
    return window


def person(switch, tag):
    """Lay out the person's window."""
    window = _window()
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
    _stack(window, page)
    window.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if language(tag).is_rtl else Qt.LayoutDirection.LeftToRight
    )
    return window


def fields(switch):
    """Lay out every other field and panel."""
    window = _window()
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
    _stack(window, page)
    return window


def _window():
    window = QWidget()
    window.setWindowTitle("Intake")
    return window


def _stack(window, *parts):
    column = QVBoxLayout(window)
    bare(column)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1 if isinstance(part, ScrollPage) else 0)
        else:
            column.addLayout(part, 1)


def _halves(left, right, one, other):
    middle = QHBoxLayout()
    middle.setContentsMargins(32, 20, 32, 10)
    middle.setSpacing(24)
    middle.addWidget(left, one)
    middle.addWidget(right, other)
    return middle


def _scrolled(widget):
    page = ScrollPage(widest=10_000)
    page.set_margins(0, 0, 0, 0)
    page.column.addWidget(widget)
    return page


def _person_header(switch, title, *buttons):
    header = RoomHeader(switch)
    header.set_code("472918")
    header.set_title(title)
    pair = LanguagePair(switch)
    pair.show_languages(switch.language, language("ti"))
    header.add_button(pair)
    for words in buttons:
        header.add_button(MessageButton(switch, words))
    return header


def _footer(switch):
    footer = FooterBar(switch)
    footer.saved.show_saved(SAVED)
    return footer


def _places(switch, current):
    bar = TopBar(
        switch,
        {
            "today": M("Today"),
            "people": M("People"),
            "referrals": M("Referrals"),
            "inbox": M("Inbox"),
            "contacts": M("Contacts"),
            "settings": M("Settings"),
        },
    )
    bar.set_current(current)
    return bar


def catalog_from_sources(tag):
    """Return a catalogue of `tag` compiled from `translations/`, built or not."""
    source = ROOT / "translations" / tag / "LC_MESSAGES" / "intake_app.po"
    if not source.is_file():
        return Catalog(tag)
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return Catalog(tag, translations=gettext.GNUTranslations(compiled))


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
