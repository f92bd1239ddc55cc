"""The mood beside another program: the desk's line from what was pasted, and nothing of it is kept."""

from django.test import Client
from tests.unit.web.sidecar.conftest import Post

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import Conversation, Message

ANGRY = [
    {"by": "buyer", "text": "到底什么时候退款"},
    {"by": "agent", "text": "亲，请耐心等待"},
    {"by": "buyer", "text": "等等等，你们就是骗子！！我要投诉"},
]


def test_an_angry_line_that_was_pasted_is_told_with_words_to_say(post: Post) -> None:
    html = post("reading/", previous=ANGRY)["html"]

    assert 'data-mood="angry"' in html
    assert "data-say=" in html
    assert "骗子" in html
    assert "data-message" not in html
    assert "data-set-mood" not in html
    assert not Conversation.objects.exists()
    assert not Message.objects.exists()


def test_a_question_that_was_pasted_gets_no_line(post: Post) -> None:
    html = post("reading/", previous=[{"by": "buyer", "text": "这件有M码吗"}])["html"]

    assert "data-say=" not in html.split("reading-whole-part")[0]
    assert "这件有M码吗" in html


def test_where_the_buyer_said_nothing_nothing_is_read(post: Post) -> None:
    assert "data-mood" not in post("reading/", previous=[{"by": "agent", "text": "在的"}])["html"]


def test_who_answers_nobody_gets_none(browser: Client, warehouse: Membership) -> None:
    browser.force_login(warehouse.person, backend="django.contrib.auth.backends.ModelBackend")

    assert browser.post("/s/yunshang/sidecar/reading/", {}).status_code == 403
