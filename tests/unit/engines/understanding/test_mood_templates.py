"""Turns of speech as templates."""

import pytest

from guitai.engines.understanding.mood_templates import Templates
from guitai.kernel.normalised import normalise

CLASSES = {"seller": ["你们", "客服"], "n": ["一", "两", "三"], "day": ["今天", "明天"]}


def found(template: str, text: str) -> list[str]:
    templates = Templates([(template, "meant")], CLASSES)
    return [text.replace(" ", "")[start:end] for start, end, _ in templates.found_in(normalise(text))]


@pytest.mark.parametrize(
    ("template", "text", "stretches"),
    [
        ("<seller> ~3 敷衍|糊弄", "客服老是敷衍我", ["客服老是敷衍"]),
        ("<seller> ~1 敷衍", "客服老是敷衍我", []),
        ("<seller> ~3 敷衍", "客服,别敷衍", []),
        ("<seller> ~~3 敷衍", "客服,别敷衍", ["客服,别敷衍"]),
        ("等 了? <n>+ 天", "等三天 等了两三天", ["等三天", "等了两三天"]),
        ("<day>|后天 ~2 发", "后天就发", ["后天就发"]),
        ("^牛 啊$", "真 牛 啊", ["牛啊"]),
        ("^牛", "蜗牛", []),
        ("算了$|拉倒", "算了吧 算了", ["算了"]),
        ("算 了", "算 了", ["算了"]),
    ],
)
def test_where_a_template_stands(template: str, text: str, stretches: list[str]):
    assert found(template, text) == stretches


def test_a_template_that_cannot_be_read_is_refused():
    with pytest.raises(ValueError, match="踢"):
        Templates([("踢+皮球", 1)], {})
