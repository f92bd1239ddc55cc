"""What is said of a product against its facts."""

import pytest
from tests.unit.engines.rulebook.made import checked, detected, rule, vocabulary

WORDS = vocabulary(
    materials={"kinds": {"棉": ["棉", "纯棉", "全棉"], "氨纶": ["氨纶"], "羊毛": ["羊毛"], "真丝": ["真丝"]}},
    colours=["米白", "纯白", "黑色", "白色"],
    places={"kinds": {"国产": ["国产"], "进口": ["进口", "日本"], "省": ["浙江", "广东"]}},
    made_in=["产地", "进口", "国产", "产的"],
    able=["可以", "能"],
)
FACTS = {"材质": "棉95% 氨纶5%", "颜色": "米白", "产地": "浙江", "不支持": "机洗、漂白", "重量": "250g"}


def found(text, **facts):
    return detected("product_claim", text, {"product": {"facts": facts or FACTS}}, WORDS)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("100%棉", ["100%棉"]),
        ("百分之百的棉", ["百分之百的棉"]),
        ("百分百纯棉", ["百分百纯棉"]),
        ("纯棉的", ["纯棉"]),
        ("98%棉", ["98%棉"]),
        ("棉98%", ["棉98%"]),
        ("棉百分百", ["棉百分百"]),
        ("棉含量90%", ["棉含量90%"]),
        ("面料是羊毛", ["羊毛"]),
        ("羊毛做的", ["羊毛"]),
        ("95%棉", []),
        ("百分之九十五棉", []),
        ("棉95%氨纶5%", []),
        ("95%棉和5%氨纶", []),
        ("棉95%氨纶10%", ["氨纶10%"]),
        ("棉质舒服", []),
        ("不比羊毛差", []),
        ("颜色是纯白的", ["纯白"]),
        ("颜色是米白的", []),
        ("是白色的", []),
        ("黑色显瘦", []),
        ("产地是广东", ["广东"]),
        ("浙江产的", []),
        ("日本进口", ["日本", "进口"]),
        ("国产的", []),
        ("广东发货", []),
        ("可以机洗", ["可以机洗"]),
        ("机洗可以", ["机洗可以"]),
        ("机洗容易变形", []),
        ("可以手洗", []),
        ("重量是300克", ["重量是300克"]),
        ("重量250克", []),
        ("重量是半斤", []),
        ("重量很轻", []),
        ("重量是2层", []),
    ],
)
def test_claims_the_facts_contradict_are_found(text, claims):
    assert found(text) == claims


@pytest.mark.parametrize(
    ("material", "text", "claims"),
    [
        ("棉", "100%棉", []),
        ("95%棉+5%氨纶", "纯棉", ["纯棉"]),
        ("棉 氨纶", "98%棉", []),
        ("95%棉 氨纶", "98%棉", ["98%棉"]),
        ("棉95% 氨纶", "98%棉", ["98%棉"]),
        ("太空料", "纯棉", []),
    ],
)
def test_material_facts_are_read_in_any_order(material, text, claims):
    assert found(text, 材质=material) == claims


def test_goods_from_abroad_are_not_of_this_country():
    assert found("国产的", 产地="日本") == ["国产"]
    assert found("进口的", 产地="日本") == []


def test_without_facts_nothing_is_compared():
    assert detected("product_claim", "纯棉", {}, WORDS) == []
    assert found("纯棉，白色，进口", 尺码="M") == []


def test_the_fact_is_told():
    told = "{claimed}|{name}|{fact}"
    one = rule(WORDS, trigger=[{"detector": "product_claim"}], why={"zh": told, "en": told})

    (finding,) = checked("纯棉", one, words=WORDS, context={"product": {"facts": FACTS}}).findings

    assert finding.why == "纯棉|材质|棉95% 氨纶5%"
