"""What quick phrases do about what happens elsewhere."""

from guitai.domains.accounts.events import ShopOpened
from guitai.domains.accounts.models import Shop
from guitai.domains.knowledge import actions


def shop_opened(event: ShopOpened) -> None:
    """Give a new shop the folders of the trade."""
    actions.open_default_folders(shop=Shop.objects.get(pk=event.shop_id))
