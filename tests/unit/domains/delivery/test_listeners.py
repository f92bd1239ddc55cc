from guitai.domains.accounts import actions as accounts
from guitai.domains.delivery.models import Courier


def test_a_new_shop_gets_the_usual_couriers(now, django_capture_on_commit_callbacks, db):
    with django_capture_on_commit_callbacks(execute=True):
        shop = accounts.create_shop(key="xin", name="新店", at=now)

    assert Courier.objects.filter(shop=shop).count() == 11
