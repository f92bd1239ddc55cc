"""Builds the shop that is measured, in a database of its own: ``python -m bench.shops '{"agents": 25, …}'``.

Runs in a process of its own, so that the load generator carries no Django.
"""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchShop:
    """What a client needs to know of the shop: its keys, and each agent's membership with a signed-in session."""

    key: str
    widget_key: str
    sessions: dict[int, str]


def build(environment: Mapping[str, str], *, agents: int, holding: int) -> BenchShop:
    """Migrate the database and make the shop, with agents who hold so many conversations each."""
    made = subprocess.run(
        [sys.executable, "-m", "bench.shops", json.dumps({"agents": agents, "holding": holding})],
        env=dict(environment),
        cwd=Path(__file__).resolve().parent.parent,
        stdout=subprocess.PIPE,
        check=True,
    )
    facts = json.loads(made.stdout)
    sessions = {int(member): session for member, session in facts.pop("sessions").items()}
    return BenchShop(**facts, sessions=sessions)


def _make(*, agents: int, holding: int, at: datetime) -> BenchShop:
    from django.test import Client

    from guitai.domains.accounts import actions as accounts
    from guitai.domains.catalog import actions as catalog
    from guitai.domains.catalog.drafts import ProductDraft

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
            username=f"{key}-{number}", display_name=name, password=secrets.token_hex(8), at=at
        )
        member = accounts.add_member(shop=shop, person=person, role="agent", nickname=name, at=at)
        browser = Client()
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        sessions[member.pk] = browser.cookies["sessionid"].value
    return BenchShop(key=key, widget_key=shop.widget_key, sessions=sessions)


def main() -> None:
    """Build what the argument asks for and print it as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitai.config.settings")
    import django
    from django.core.management import call_command
    from django.utils import timezone

    django.setup()
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(asdict(_make(**json.loads(sys.argv[1]), at=timezone.now()))))


if __name__ == "__main__":
    main()
