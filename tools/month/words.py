"""What buyers and agents of the simulated month say: pairs of question and answer, and single lines."""

BUYING = (
    ("这件有货吗", "亲，这款有现货的。"),
    ("这款多少钱，能便宜点吗", "亲，价格以页面显示为准。"),
    ("身高160体重50公斤穿什么码", "亲，建议您对照尺码表看一下。"),
    ("会掉色吗", "亲，第一次请单独清洗。"),
    ("包邮吗", "亲，运费以下单页面为准。"),
)
OTHER = (("我的快递到哪里了", "亲，物流信息在订单里可以看到。"), ("可以开发票吗", "亲，发票在订单里申请。"))
CONTENT, ANGRY = "太好了，很满意，谢谢您", "你们什么态度，气死我了"
SAID_LATER = "亲，这个我去核实一下，10分钟后回复您。"
SAID_TODAY, SAID_TOMORROW = "亲，您的订单今天给您发货。", "亲，您的订单明天给您发货。"
