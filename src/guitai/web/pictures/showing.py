"""Pictures of the archive as its pages show them; buyers masked for who may not see personal data."""

from dataclasses import dataclass

from django.urls import reverse

from guitai.domains.accounts.queries import Membership, Shop
from guitai.domains.aftersales.picture_queries import CasePicture, sees_originals
from guitai.domains.trade.masking import masked_name

# The last digits of an order's number are what people say to one another.
_SAID = 4


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture with what is known of it."""

    picture: CasePicture
    in_full: bool

    @classmethod
    def of(cls, picture: CasePicture, *, to: Membership) -> "PictureShown":
        """Look at what the member may see."""
        return cls(picture, sees_originals(to))

    @property
    def buyer(self) -> str:
        """The buyer's name, masked for who may not see it; "" if nobody knows whose it is."""
        buyer = self.picture.buyer
        if buyer is None:
            return ""
        return buyer.display_name if self.in_full else masked_name(buyer.display_name)

    @property
    def account(self) -> str:
        """The buyer's account where it says more than the name."""
        buyer = self.picture.buyer
        return buyer.account if buyer and self.in_full and buyer.account != buyer.display_name else ""

    @property
    def number_ends(self) -> str:
        """The last digits of the order's number."""
        return self.picture.order.number[-_SAID:] if self.picture.order else ""


def case_address(shop: Shop, picture: CasePicture) -> str:
    """Give the address of a picture's case; "" if it has none."""
    return reverse("cases:case", args=[shop.key, picture.case.number]) if picture.case else ""
