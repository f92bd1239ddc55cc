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
# What shuts each other out, and lists of ingredients.
MORE = {"电机": "有刷电机", "配料": "蜂蜜 果葡糖浆", "版本": "港版"}
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


@pytest.mark.parametrize(
    ("name", "value", "text", "claims"),
    [
        ("是否防水", "否", "这款防水的", ["防水"]),
        ("是否防水", "否", "防水的话要看另一款", []),
        ("防水", "不防水", "可以防水", ["可以防水"]),
        ("加绒", "无", "是加绒的哦", ["加绒"]),
        ("加绒", "加绒款", "是加绒的哦", []),
        ("内里", "不加绒", "是加绒的哦", ["加绒"]),
        ("材料", "不锈钢", "可以锈钢", []),
        ("洗涤说明", "手洗，不可机洗", "能机洗", ["能机洗"]),
        ("洗涤说明", "手洗，不可机洗", "可以手洗", []),
        ("注意", "请勿放入洗碗机、微波炉", "微波炉可以用", ["微波炉可以"]),
        ("供电", "插电", "可以无线", []),
    ],
)
def test_what_a_fact_denies_is_not_said_to_be_so(name, value, text, claims):
    assert found(text, **{name: value}) == claims


@pytest.mark.parametrize(
    ("name", "value", "text", "claims"),
    [
        ("质保", "1年", "保修三年", ["保修三年"]),
        ("质保", "1年", "三年质保的", ["三年质保"]),
        ("质保", "1年", "质保12个月", []),
        ("质保", "1年", "质保365天", []),
        ("质保", "1年", "质保期内7天可以换新", []),
        ("质保", "1年", "您还有半年质保", []),
        ("质保", "1年", "延长质保两年", []),
        ("含绒量", "80%", "含绒量90%", ["含绒量90%"]),
        ("净含量", "300ml", "净含量0.3升", []),
        ("净含量", "300ml", "容量是500毫升", ["容量是500毫升"]),
        ("续航", "7天", "续航能用一个月", ["续航能用一个月"]),
    ],
)
def test_figures_are_compared_in_one_unit_and_only_where_told(name, value, text, claims):
    assert found(text, **{name: value}) == claims


@pytest.mark.parametrize(
    ("value", "text", "claims"),
    [
        ("S、M、L、XL", "有XXL的", ["有XXL"]),
        ("S、M、L、XL", "2XL也有", ["2XL也有"]),
        ("S、M、L、XL", "XL的有", []),
        ("S-3XL", "有XXL的", []),
        ("S、M、L、XL", "XXL有点大", []),
        ("S、M、L、XL", "有42码的", []),
        ("35-44", "46码有", ["46码有"]),
        ("35-44", "有40码", []),
        ("均码", "有XXL的", []),
    ],
)
def test_sizes_that_are_none_of_the_product_s_are_found(value, text, claims):
    assert found(text, 尺码=value) == claims


def test_a_blend_is_a_claim_about_the_material():
    assert found("羊毛混纺的", 材质="棉100%") == ["羊毛"]


@pytest.mark.parametrize(
    ("material", "text", "claims"),
    [
        ("201不锈钢", "是304不锈钢的", ["304不锈钢"]),
        ("304不锈钢", "是304不锈钢的", []),
        ("304不锈钢", "是不锈钢的", []),
        ("不锈钢", "是304不锈钢的", []),
    ],
)
def test_another_grade_of_a_material_is_another_claim(material, text, claims):
    words = vocabulary(
        materials={"kinds": {"不锈钢": ["不锈钢", "304不锈钢", "201不锈钢"]}},
        colours=["白色"],
        places={"kinds": {"国产": ["国产"]}},
        made_in=["产地"],
        able=["可以"],
    )
    context = {"product": {"facts": {"材质": material}}}

    assert detected("product_claim", text, context, words) == claims


@pytest.mark.parametrize(
    ("name", "value", "text", "claims"),
    [
        ("容量", "1.8L", "能装三升左右", ["三升"]),
        ("容量", "1.8L", "两升的壶", ["两升的壶"]),
        ("容量", "1.8L", "加水到1.5升以下", []),
        ("续航", "6小时", "充满电能用半个月", ["半个月"]),
        ("续航", "6小时", "充一次听一整天", ["一整天"]),
        ("续航", "6小时", "充满电要7小时", []),
        ("续航", "6小时", "配合充电盒充满能用24小时", []),
        ("续航", "6小时", "用一年没问题", []),
        ("保修", "1年", "三年内坏了都免费保修", ["三年内坏了都免费"]),
        ("保修", "1年", "一年内坏了免费修", []),
        ("保修", "1年", "延长质保两年", []),
        ("保质期", "180天", "可以放两年", ["两年"]),
        ("净含量", "250g", "一袋足足一斤", ["一斤"]),
        ("净含量", "500g", "一袋一斤", []),
        ("功率", "1500W", "2000瓦的大功率", ["2000瓦"]),
        ("功率", "1500W", "2000瓦的插座能用", []),
        ("片数", "200片", "里面有三百多片", ["三百多片"]),
        ("片数", "200片", "掉了3片", []),
        ("适用年龄", "3岁以上", "一岁就能玩", ["一岁就能玩"]),
        ("适用年龄", "3岁以上", "五岁就能玩", []),
        ("适用年龄", "3岁以上", "一岁的宝宝太小", []),
        ("适用月龄", "6-12个月", "刚出生的宝宝就能穿", ["刚出生的宝宝就能穿"]),
        ("适用月龄", "6-12个月", "8个月能穿", []),
        ("适用月龄", "6-12个月", "两岁也能穿", ["两岁也能穿"]),
        ("适用年龄", "成人", "一岁就能玩", []),
    ],
)
def test_a_figure_is_promised_without_its_name(name, value, text, claims):
    assert found(text, **{name: value}) == claims


@pytest.mark.parametrize(
    ("listed", "text", "claims"),
    [
        ("牛肉、白砂糖", "无糖的", ["无糖"]),
        ("牛肉、白砂糖", "一点糖没放", ["一点糖没放"]),
        ("牛肉、白砂糖", "不含防腐剂", []),
        ("牛肉、山梨酸钾", "没有防腐剂", ["没有防腐剂"]),
        ("牛肉、白砂糖", "没有糖尿病", []),
        ("牛肉、白砂糖", "糖不多", []),
        ("牛肉", "无糖的", []),
    ],
)
def test_what_is_listed_is_not_said_to_be_missing(listed, text, claims):
    assert found(text, 配料=listed) == claims


@pytest.mark.parametrize(
    ("denied", "text", "claims"),
    [
        ("机洗", "直接扔洗衣机搅就行", ["洗衣机搅就行"]),
        ("机洗", "洗衣机洗没事", ["洗衣机洗没事"]),
        ("机洗", "进洗衣机会变形", []),
        ("微波炉", "放微波炉里转一下也没问题", ["微波炉里转一下也没问题"]),
        ("游泳", "游泳不可以的", []),
        ("煮牛奶", "牛奶倒进去煮没关系", ["牛奶倒进去煮没关系"]),
    ],
)
def test_what_is_denied_may_be_allowed_in_other_words(denied, text, claims):
    assert found(text, 不支持=denied) == claims


def test_a_share_may_be_told_in_tenths_and_of_any_part():
    assert found("羊毛含量有八成", 材质="羊毛30% 棉70%") == ["羊毛含量有八成"]
    assert found("面料是羊毛", 面料="棉100%", 填充物="羊毛100%") == []
    assert found("手柄是羊毛做的", 材质="棉100%") == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("是无刷电机", ["无刷"]),
        ("是国行的", ["国行"]),
        ("是有刷的", []),
        ("有刷的，无刷的贵", []),
        ("是非无刷的", []),
        ("别的啥也没加", ["别的啥也没加"]),
        ("配料就蜂蜜一样", ["配料就蜂蜜一样"]),
        ("纯蜂蜜的", ["纯蜂蜜"]),
        ("有益生菌的", ["有益生菌的"]),
        ("没有益生菌的", []),
        ("配料就两样", []),
        ("加了蜂蜜的", []),
    ],
)
def test_what_the_facts_shut_out_is_found(text, claims):
    assert found(text, **MORE) == claims


@pytest.mark.parametrize(
    ("text", "claims"), [("黑色有的", ["黑色"]), ("拍黑色", ["黑色"]), ("黑色有点旧", [])]
)
def test_a_colour_is_offered_that_there_is_not(text, claims):
    assert found(text) == claims


@pytest.mark.parametrize(
    ("name", "value", "text", "claims"),
    [
        ("适用车型", "2014-2018款雅阁", "20款也能用的", ["20款也能用"]),
        ("适用车型", "13-18款雅阁", "2019年的车也可以装", ["2019年的车也可以装"]),
        ("适用车型", "13-18款雅阁", "12年的通用的", ["12年的通用"]),
        ("适用车型", "13-18款雅阁", "16款可以装的", []),
        ("适用车型", "13-18款雅阁", "22款装不了哦", []),
        ("适用车型", "13-18款雅阁", "做了12年的脚垫，放心拍", []),
        ("适用车型", "13-18款雅阁", "开了12年没问题", []),
        ("适用车型", "13-18款雅阁", "20款可以装，拍另外一个链接", []),
        ("适用车型", "98-05款", "2003款能用", []),
        ("年款", "2019款以后", "17款能用的", ["17款能用"]),
        ("年款", "2019款以后", "23款能用的", []),
        ("不支持", "20款及以后", "23款放心拍", ["23款放心拍"]),
        ("不支持", "14款以前", "12款直接拍就好", ["12款直接拍"]),
        ("不支持", "14款以前", "16款直接拍就好", []),
        ("上市年份", "2021年", "2022款放心拍", []),
    ],
)
def test_a_model_year_the_product_does_not_fit(name, value, text, claims):
    assert found(text, **{name: value}) == claims


@pytest.mark.parametrize(
    ("material", "text", "claims"),
    [
        ("大身羊毛，袖口氨纶", "一点氨纶都没用", ["一点氨纶都没"]),
        ("大身羊毛，袖口氨纶", "没有一点氨纶", ["没有一点氨纶"]),
        ("大身羊毛，袖口氨纶", "大身没有氨纶", []),
        ("大身羊毛，袖口氨纶", "前片不含氨纶，袖口才是氨纶", []),
        ("大身羊毛，袖口氨纶", "没有真丝", []),
        ("棉95% 氨纶5%", "不含氨纶的", ["不含氨纶"]),
        ("棉95% 氨纶5%", "没有氨纶那么闷", []),
        ("棉95% 氨纶5%", "没有棉的厚实", []),
        ("棉95% 氨纶5%", "有没有氨纶", []),
        ("棉95% 氨纶5%", "不是没有氨纶", []),
    ],
)
def test_a_material_of_the_facts_is_not_denied(material, text, claims):
    assert found(text, 材质=material) == claims
