"""Made-up facts that a phrase is filled with while it is written."""

from collections.abc import Mapping
from types import MappingProxyType

SAMPLE: Mapping[str, str] = MappingProxyType(
    {
        "买家": "tb_demo01",
        "客服": "小美",
        "店铺": "云裳旗舰店",
        "订单号": "3515313140001234567",
        "订单状态": "已发货",
        "金额": "¥158.00",
        "付款金额": "¥158.00",
        "邮费": "¥0.00",
        "快递": "圆通速递",
        "单号": "YT2210001234567",
        "收货地区": "浙江省 杭州市 西湖区",
        "下单时间": "11月20日14:05",
        "付款时间": "11月20日14:06",
        "发货时间": "11月20日17:30",
        "最晚发货": "11月22日14:06",
        "截止": "16:00",
        "商品": "云裳纯色衬衫",
        "规格": "米白 M",
        "数量": "1",
        "价格": "¥158.00",
        "库存": "36",
        "商品链接": "https://shop.example/item/C100",
    }
)
