"""Builds a shop and prints what clients need of it: ``python -m bench.making_shops AGENTS HOLDING``."""

import json
import os
import secrets
import sys
from dataclasses import asdict
from datetime import datetime

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitai.config.settings")
django.setup()

from django.test import Client  # noqa: E402  # tables are loaded only now
from django.utils import timezone  # noqa: E402

from bench.shops import BenchShop  # noqa: E402
from guitai.domains.accounts import actions as accounts  # noqa: E402
from guitai.domains.catalog import actions as catalog  # noqa: E402
from guitai.domains.catalog.drafts import ProductDraft  # noqa: E402


def make(*, agents: int, holding: int, at: datetime) -> BenchShop:
    """Make a shop with products, and agents who are signed in and hold so many conversations each."""
    key = f"bench-{secrets.token_hex(4)}"
    shop = accounts.create_shop(key=key, name="云裳旗舰店", at=at)
    accounts.change_shop_settings(shop=shop, by=None, at=at, max_conversations=holding)
    products = [
        ProductDraft(code=f"YS{number}", title=f"云裳纯色衬衫女秋季新款 {number}", price_fen=15_800)
        for number in range(1, 121)
    ]
    catalog.put_products(shop=shop, products=products, at=at)
    sessions = {}
    for number in range(1, agents + 1):
        name = f"客服{number:02d}"
        person = accounts.create_person(
            username=f"{key}-{number}", display_name=name, password=secrets.token_urlsafe(24), at=at
        )
        member = accounts.add_member(shop=shop, person=person, role="agent", nickname=name, at=at)
        browser = Client()
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        sessions[member.pk] = browser.cookies["sessionid"].value
    return BenchShop(key=key, widget_key=shop.widget_key, sessions=sessions)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    made = make(agents=int(sys.argv[1]), holding=int(sys.argv[2]), at=timezone.now())
    sys.stdout.write(json.dumps(asdict(made)))
