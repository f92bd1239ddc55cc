"""Who of a 咚咚 session is the buyer is told from all sessions of the file."""

import pytest

from guitai.engines.transcripts.casting import Cast

AGENT = "示例店-小何"
CASES = {
    "a masked name": ([{"j****db", "xiaohe"}], {"j****db", "xiaohe"}, "j****db"),
    "a name JD gave": ([{"jd_0aaaa0", "xiaohe"}], {"jd_0aaaa0", "xiaohe"}, "jd_0aaaa0"),
    "masked before given": ([{"j****db", "jd_shop"}], {"j****db", "jd_shop"}, "j****db"),
    "an agent named after the shop": ([{"tom", AGENT}], {"tom", AGENT}, "tom"),
    "a buyer with a hyphen": ([{"tom-1990", AGENT}], {"tom-1990", AGENT}, "tom-1990"),
    "an agent met with a masked buyer": (
        [{"j****db", "xiaohe"}, {"tom", "xiaohe"}],
        {"tom", "xiaohe"},
        "tom",
    ),
    "an agent of many": (
        [{"xiaohe", "tom"}, {"xiaohe", "ann"}, {"xiaohe", "bob"}],
        {"xiaohe", "ann"},
        "ann",
    ),
    "a transfer": ([{"j****db", AGENT, "示例店-小林"}], {"j****db", AGENT, "示例店-小林"}, "j****db"),
    "the robot alone": ([{"tom", "jimi_vender_1"}], {"tom", "jimi_vender_1"}, "tom"),
    "nobody answered": ([{"tom"}], {"tom"}, "tom"),
    "nobody asked": ([{AGENT, "jimi_1"}], {AGENT, "jimi_1"}, ""),
    "two plain names": ([{"tom", "ann"}], {"tom", "ann"}, ""),
    "two plain names, again and again": ([{"tom", "ann"}] * 9, {"tom", "ann"}, ""),
    "two masked names": ([{"j****db", "t****as"}], {"j****db", "t****as"}, ""),
    "the platform is nobody": ([{"tom", "系统消息"}], {"tom", "系统消息"}, "tom"),
    "nobody at all": ([set()], set(), ""),
}


@pytest.mark.parametrize(("sessions", "names", "buyer"), CASES.values(), ids=CASES)
def test_the_buyer_of_a_session(sessions, names, buyer):
    assert Cast(sessions).buyer(names) == buyer
