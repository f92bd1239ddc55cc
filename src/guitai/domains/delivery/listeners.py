"""What is done about couriers when something happens elsewhere."""

from guitai.domains.accounts.events import ShopOpened
from guitai.domains.accounts.models import Shop
from guitai.domains.delivery.actions import put_default_couriers


def shop_opened(event: ShopOpened) -> None:
    """Give a new shop the usual couriers."""
    put_default_couriers(shop=Shop.objects.get(pk=event.shop_id), at=event.at)
