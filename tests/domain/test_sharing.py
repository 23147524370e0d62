"""What a scope lets leave, and when one scope allows all that another does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.case import AgeBranch
from intake_app.domain.ids import Fingerprint, NodeRef
from intake_app.domain.referral import FIELD_GROUPS, OUTSIDE_GROUPS
from intake_app.domain.sharing import MINIMUM, FieldTick, Output, SharingScope, groups_for

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NODES = [NodeRef("/data/a"), NodeRef("/data/b")]
SCOPE = SharingScope(
    recipient=Fingerprint("a" * 64),
    recipient_name="House B",
    groups=("need", "name"),
    purpose="help",
    until=NOON,
)


def tick(node, *, ticked, form="f"):
    return FieldTick(form=form, node=NodeRef(node), ticked=ticked)


@pytest.mark.parametrize("sensitivity", [0, 1, 2])
def test_a_field_goes_with_its_group(sensitivity):
    assert SCOPE.lets("need", "f", NODES[0], sensitivity)
    assert not SCOPE.lets("account", "f", NODES[0], sensitivity)


def test_the_most_sensitive_needs_a_tick_of_its_own():
    assert not SCOPE.lets("name", "f", NODES[0], 3)
    assert replace(SCOPE, fields=(tick("/data/a", ticked=True),)).lets("name", "f", NODES[0], 3)


def test_a_tick_reaches_no_field_of_another_form_and_no_group_that_was_refused():
    scope = replace(SCOPE, fields=(tick("/data/a", ticked=True),))

    assert not scope.lets("name", "other", NODES[0], 3)
    assert not scope.lets("account", "f", NODES[0], 3)


def test_a_field_can_be_taken_out_of_its_group():
    scope = replace(SCOPE, fields=(tick("/data/a", ticked=False),))

    assert not scope.lets("need", "f", NODES[0], 1)
    assert scope.lets("need", "f", NODES[1], 1)


def test_of_a_child_what_happened_is_in_no_output():
    for output in Output:
        assert not {"account", "observed"} & set(groups_for(AgeBranch.UNDER_18, output))
        assert not {"account", "observed"} & set(groups_for(AgeBranch.MAYBE_UNDER_18, output))


def test_an_output_without_a_name_has_no_group_that_says_who():
    for output in (Output.NEEDS, Output.ANONYMOUS):
        assert not {"name", "contact", "health"} & set(groups_for(AgeBranch.ADULT, output))


def test_the_least_is_what_a_desk_may_read_before_it_accepts():
    assert set(MINIMUM) == OUTSIDE_GROUPS


_SCOPES = st.builds(
    SharingScope,
    recipient=st.just(Fingerprint("a" * 64)),
    recipient_name=st.just("House B"),
    groups=st.lists(st.sampled_from(FIELD_GROUPS[:4]), unique=True).map(tuple),
    purpose=st.sampled_from(["help", "a bed"]),
    until=st.integers(0, 3).map(lambda days: NOON + timedelta(days=days)),
    fields=st.dictionaries(st.sampled_from(NODES), st.booleans()).map(
        lambda words: tuple(tick(node, ticked=word) for node, word in words.items())
    ),
    output=st.sampled_from(Output),
    onward=st.booleans(),
    no_authorities=st.booleans(),
)


@given(_SCOPES, _SCOPES)
def test_what_is_allowed_lets_nothing_leave_that_the_wider_scope_does_not(wide, narrow):
    if not wide.allows(narrow):
        return

    for group in FIELD_GROUPS[:4]:
        for node in [*NODES, NodeRef("/data/other")]:
            for sensitivity in range(4):
                let = narrow.lets(group, "f", node, sensitivity)
                assert not let or wide.lets(group, "f", node, sensitivity)
    assert narrow.until <= wide.until
    assert wide.onward or not narrow.onward
    assert narrow.no_authorities or not wide.no_authorities


@given(_SCOPES)
def test_every_scope_allows_itself(scope):
    assert scope.allows(scope)
