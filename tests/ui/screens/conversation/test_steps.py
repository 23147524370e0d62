"""The way through a topic, without a window."""

from intake_app.domain.form import PageView, RepeatView, TopicView
from intake_app.domain.ids import NodeRef
from intake_app.ui.conversation.steps import key_of, steps_of


def page(node):
    return PageView(nodes=(NodeRef(node),))


def repeat(*instances, place=1, can_add=True):
    return RepeatView(
        node=NodeRef("/d/r"),
        labels=(),
        instances=tuple(NodeRef(i) for i in instances),
        can_add=can_add,
        can_remove=can_add and bool(instances),
        place=place,
    )


def way(topic):
    return [step.node for step in steps_of(topic)]


def test_a_repeat_stands_behind_its_instances_and_before_what_follows():
    topic = TopicView(
        node=NodeRef("/d"),
        labels=(),
        pages=(page("/d/a"), page("/d/r{k1}/q"), page("/d/r{k2}/q"), page("/d/z")),
        repeats=(repeat("/d/r{k1}", "/d/r{k2}"),),
    )

    assert way(topic) == ["/d/a", "/d/r{k1}/q", "/d/r{k2}/q", "/d/r", "/d/z"]
    numbers = [step.within[1] for step in steps_of(topic) if step.within is not None]
    assert numbers == [1, 2]


def test_an_empty_repeat_stands_where_its_instances_would():
    topic = TopicView(
        node=NodeRef("/d"), labels=(), pages=(page("/d/a"), page("/d/z")), repeats=(repeat(),)
    )

    assert way(topic) == ["/d/a", "/d/r", "/d/z"]


def test_a_repeat_of_a_fixed_number_has_no_place_of_its_own():
    topic = TopicView(
        node=NodeRef("/d"),
        labels=(),
        pages=(page("/d/r{k1}/q"),),
        repeats=(repeat("/d/r{k1}", place=0, can_add=False),),
    )

    assert way(topic) == ["/d/r{k1}/q"]


def test_one_instance_is_not_taken_for_another_that_begins_alike():
    topic = TopicView(
        node=NodeRef("/d"),
        labels=(),
        pages=(page("/d/r{k12}/q"),),
        repeats=(repeat("/d/r{k1}", "/d/r{k12}", place=0),),
    )

    assert steps_of(topic)[0].within[1] == 2


def test_the_workers_notes_have_a_key_of_their_own():
    notes = TopicView(node=NodeRef("/d"), labels=(), pages=(), is_notes=True)
    loose = TopicView(node=NodeRef("/d"), labels=(), pages=())

    assert key_of(notes) != key_of(loose)
