"""A question to the sender: made once, and kept in its field until it is made."""

from __future__ import annotations

from intake_app.domain.errors import DiskFullError


def test_a_question_that_could_not_be_made_stays_where_it_was_typed(
    inbox, desk, opened, surroundings, monkeypatch
):
    inbox.open_stick()
    panel = inbox._page.answer
    panel.ask.click()
    panel.ask_form.text.set_text("Can she climb stairs?")

    def refuse(*_):
        raise DiskFullError

    with monkeypatch.context() as disk:
        disk.setattr(type(desk.asking), "ask", refuse)
        panel.ask_form.send.click()
        opened.settle()
    kept = panel.ask_form.isVisible(), panel.ask_form.text.text()
    told = surroundings.problems.said()
    panel.ask_form.send.click()
    opened.settle()

    assert kept == (True, "Can she climb stairs?")
    assert told
    assert [asked.text for asked in inbox._page.talk.asked()] == ["Can she climb stairs?"]
    assert not panel.ask_form.isVisible()


def test_a_question_asked_with_two_presses_is_made_once(inbox, opened):
    inbox.open_stick()
    panel = inbox._page.answer
    panel.ask.click()
    panel.ask_form.text.set_text("Can she climb stairs?")

    for _ in range(2):
        panel.ask_form.send.click()
    opened.settle()

    assert len(inbox._page.talk.asked()) == 1
