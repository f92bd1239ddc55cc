import pytest
from tests.factories.delivery import CourierFactory, ReachFactory

from guitai.common.models import AuditEntry
from guitai.domains.delivery import actions
from guitai.domains.delivery.drafts import CourierDraft, ReachDraft
from guitai.domains.delivery.errors import CourierRefusedError
from guitai.domains.delivery.models import Courier, Reach


def _save(member, now, courier=None, **told):
    draft = CourierDraft(**{"name": "跑腿", **told})
    return actions.save_courier(shop=member.shop, by=member, draft=draft, at=now, courier=courier)


def _tell(courier, member, now, **told):
    row = ReachDraft(**{"province": "浙江", **told})
    return actions.save_reaches(courier=courier, rows=[row], by=member, at=now)


def test_the_usual_couriers_are_put_in_once(shop, now):
    assert actions.put_default_couriers(shop=shop, at=now) == 11
    assert actions.put_default_couriers(shop=shop, at=now) == 0

    first = Courier.objects.filter(shop=shop).first()
    assert (first.key, first.phone, first.is_used, first.updated_by) == ("shunfeng", "95338", False, None)
    assert not Reach.objects.exists()


def test_a_usual_courier_that_the_shop_has_under_another_key_is_not_put_in(shop, now):
    CourierFactory(shop=shop, name="我们的圆通", aliases=["圆通"])

    assert actions.put_default_couriers(shop=shop, at=now) == 10


def test_a_courier_is_written_down_changed_and_taken_away(lead, now):
    kept = _save(lead, now, aliases=(" 同城 ", "同城", ""), phone=" 123 ", claim_days=7)
    assert (kept.key, kept.aliases, kept.phone, kept.updated_by) == ("own-1", ["同城"], "123", lead)
    assert _save(lead, now, name="另一个").key == "own-2"

    _save(lead, now, courier=kept, name="同城跑腿", aliases=("同城",))
    kept.refresh_from_db()
    assert (kept.name, kept.claim_days) == ("同城跑腿", None)

    actions.remove_courier(courier=kept, by=lead, at=now)
    deeds = AuditEntry.objects.order_by("pk").values_list("deed", flat=True)
    assert list(deeds) == ["courier_saved"] * 3 + ["courier_removed"]
    assert Courier.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "名" * 41}, "name"),
        ({"aliases": ("名" * 41,)}, "aliases"),
        ({"aliases": tuple(map(str, range(31)))}, "aliases"),
        ({"aliases": ("yto",)}, "aliases"),
        ({"name": "圆通"}, "name"),
        ({"query": "javascript:alert(1)"}, "query"),
        ({"query": "https://[bad"}, "query"),
        ({"claims": "赔" * 501}, "claims"),
        ({"insured_permille": 1001}, "insured_permille"),
        ({"first_grams": 0}, "first_grams"),
    ],
)
def test_what_can_not_be_is_refused_by_its_field(lead, now, told, field):
    CourierFactory(shop=lead.shop)

    with pytest.raises(CourierRefusedError) as refused:
        _save(lead, now, **told)

    assert refused.value.facts["field"] == field
    assert Courier.objects.count() == 1


def test_a_shop_keeps_only_so_many_couriers(lead, now, monkeypatch):
    monkeypatch.setattr(actions, "MOST_COURIERS", 1)
    CourierFactory(shop=lead.shop)

    with pytest.raises(CourierRefusedError, match="1"):
        _save(lead, now)


def test_provinces_are_told_changed_and_taken_back(lead, now):
    courier = CourierFactory(shop=lead.shop)

    assert _tell(courier, lead, now, days_least=1, days_most=2, first_fen=600) == 1
    assert _tell(courier, lead, now, days_least=1, days_most=2, first_fen=600) == 0
    assert _tell(courier, lead, now, serves="no", note=" 停发 ") == 1
    told = Reach.objects.get()
    assert (told.serves, told.days_most, told.first_fen, told.note) == ("no", None, None, "停发")
    assert _tell(courier, lead, now) == 1

    assert not Reach.objects.exists()
    assert [each.facts["provinces"] for each in AuditEntry.objects.all()] == [["浙江"]] * 3


@pytest.mark.parametrize(
    ("told", "cell"),
    [
        ({"province": "火星"}, ("火星", "province")),
        ({"serves": "maybe"}, ("浙江", "serves")),
        ({"days_least": 3, "days_most": 2}, ("浙江", "days_most")),
        ({"days_most": 61}, ("浙江", "days_most")),
        ({"first_fen": -1}, ("浙江", "first_fen")),
        ({"more_fen": 1_000_001}, ("浙江", "more_fen")),
        ({"note": "远" * 121}, ("浙江", "note")),
    ],
)
def test_one_bad_cell_is_named_and_keeps_all_from_being_saved(lead, now, told, cell):
    courier = CourierFactory(shop=lead.shop)
    rows = [ReachDraft(province="江苏", days_most=2), ReachDraft(**{"province": "浙江", **told})]

    with pytest.raises(CourierRefusedError) as refused:
        actions.save_reaches(courier=courier, rows=rows, by=lead, at=now)

    assert refused.value.facts["cells"] == [cell]
    assert cell[0] in refused.value.sentence
    assert not Reach.objects.exists()


def test_rough_days_come_only_where_none_are_told(lead, now):
    courier = CourierFactory(shop=lead.shop)
    known = ReachFactory(courier=courier, province="上海", days_least=None, days_most=5)
    fee_alone = ReachFactory(courier=courier, province="北京", days_least=None, days_most=None)

    # 31 provinces on the mainland, one of them told.
    assert actions.fill_rough_days(shop=lead.shop, origin="浙江", by=lead, at=now) == 30
    assert actions.fill_rough_days(shop=lead.shop, origin="广东", by=lead, at=now) == 0

    known.refresh_from_db()
    fee_alone.refresh_from_db()
    assert (known.days_least, known.days_most) == (None, 5)
    assert (fee_alone.days_least, fee_alone.days_most, fee_alone.first_fen) == (3, 4, 600)


def test_nobody_sends_from_nowhere(lead, now):
    with pytest.raises(CourierRefusedError):
        actions.fill_rough_days(shop=lead.shop, origin="", by=lead, at=now)
