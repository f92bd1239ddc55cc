"""The form in which a lead says what goes together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.queries import Product
from guitai.web.forms import Form

_LISTED = 500
_NAMED = 5


class ProductField(forms.CharField):
    """A product of the shop, by its code or words of its title."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "products", "autocomplete": "off"})
        super().__init__(max_length=200, widget=widget, **kwargs)
        self.shop_id = 0

    def clean(self, value: Any) -> Any:
        """Give the product that is meant; several that may be are named."""
        words = super().clean(value)
        product = catalog.by_code(shop_id=self.shop_id, code=words)
        if product is not None:
            return product
        found = catalog.products_matching(shop_id=self.shop_id, text=words, limit=_NAMED)
        if not found:
            raise forms.ValidationError(
                _("No product is called “%(words)s”; write its code, or words of its title.")
                % {"words": words}
            )
        if len(found) > 1:
            titles = " · ".join(each["title"] for each in found)
            raise forms.ValidationError(
                _("“%(words)s” may be several: %(titles)s. Write the code.")
                % {"words": words, "titles": titles}
            )
        return catalog.by_ids(self.shop_id, [found[0]["id"]]).get()


class PairingForm(Form):
    """Which product is shown with which, and why."""

    product = ProductField(label=_("Who asks about"))
    goes_with = ProductField(label=_("is offered"))
    note = forms.CharField(
        label=_("Why they go together"),
        max_length=120,
        required=False,
        help_text=_("The agent sees it, and may say it: 同色系, 一套更显瘦."),
    )
    both_ways = forms.BooleanField(label=_("The other way round too"), required=False)

    def __init__(self, *args: Any, shop_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ProductField):
                field.shop_id = shop_id


def products_listed(shop_id: int) -> list[Product]:
    """Give the products a field offers while one types: as many as a browser shows well."""
    return list(catalog.on_sale(shop_id)[:_LISTED])
