"""The desk's list of guides."""

from django.test import Client
from tests.factories.chat import PictureFactory
from tests.factories.knowledge import GuideFactory, GuideStepFactory

from guitai.domains.accounts.models import Membership, Shop


def _browser(member: Membership) -> Client:
    client = Client(headers={"accept": "application/json"})
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_guides_come_with_all_their_steps_and_pictures(shop: Shop, agent: Membership):
    guide = GuideFactory(shop=shop, title="申请退款", code="tk", steps=["打开订单"])
    picture = PictureFactory(shop_id=shop.pk)
    GuideStepFactory(guide=guide, position=2, text="点退款", picture=picture)

    (shown,) = _browser(agent).get("/s/yunshang/desk/guides/").json()["guides"]

    address = f"/s/yunshang/desk/pictures/{picture.pk}/"
    assert shown == {
        "id": guide.pk,
        "title": "申请退款",
        "code": "tk",
        "steps": [
            {"text": "打开订单", "picture": None},
            {"text": "点退款", "picture": {"url": address, "width": 40, "height": 30}},
        ],
    }


def test_what_was_typed_chooses_among_them(shop: Shop, other_shop: Shop, agent: Membership):
    for title in ("申请退款", "申请发票"):
        GuideFactory(shop=shop, title=title, steps=["一"])
    GuideFactory(shop=other_shop, title="申请发票", steps=["一"])

    found = _browser(agent).get("/s/yunshang/desk/guides/", {"q": "sqfp"}).json()["guides"]

    assert [guide["title"] for guide in found] == ["申请发票"]
