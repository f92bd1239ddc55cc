"""What the knowledge does about what happens elsewhere."""

from guitai.domains.accounts.events import ShopOpened
from guitai.domains.accounts.models import Shop
from guitai.domains.knowledge import actions, guides


def shop_opened(event: ShopOpened) -> None:
    """Give a new shop the folders and guides of the trade."""
    shop = Shop.objects.get(pk=event.shop_id)
    actions.open_default_folders(shop=shop)
    guides.put_default_guides(shop=shop, at=event.at)
