"""What a shop promises and what is true of a product, as drafts are checked against it."""

from datetime import datetime

from django.db.models import DateTimeField, Q

from guitai.common.statements import Question, given
from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Activity, Product, Terms
from guitai.engines.rulebook.facts import Activity as ActivityFacts
from guitai.engines.rulebook.facts import ProductFacts, ShopFacts
from guitai.kernel.money import Money


def shop_facts(shop: Shop, *, at: datetime) -> ShopFacts:
    """Give what a shop does; of activities those that are not over."""
    terms = _terms.first(shop=shop.pk)
    activities = _activities.all(shop=shop.pk, at=at)
    is_said = terms is not None or bool(activities)
    gifts = list(terms.gifts) if terms else []
    gifts += [gift for activity in activities if activity.starts_at <= at for gift in activity.gifts]
    return ShopFacts(
        name=shop.name,
        dispatch_cutoff=shop.dispatch_cutoff,
        dispatch_hours=shop.dispatch_hours,
        couriers=tuple(terms.couriers) or None if terms else None,
        free_postage=terms.free_postage if terms else None,
        postage_exceptions=tuple(terms.postage_exceptions) if terms else (),
        gifts=tuple(dict.fromkeys(gifts)) if terms or gifts else None,
        activities=tuple(
            ActivityFacts(activity.name, activity.starts_at, activity.ends_at) for activity in activities
        )
        if is_said
        else None,
        price_match_days=terms.price_match_days if terms else None,
        contact_limit=shop.contact_limit,
        links=tuple(terms.links) if terms else (),
    )


def product_facts(*, shop_id: int, product_id: int) -> ProductFacts:
    """Give what is true of a product, its weaknesses too; nothing if the shop has none such."""
    rows = _product.all(shop=shop_id, product=product_id)
    if not rows:
        return ProductFacts()
    title, price_fen, *_fact = rows[0]
    facts = {name: value for _title, _price, name, value in rows if name}
    return ProductFacts(title=title, price=Money(price_fen), facts=facts)


_terms = Question(lambda: Terms.objects.filter(shop=given("shop")))
_activities = Question(
    lambda: Activity.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=given("at", DateTimeField())), shop=given("shop"), retired_at=None
    ).order_by("starts_at", "pk")
)
_product = Question(
    lambda: (
        Product.objects.filter(pk=given("product"), shop=given("shop"))
        .order_by("facts__position", "facts__pk")
        .values_list("title", "price_fen", "facts__name", "facts__value")
    )
)
