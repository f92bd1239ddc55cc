import pytest
from tests.unit.engines.needs.made import kind

from guitai.engines.needs.motives import motives
from guitai.engines.needs.types import Evidence


def test_a_question_about_the_material_may_be_about_health_wear_or_comfort():
    found = motives(kind("children"), "这件什么面料的")

    assert [motive.key for motive in found] == ["health", "wear", "comfort"]
    assert {motive.topic for motive in found} == {"material"}
    assert all(motive.evidence == Evidence(0, 4, 6) and motive.sign is None for motive in found)


def test_the_follow_up_is_that_of_the_kind():
    child, grown_up = (motives(kind(key), "什么面料")[0] for key in ("children", "jewellery"))

    assert "宝贝" in child.ask
    assert "金属" in grown_up.title.zh


def test_what_the_buyers_own_words_speak_for_comes_first():
    found = motives(kind("children"), "幼儿园天天穿 是什么料子")

    assert [motive.key for motive in found] == ["wear", "health", "comfort"]
    assert found[0].sign == Evidence(0, 0, 3)


def test_topics_come_in_the_order_they_are_asked():
    found = motives(kind("tops"), "能便宜点吗 会起球吗")

    assert list(dict.fromkeys(motive.topic for motive in found)) == ["price", "care"]


def test_evidence_points_at_what_was_written():
    text = "请问 是什么 面 料？"

    motive = motives(kind("tops"), text)[0]

    assert text[motive.evidence.start : motive.evidence.end] == "面 料"


@pytest.mark.parametrize(
    ("key", "text"),
    [("tops", "在吗"), ("tops", ""), ("general", "什么面料"), ("pets", "贵宾能吃吗"), ("tops", "多大码合适")],
)
def test_nothing_is_guessed_without_a_topic_of_the_kind(key: str, text: str):
    assert motives(kind(key), text) == ()


CASES = [
    ("coats", "东北穿够厚吗", "warmth", "cold"),
    ("coats", "有暖气 穿着会热吗", "warmth", "hot"),
    ("dresses", "肚子大显瘦吗", "looks", "figure"),
    ("tops", "别人家才80 能优惠吗 隔壁也有", "price", "compare"),
    ("tops", "多买两件能便宜吗", "price", "many"),
    ("general", "过生日要用 几天能到", "arrival", "date"),
    ("fresh", "天热会不会化 几天到", "arrival", "spoil"),
    ("skincare", "怀孕了 含酒精吗", "safety", "pregnant"),
    ("baby", "宝宝老是啃 安全吗", "safety", "mouth"),
    ("snacks", "奶奶牙不好 好吃吗", "taste", "family"),
    ("appliances", "放卧室 噪音大吗", "noise", "sleep"),
    ("digital", "出差用 续航怎么样", "battery", "out"),
    ("outdoor", "骑车淋雨 防水吗", "water", "rain"),
    ("household", "放微波炉 承重够吗", "load", "heavy"),
    ("general", "不合适能退吗 运费谁出", "returns", "fit"),
    ("general", "之前买到过假的 你们是正品吗", "genuine", "past"),
    ("snacks", "想囤一箱 保质期多久", "date", "stock"),
    ("pets", "它很挑食 适口性怎么样", "taste", "picky"),
    ("furniture", "刚装修 家里有孕妇 味道大吗", "smell", "family"),
    ("skincare", "试过好多都没用 这个有效果吗", "effect", "tried"),
    ("bags", "要装奶粉 容量大不大", "capacity", "things"),
    ("shoes", "上次买的开胶了 这双会开胶吗", "care", "past"),
    ("bedding", "有鼻炎 填充是什么", "material", "health"),
]


@pytest.mark.parametrize(("key", "text", "topic", "reason"), CASES)
def test_signs_point_to_the_likeliest_reason(key: str, text: str, topic: str, reason: str):
    found = [motive for motive in motives(kind(key), text) if motive.topic == topic]

    assert found[0].key == reason
    assert found[0].sign is not None
