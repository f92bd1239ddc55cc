"""JD's list of sessions is read with its dashes, its lengths below zero and its two names for one figure."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import saved, workbook

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.service_types import ServiceSession
from guitai.kernel.days import SHANGHAI

HEADINGS = [
    *("咨询时间", "顾客", "咨询类型", "客服", "转接后客服", "技能组", "商品编号", "商品名称", "首次响应时间"),
    *("新平均响应时间(S)", "会话时长(M)", "客户消息数", "客服消息数", "满意度", "是否解决", "cid"),
]
FULL = [
    *("2026-07-21 21:50:11", "jd_0aaaa0aaaa0db", "在线咨询", "示例店-小何", "示例店-小林", "售前组"),
    *("100012345678", "示例保温杯", "4", "6.5", "14.82", "2", "3", "非常满意", "已解决", "c-20260721-0001"),
]
BARE = ["2026-07-21 22:10:00", "jd_0bbbb0bbbb0xy", *["-"] * 8, "-0.01", "1", "0", "-", "-", "-"]


def sessions_of(path):
    (reading,) = open_export(path)
    assert reading.kind == "dongdong_sessions"
    return list(reading)


def csv_of(*rows):
    return "\r\n".join(",".join(row) for row in rows) + "\r\n"


def test_a_session_says_all_that_its_line_says(tmp_path):
    (session,) = sessions_of(workbook(tmp_path, {"会话记录": [HEADINGS, FULL]}))

    assert session == ServiceSession(
        line=2,
        session_id="c-20260721-0001",
        started_at=datetime(2026, 7, 21, 21, 50, 11, tzinfo=SHANGHAI),
        buyer="jd_0aaaa0aaaa0db",
        kind="在线咨询",
        agent="示例店-小何",
        passed_to="示例店-小林",
        group="售前组",
        product_code="100012345678",
        product_title="示例保温杯",
        first_response_s=4.0,
        average_response_s=6.5,
        length_min=14.82,
        buyer_messages=2,
        agent_messages=3,
        satisfaction="非常满意",
        solved="已解决",
    )
    assert (session.line, session.key) == (2, ("c-20260721-0001",))


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-8"])
def test_a_dash_is_nothing_and_a_length_below_zero_too(tmp_path, encoding):
    (session,) = sessions_of(saved(tmp_path, csv_of(HEADINGS, BARE), encoding))

    assert (session.kind, session.agent, session.passed_to, session.group) == ("",) * 4
    assert (session.product_code, session.product_title, session.satisfaction, session.solved) == ("",) * 4
    assert (session.first_response_s, session.average_response_s, session.length_min) == (None,) * 3
    assert (session.buyer_messages, session.agent_messages) == (1, 0)
    assert session.key == (datetime(2026, 7, 21, 22, 10, tzinfo=SHANGHAI), "jd_0bbbb0bbbb0xy", "")


def test_numbers_and_times_may_be_excels_own(tmp_path):
    row = [datetime.fromisoformat("2026-07-21 21:50:11"), *FULL[1:8], 4, 6.5, 14.82, 2, 3, *FULL[13:]]

    assert sessions_of(workbook(tmp_path, {"Sheet1": [HEADINGS, row]})) == sessions_of(
        saved(tmp_path, csv_of(HEADINGS, FULL))
    )


@pytest.mark.parametrize(
    ("wait", "length"), [("00:01:23", "00:01:30"), ("1分23秒", "1分30秒"), ("83", "1.5")]
)
def test_lengths_of_time_may_be_spelled_out(tmp_path, wait, length):
    row = [*FULL[:8], wait, wait, length, *FULL[11:]]

    (session,) = sessions_of(saved(tmp_path, csv_of(HEADINGS, row)))

    assert (session.first_response_s, session.average_response_s, session.length_min) == (83, 83, 1.5)


def test_the_older_average_stands_under_its_own_name(tmp_path):
    older = [name.replace("新平均响应时间(S)", "平均响应时间（S）") for name in HEADINGS]

    (session,) = sessions_of(saved(tmp_path, csv_of(older, FULL)))

    assert session.average_response_s == 6.5


def test_of_two_averages_the_new_one_counts(tmp_path):
    text = csv_of([*HEADINGS, "平均响应时间(S)"], [*FULL, "99"])

    (session,) = sessions_of(saved(tmp_path, text))

    assert session.average_response_s == 6.5


def test_a_session_without_a_time_or_with_a_strange_one_is_rejected(tmp_path):
    rows = [["-", *FULL[1:]], ["昨天", *FULL[1:]], FULL, [*FULL[:8], "很快", *FULL[9:]]]

    found = sessions_of(saved(tmp_path, csv_of(HEADINGS, *rows)))

    assert [getattr(one, "code", "read") for one in found] == ["missing", "bad_time", "read", "bad_length"]
    assert [(one.line, one.column) for one in found if one.line != 4] == [
        (2, "咨询时间"),
        (3, "咨询时间"),
        (5, "首次响应时间"),
    ]
