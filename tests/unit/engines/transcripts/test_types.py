"""What a message says does not depend on where it stood."""

from dataclasses import replace
from datetime import datetime

from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.days import SHANGHAI

MESSAGE = Message(7, "店:小美", "tb_a", "店:小美", Author.AGENT, datetime(2019, 5, 1, tzinfo=SHANGHAI), "在")


def test_two_readings_of_one_message_are_equal_whatever_their_lines():
    assert replace(MESSAGE, line=9) == MESSAGE
    assert hash(replace(MESSAGE, line=9)) == hash(MESSAGE)


def test_only_a_person_of_the_shop_is_an_agent():
    assert [replace(MESSAGE, author=author).is_agent for author in Author] == [False, True, False, False]
