import pytest

from guitai.domains.aftersales.boards import CaseLine, Who
from guitai.web.cases.rows import TURNS, goods_in_words


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], ""),
        ([("纯色衬衫", 1)], "纯色衬衫"),
        ([("纯色衬衫", 3)], "纯色衬衫 ×3"),
        ([("纯色衬衫", 1), ("牛仔裤", 2), ("袜子", 1)], "纯色衬衫 +2"),
        ([("衬" * 30, 1)], "衬" * 23 + "…"),
    ],
)
def test_goods_are_said_in_few_words(lines: list[tuple[str, int]], words: str):
    told = [CaseLine(title=title, quantity=quantity) for title, quantity in lines]

    assert goods_in_words(told) == words


def test_every_turn_has_a_name():
    assert set(TURNS) == set(Who)
