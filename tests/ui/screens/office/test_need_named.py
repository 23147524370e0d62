"""The inbox: the line that names what is needed."""

from dataclasses import replace

from intake_app.ui.shell.referral_pane import title_of


def test_a_need_told_without_a_service_is_not_said_to_be_kept_back(inbox, language):
    inbox.open_stick()
    referral = replace(inbox._page._contents.arrived[0].referral, services=())
    without = replace(referral, groups=tuple(g for g in referral.groups if g.group != "need"))

    assert title_of(referral, language) == "What is needed, and how soon"
    assert title_of(without, language) == "What is needed was not shared"
