"""The invented question, choices and topics of the gallery, and the catalogues as they are."""

from __future__ import annotations

import gettext
import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from intake_app.domain.form import FormText, OptionView
from intake_app.i18n.catalog import Catalog

ROOT = Path(__file__).resolve().parents[3]


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
