import pytest

from guitai.engines.needs.sorting import kind_of


@pytest.mark.parametrize(
    ("category", "title", "key"),
    [
        ("女装/衬衫", "", "tops"),
        ("女装/连衣裙", "", "dresses"),
        ("女装/牛仔裤", "", "trousers"),
        ("女装/羽绒服", "", "coats"),
        ("童装/羽绒服", "", "children"),
        ("童装/童鞋", "", "shoes"),
        ("", "儿童羽绒服男童加厚外套", "children"),
        ("", "宝宝纯棉睡衣套装", "children"),
        ("", "女童凉鞋软底", "shoes"),
        ("内衣/文胸", "", "underwear"),
        ("箱包/双肩包", "", "bags"),
        ("家纺/四件套", "", "bedding"),
        ("零食/坚果", "", "snacks"),
        ("", "烟台红富士苹果5斤装", "fresh"),
        ("", "苹果充电器快充数据线", "digital"),
        ("美妆/面霜", "", "skincare"),
        ("母婴/纸尿裤", "", "baby"),
        ("", "宝宝拉拉裤XL码", "baby"),
        ("家电/空调", "", "appliances"),
        ("", "冰箱收纳盒透明", "household"),
        ("家具/衣柜", "", "furniture"),
        ("户外/帐篷", "", "outdoor"),
        ("女装/配饰", "百搭围巾", "jewellery"),
        ("宠物/猫粮", "", "pets"),
        ("", "猫抓板沙发垫", "pets"),
        ("玩具/积木", "", "toys"),
        ("厨房/炒锅", "铸铁炒锅电磁炉通用", "household"),
        ("", "卡通围裙厨房防油", "household"),
        ("其他", "补差价专用链接", "general"),
        ("", "", "general"),
    ],
)
def test_a_product_is_of_the_kind_its_category_or_title_names(category: str, title: str, key: str):
    assert kind_of(category, title).key == key


def test_the_category_counts_before_the_title():
    assert kind_of("女装/卫衣", "卫衣外套女").key == "tops"


def test_full_width_and_traditional_characters_are_read():
    assert kind_of("女裝/連衣裙", "").key == "dresses"
    assert kind_of("", "纯棉Ｔ恤男").key == "tops"


def test_a_need_of_certain_products_is_left_out_for_the_others():
    rings, scarves = kind_of("首饰/戒指", ""), kind_of("女装/配饰", "围巾")

    assert "ring" in {need.key for need in rings.needs}
    assert "ring" not in {need.key for need in scarves.needs}
