"""New words go by the guard before a playbook is kept; those that were there are not read again."""

from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from guitai.domains.aftersales.errors import PlaybookRefusedError
from guitai.domains.aftersales.models import PlaybookText
from guitai.domains.aftersales.playbook_changes import change_end, change_step
from guitai.domains.guard.models import Verdict
from guitai.web.playbooks.keeping import keep


@pytest.fixture
def request_of_lead(lead):
    request = RequestFactory().post("/")
    request.user, request.shop, request.membership = lead.person, lead.shop, lead
    request.session = SimpleNamespace()
    request._messages = FallbackStorage(request)
    return request


def test_what_the_guard_blocks_is_refused_with_its_place_and_nothing_is_kept(request_of_lead, kept):
    written = change_end(kept.written, "kept", {"say": "亲，加我微信 yunshang888 返现"})

    with pytest.raises(PlaybookRefusedError) as refused:
        keep(request_of_lead, kept, written, why="", base_version=0)

    assert refused.value.facts["at"] == "ends.kept.say"
    assert not PlaybookText.objects.exists()


def test_only_new_words_are_remarked_on(request_of_lead, kept):
    written = change_step(kept.written, "worn", {"say": "详情页写了，自己看"})

    row = keep(request_of_lead, kept, written, why="短一点", base_version=0)

    assert (row.version, row.why) == (1, "短一点")
    assert [verdict.text for verdict in Verdict.objects.all()] == ["详情页写了，自己看"]
