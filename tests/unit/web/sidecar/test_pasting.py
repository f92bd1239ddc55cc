from guitai.web.sidecar.pasting import Pasted, read


def _said(pasted: Pasted) -> list[tuple[str, str]]:
    return [(line.by, line.text) for line in pasted.lines]


def test_a_text_that_names_nobody_is_the_buyers():
    pasted = read("  在吗 \n\n有货吗\r\n")

    assert _said(pasted) == [("buyer", "在吗"), ("buyer", "有货吗")]
    assert pasted.account == ""


def test_a_copied_talk_gives_both_sides_and_the_buyer():
    pasted = read("tb_a 2026-3-2 9:05:03\n在吗\n还有吗\n店:小美 2026-3-2 9:05:09\n在的\n")

    assert _said(pasted) == [("buyer", "在吗\n还有吗"), ("agent", "在的")]
    assert pasted.account == "tb_a"


def test_what_a_robot_said_is_left_out():
    pasted = read(
        "tb_a 2026-3-2 9:05:03\n在吗\n店:服务助手 2026-3-2 9:05:04\n欢迎\n店:小美 2026-3-2 9:05:09\n在的\n"
    )

    assert _said(pasted) == [("buyer", "在吗"), ("agent", "在的")]


def test_a_talk_nobody_can_tell_apart_is_lines_of_the_buyer():
    pasted = read("tb_a 2026-3-2 9:05:03\n在吗\ntb_b 2026-3-2 9:05:09\n在的\n")

    assert {by for by, _text in _said(pasted)} == {"buyer"}
    assert pasted.account == ""


def test_of_a_long_text_the_last_lines_count():
    assert _said(read("\n".join(f"第{n}句" for n in range(20))))[0] == ("buyer", "第12句")


def test_nothing_is_nothing():
    assert read(" \n\u200b ") == Pasted(())
