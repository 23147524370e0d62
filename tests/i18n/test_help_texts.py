"""Help: every topic in English and Arabic, its links and pictures within the program."""

import re

import pytest

from intake_app.i18n.help_texts import TOPICS, help_picture, help_text

LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]*)\)")
KEYS = re.compile(r"\b(?:F\d|Ctrl\+\w|Esc)\b")
BETRAYING = ("victim", "traffick", "exploit", "encrypt", "ضحي", "اتجار", "استغلال")


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_there_with_a_title_and_words(topic, tag):
    found = help_text(topic, tag)

    assert found.language == tag
    assert found.title
    assert len(found.markdown) > 150


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_name_the_same_keys_links_and_pictures(topic):
    english, arabic = help_text(topic, "en").markdown, help_text(topic, "ar").markdown

    assert LINK.sub(r"\1\2", english) != english or not LINK.search(arabic)
    assert {m.groups() for m in LINK.finditer(english)} == {
        m.groups() for m in LINK.finditer(arabic)
    }
    assert set(KEYS.findall(english)) == set(KEYS.findall(arabic))


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("topic", TOPICS)
def test_links_lead_to_topics_and_pictures_are_there(topic, tag):
    for is_picture, target in LINK.findall(help_text(topic, tag).markdown):
        if is_picture:
            assert help_picture(target, tag) is not None
        else:
            assert target in TOPICS


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("topic", TOPICS)
def test_no_word_of_it_betrays_the_subject_to_a_glance(topic, tag):
    found = help_text(topic, tag)

    assert not [w for w in BETRAYING if w in f"{found.title} {found.markdown}".casefold()]


def test_a_language_without_help_gets_the_english_one():
    assert help_text("room", "ti").language == "en"


def test_an_unknown_topic_is_refused():
    with pytest.raises(KeyError):
        help_text("nowhere", "en")


@pytest.mark.parametrize("name", ["../../message.py", "a/b.png", "none.png", "room.svg"])
def test_nothing_but_a_picture_of_the_help_is_ever_read(name):
    assert help_picture(name, "en") is None
