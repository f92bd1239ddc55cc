"""A day of talk as work."""

from guitai.engines.staffing.contacts import Line, day_load

TEN = 10 * 3600


def _said(*lines: tuple[str, int], agent: str = "小美", buyer: str = "tb1") -> list[Line]:
    return [Line(agent, buyer, author, TEN + at) for author, at in lines]


def test_a_chat_lasts_from_the_buyers_first_line_to_the_last():
    load = day_load(_said(("buyer", 0), ("buyer", 5), ("agent", 25), ("buyer", 100), ("agent", 160)))

    assert (load.chats[20], load.answered[20], load.seconds[20]) == (1, 1, 160)
    assert [load.in_time[wait][20] for wait in (10, 20, 30)] == [0, 0, 1]
    assert load.lengths == [160]


def test_ten_minutes_of_silence_make_two_of_it():
    lines = _said(
        ("buyer", 0), ("agent", 10), ("buyer", 610), ("agent", 1211), ("buyer", 1800), ("agent", 1830)
    )

    load = day_load(reversed(lines))

    # 0-610 s is one; the answer at 1211 begins another, which the buyer opens at 1800.
    assert (load.chats[20], load.chats[21], sum(load.seconds)) == (1, 1, 610 + 30)


def test_what_nobody_answered_is_asked_for_but_takes_no_time():
    load = day_load(_said(("buyer", 0), ("buyer", 60), ("robot", 61), agent=""))

    assert (sum(load.chats), sum(load.answered), sum(load.seconds), load.lengths) == (1, 0, 0, [])
    assert sum(load.in_time[300]) == 0


def test_what_the_shop_says_by_itself_is_no_chat():
    assert sum(day_load(_said(("agent", 0), ("agent", 5))).chats) == 0


def test_how_many_an_agent_holds_at_once():
    # 小美: 0-100 and 50-150, so 200 s of chats in 150 s; 阿杰: 0-100 alone.
    lines = [
        *_said(("buyer", 0), ("agent", 100)),
        *_said(("buyer", 50), ("agent", 150), buyer="tb2"),
        *_said(("buyer", 0), ("agent", 100), agent="阿杰", buyer="tb3"),
    ]

    load = day_load(lines)

    assert (load.held, load.busy) == (300, 250)


def test_at_most_99_lengths_are_kept_evenly():
    lines = [
        line
        for number in range(990)
        for line in _said(("buyer", 0), ("agent", number), buyer=f"tb{number}")
        if number <= 600
    ]

    lengths = day_load(lines).lengths

    assert len(lengths) == 99
    assert lengths[49] == 300
    assert lengths == sorted(lengths)
