"""Through whom each answer came, and what is to be asked again."""

from intake_app.domain.answer import Basis
from intake_app.domain.case import Participant, Presence, Role
from tests.services.conftest import opening, share


def interpreter(letter, **changes):
    told = {
        "id": f"interpreter-{letter}",
        "role": Role.INTERPRETER,
        "alias": f"Interpreter {letter.upper()}",
        "language": "ti",
        "presence": Presence.IN_ROOM,
        "agreement_read": True,
        "accepted": True,
    }
    return Participant(**(told | changes))


def begun(worker):
    live = worker.conversations.begin(opening(participants=(interpreter("a"),)))
    return live, live.node_named("R03"), live.node_named("R07")


def test_an_earlier_answer_keeps_who_interpreted_it_after_a_swap(worker):
    live, first, second = begun(worker)
    live.answer(first, "yes")
    live.set_participants((interpreter("b"),))
    live.answer(second, "no").saved.result()

    for talk in (live, worker.conversations.resume(live.interview.id)):
        assert talk.heard.via(first) == "interpreter-a"
        assert talk.heard.via(second) == "interpreter-b"
        here = talk.interview.participants
        assert talk.heard.alias("interpreter-a", here) == "Interpreter A"
        assert talk.heard.through("interpreter-a") == [first]


def test_only_who_carries_the_words_is_named_with_an_answer(worker):
    trusted = interpreter("a", id="trusted-person-a", role=Role.TRUSTED)
    live = worker.conversations.begin(opening(participants=(trusted,)))

    pending = live.answer(live.node_named("R03"), "yes")

    assert pending.event.via == ""


def test_a_question_on_the_list_stays_until_it_is_answered_through_somebody_else(worker):
    live, first, second = begun(worker)
    live.answer(first, "yes")
    live.answer(second, "yes")
    live.set_participants((interpreter("b"),))
    live.ask_again(first, on=True)
    live.ask_again(second, on=True)

    live.answer(first, "no").saved.result()

    again = worker.conversations.resume(live.interview.id)
    assert live.heard.to_ask_again() == again.heard.to_ask_again() == [second]
    live.ask_again(second, on=False)
    assert live.heard.to_ask_again() == []


def test_saying_where_it_comes_from_changes_nobody_who_interpreted_it(worker):
    live, first, _ = begun(worker)
    live.answer(first, "yes")
    live.set_participants((interpreter("b"),))

    live.set_basis(first, Basis.SEEN)
    assert live.heard.via(first) == "interpreter-a"

    live.set_via(first, "interpreter-b")
    assert live.heard.via(first) == "interpreter-b"


def test_listing_a_question_changes_no_answer(worker):
    live, first, _ = begun(worker)
    live.answer(first, "yes")
    before = dict(live.answers())

    live.ask_again(first, on=True).saved.result()

    assert dict(live.answers()) == before


def test_a_cleared_answer_came_through_nobody(worker):
    live, first, _ = begun(worker)
    live.answer(first, "yes")
    live.answer(first, "")

    assert live.heard.via(first) == ""


def test_a_concern_is_read_by_the_lead_and_never_leaves(worker, shelter):
    live, first, _ = begun(worker)
    live.answer(first, "yes")
    live.concern("Answers for the person").saved.result()
    share(worker, live.case.id, shelter, "need", "people", "languages", "account")

    record = worker.referrals.paper_copy(live.case.id, shelter)

    assert [e.value for e in live.heard.concerns()] == ["Answers for the person"]
    assert worker.conversations.concerns(live.case.id) == ("Answers for the person",)
    assert "Answers for the person" not in repr(record)


def referred(worker, live, shelter, *groups):
    """Give what leaves for the shelter, by the name of each question."""
    share(worker, live.case.id, shelter, *groups)
    made = worker.referrals._disclose(worker._place.read_case(live.case.id), shelter.card)
    answers = [answer for group in made.groups for answer in group.answers]
    return made, {answer.node.rpartition("/")[2]: answer for answer in answers}


def test_who_has_left_is_named_in_a_referral_as_they_were_called_then(worker, shelter):
    live, first, second = begun(worker)
    live.answer(first, "yes")
    live.set_participants((interpreter("a", alias="The second voice"),))
    live.answer(second, "no")
    live.set_participants(())
    live.answer(live.node_named("R05"), "other-person").saved.result()

    _, shared = referred(worker, live, shelter, "account")

    assert shared["R03"].via == "Interpreter A"
    assert shared["R07"].via == "The second voice"
    assert shared["R05"].via == ""


def test_a_third_language_on_the_screen_is_kept_with_the_answer_and_is_not_the_persons(
    worker, shelter
):
    live, first, second = begun(worker)
    live.answer(first, "yes")
    live.relay = "am"
    live.answer(second, "no").saved.result()

    _, without = referred(worker, live, shelter, "account")
    made, shared = referred(worker, live, shelter, "account", "languages")

    kept = worker._place.read_interview(live.interview.id).events
    assert [e.shown_languages for e in kept if e.node in {first, second}] == [
        ("en", "ti"),
        ("en", "ti", "am"),
    ]
    assert made.languages == ("ti",)
    assert shared["R07"].languages == ("en", "ti", "am")
    assert without["R07"].languages == ()
