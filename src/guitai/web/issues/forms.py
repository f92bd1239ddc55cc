"""The form an issue is opened with by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guitai.domains.accounts.queries import Shop
from guitai.domains.catalog import queries as catalog
from guitai.web.forms import Form


class OpenForm(Form):
    """Which product, what is wrong with it, of which batch; ``cleaned_data`` has the ``product`` too."""

    code = forms.CharField(label=_("Product code"), max_length=64)
    fault = forms.CharField(label=_("What is wrong"), max_length=40)
    batch = forms.CharField(label=_("Batch, where known"), max_length=40, required=False)

    def __init__(self, data: Any = None, *, shop: Shop) -> None:
        super().__init__(data)
        self.shop = shop

    def clean(self) -> dict[str, Any]:
        """Find the product by its code."""
        cleaned = super().clean() or {}
        code = cleaned.get("code", "").strip()
        if code:
            cleaned["product"] = catalog.by_code(shop_id=self.shop.pk, code=code)
            if cleaned["product"] is None:
                self.add_error("code", gettext("No product of the shop has this code."))
        return cleaned
