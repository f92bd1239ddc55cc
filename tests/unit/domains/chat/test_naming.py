"""Numbers are found however they are written, and what is none is not looked for."""

import pytest

from guitai.domains.chat.naming import tokens_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("订单3515313140000000007", "3515313140000000007"),
        ("3515 3131 4000 0000 007", "3515313140000000007"),
        ("单号 yt2200000001234 哦", "YT2200000001234"),
        ("ＹＴ２２０００００００１２３４", "YT2200000001234"),
        ("240101-123456789012345", "240101-123456789012345"),
        ("订单3515313140000000007，电话13900000009", "3515313140000000007"),
        ("13900000009 3515313140000000007", "3515313140000000007"),
    ],
)
def test_numbers_are_found_in_any_writing(text: str, number: str) -> None:
    assert number in tokens_in(text).numbers


@pytest.mark.parametrize(
    "text",
    [
        "13900000009",
        "139-0000-0009",
        "一三九零零零零零零零九",
        "幺三九洞洞洞洞洞洞洞九",
        "①③⑨00000009",
        "+8613900000009",
        "电话139 0000 0009、订单3515313140000000007",
        "1️⃣3️⃣9️⃣00000009",
    ],
)
def test_phones_are_found_in_any_writing(text: str) -> None:
    assert "13900000009" in tokens_in(text).phones


@pytest.mark.parametrize("text", ["", "您好，今天下午4点前发货", "满300减30，2件8折", "2026年3月2日"])
def test_what_is_none_is_not_looked_for(text: str) -> None:
    assert not tokens_in(text)


def test_a_flood_of_digits_asks_for_so_many_at_most() -> None:
    tokens = tokens_in("13900000009" * 300)

    assert len(tokens.numbers) <= 60
    assert len(tokens.phones) <= 60
