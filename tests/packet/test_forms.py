"""Every answer says which form it comes from, and neither layer names a form it does not use."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from intake_app.domain.errors import PacketError
from intake_app.domain.referral import SharedForm
from intake_app.packet.inner import in_layers, read_inside
from tests.packet.people import SALT, referral
from tests.packet.strategies import REFERRALS


def said(body):
    """Return every answer with the form it comes from."""
    forms = (body.form, *body.forms)
    return [
        (group.group, answer.node, forms[answer.form])
        for group in body.groups
        for answer in group.answers
    ]


def used(groups):
    return {a.form for group in groups for a in group.answers} - {0}


@given(REFERRALS)
def test_both_layers_together_say_of_each_answer_which_form_it_comes_from(desk, body):
    outer, inner = in_layers(body, desk.card, SALT)
    inside = read_inside(inner.plain, outer.inner) if inner is not None else None
    whole = outer.with_inside(inside) if inside is not None else outer

    assert sorted(said(whole), key=repr) == sorted(said(body), key=repr)


@given(REFERRALS)
def test_the_outer_layer_names_no_form_that_only_the_inner_one_uses(desk, body):
    outer, inner = in_layers(body, desk.card, SALT)

    assert used(outer.groups) == set(range(1, len(outer.forms) + 1))
    if inner is not None:
        inside = read_inside(inner.plain, outer.inner)
        known = range(1, len(outer.forms) + len(inside.forms) + 1)
        assert used((*outer.groups, *inside.groups)) == set(known)


@given(REFERRALS)
def test_leaving_out_what_is_not_used_a_second_time_changes_nothing(body):
    assert body.with_used_forms() == body


def test_an_answer_of_a_form_that_is_not_named_is_never_sealed(desk):
    body = referral()
    name = body.groups[1]
    wrong = replace(name, answers=tuple(replace(a, form=1) for a in name.answers))
    other = SharedForm(form_id="plan", version="1", logic_hash="3", text_hash="4")

    with pytest.raises(PacketError):
        in_layers(replace(body, groups=(wrong,)), desk.card, SALT)
    outer, _ = in_layers(replace(body, groups=(wrong,), forms=(other,)), desk.card, SALT)
    assert outer.forms == ()
