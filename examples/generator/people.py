"""Buyers who never lived: nicks, names, phones of a range nobody has, streets called 某某路."""

import random
from dataclasses import dataclass


def _split(separator: str, *lines: str) -> list[str]:
    return [word for line in lines for word in line.split(separator)]


_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = _split(
    " ",
    "芳 娜 敏 静 丽 艳 娟 霞 婷 雪 琳 晓燕 思雨 雨欣 佳怡 梓涵 欣怡",
    "诗涵 可欣 海燕 玉兰 秀英 桂英 春梅 丽华 伟 强 磊 军 勇 涛 明 杰",
    "浩然 子轩 建国 志强 文博 俊杰 晓东",
)
_PLACES = _split(
    "|",
    "浙江省 杭州市 西湖区 310000|浙江省 宁波市 鄞州区 315000",
    "江苏省 南京市 鼓楼区 210000|江苏省 苏州市 吴中区 215000",
    "上海 上海市 浦东新区 200000|上海 上海市 闵行区 201100",
    "北京 北京市 朝阳区 100000|北京 北京市 昌平区 102200",
    "广东省 广州市 天河区 510000|广东省 深圳市 宝安区 518000",
    "广东省 东莞市 南城街道 523000|四川省 成都市 武侯区 610000",
    "重庆 重庆市 渝北区 401120|湖北省 武汉市 洪山区 430000",
    "湖南省 长沙市 岳麓区 410000|山东省 青岛市 市南区 266000",
    "山东省 济南市 历下区 250000|河南省 郑州市 金水区 450000",
    "河北省 石家庄市 长安区 050000|陕西省 西安市 雁塔区 710000",
    "辽宁省 沈阳市 和平区 110000|黑龙江省 哈尔滨市 南岗区 150000",
    "吉林省 长春市 朝阳区 130000|福建省 厦门市 思明区 361000",
    "福建省 泉州市 丰泽区 362000|安徽省 合肥市 蜀山区 230000",
    "江西省 南昌市 红谷滩区 330000",
    "广西壮族自治区 南宁市 青秀区 530000",
    "云南省 昆明市 五华区 650000|贵州省 贵阳市 南明区 550000",
    "山西省 太原市 小店区 030000",
    "内蒙古自治区 呼和浩特市 赛罕区 010000",
    "新疆维吾尔自治区 乌鲁木齐市 天山区 830000",
    "甘肃省 兰州市 城关区 730000|天津 天津市 南开区 300000",
)
_NICK_WORDS = _split(
    " ",
    "小鱼儿 晴天的猫 柠檬不酸 一颗糖 木子李 芒果布丁 果果妈 豆豆妈咪",
    "南风知我意 慢半拍 山茶花开 阿狸 奶茶三分糖 橘子汽水 糯米团子 月亮邮局",
    "小确幸 大头大头 西瓜太郎 爱笑的眼睛 云朵 七七 花花世界 静静的河 夏天的风",
    "胖达 小满 不吃香菜 阳光小院 老张家的",
)
_VOICES = ("plain", "plain", "plain", "warm", "warm", "cold", "hasty", "emoji", "polite")


@dataclass(frozen=True, slots=True)
class Buyer:
    """A buyer with an address, and a way of writing."""

    nick: str
    alipay: str
    name: str
    mobile: str
    region: str
    address: str
    voice: str
    height: int
    jin: int

    @property
    def city(self) -> str:
        """The city as people say it."""
        return self.region.split()[1].removesuffix("市")

    @property
    def province(self) -> str:
        """The province as people say it."""
        name = self.region.split()[0]
        for ending in ("壮族自治区", "维吾尔自治区", "自治区", "省"):
            name = name.removesuffix(ending)
        return name


def buyers(number: int, first: int, chance: random.Random) -> list[Buyer]:
    """Draw buyers; ``first`` keeps the phones of several draws apart."""
    taken: set[str] = set()
    drawn = []
    for index in range(number):
        nick = _nick(chance)
        while nick in taken:
            nick += str(chance.randint(0, 9))
        taken.add(nick)
        mobile = f"1380000{first + index:04d}"
        *region, zipcode = chance.choice(_PLACES).split()
        street = f"{chance.choice(('某某', '样例', '示范', '某某东', '某某西'))}路{chance.randint(1, 899)}号"
        home = f"{chance.choice(('某某花园', '某某小区', '某某公寓', '某某里'))}{chance.randint(1, 30)}幢"
        height = round(chance.gauss(161, 5))
        drawn.append(
            Buyer(
                nick=nick,
                alipay=mobile
                if chance.random() < 0.6
                else f"{mobile[-4:]}{chance.choice('abcxyz')}@example.com",
                name=chance.choice(_SURNAMES) + chance.choice(_GIVEN),
                mobile=mobile,
                region=" ".join(region),
                address=f"{' '.join(region)} {street}{home}{chance.randint(1, 3200)}室({zipcode})",
                voice=chance.choice(_VOICES),
                height=height,
                jin=round(max(78, min(139, 103 + (height - 161) * 1.6 + chance.gauss(0, 9)))),
            )
        )
    return drawn


def _nick(chance: random.Random) -> str:
    luck = chance.random()
    if luck < 0.35:
        return f"tb{chance.randint(10**6, 10**9)}"
    word = chance.choice(_NICK_WORDS)
    if luck < 0.6:
        return f"{word}{chance.randint(1, 9999)}"
    if luck < 0.85:
        return f"{word}_{chance.choice(('88', '520', '666', 'ok', 'home', '2019', 'yy', 'cc', 'm'))}"
    return (
        f"{chance.choice(('a', 'xiao', 'lin', 'chen', 'wang', 'momo', 'kiki'))}_{chance.randint(100, 99999)}"
    )
