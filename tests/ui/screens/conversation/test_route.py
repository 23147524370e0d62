"""The way through the topics: forward, back, and where one stands after a change."""

from intake_app.domain.form import PageView, TopicView
from intake_app.domain.ids import NodeRef
from intake_app.ui.conversation.route import Route


def topic(name, *questions):
    pages = tuple(PageView(nodes=(NodeRef(f"/f/{name}/{q}"),)) for q in questions)
    return TopicView(node=NodeRef(f"/f/{name}"), labels=(), pages=pages)


def test_forward_from_the_last_question_is_no_question_and_back_from_there_is_it_again():
    route = Route([topic("work", "a", "b")])
    last = route.found(NodeRef("/f/work/b"))

    nowhere = route.moved(last, 1)

    assert nowhere is None
    assert route.moved(nowhere, -1) is last
    assert route.moved(nowhere, 1) is None


def test_back_from_the_first_question_stays_there():
    route = Route([topic("work", "a", "b")])

    assert route.moved(route.first(), -1) is route.first()


def test_passing_over_a_topic_leads_to_the_first_question_of_the_next():
    route = Route([topic("work", "a", "b"), topic("money", "c", "d")])

    later = route.past(route.found(NodeRef("/f/work/a")))

    assert later is route.first_of("/f/money")
    assert route.past(later) is None


def test_a_question_that_is_gone_leaves_one_at_the_last_one_before_it_that_is_there():
    before = Route([topic("work", "a", "b", "c", "d")])
    after = Route([topic("work", "a", "d")])

    place = after.after_change(before, before.found(NodeRef("/f/work/c")))

    assert place.node == "/f/work/a"


def test_with_no_topic_there_is_no_question():
    route = Route()

    assert route.first() is None
    assert route.moved(None, -1) is None
