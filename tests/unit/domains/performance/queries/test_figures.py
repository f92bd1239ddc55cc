"""Figures put together of kept days are those the definitions give for the whole period at once."""

from datetime import date, timedelta

import pytest
from tests.by_hand import metrics as by_hand
from tests.factories.trade import BuyerFactory
from tests.unit.engines.metrics import made, random_shops

from guitai.domains.accounts.models import Shop
from guitai.domains.performance import counting
from guitai.domains.performance.actions.days import count_days
from guitai.domains.performance.models import FigureSettings
from guitai.domains.performance.queries.figures import Cut, report
from guitai.engines.metrics.grain import GRAINS, By, Grain
from guitai.engines.metrics.reading_settings import named_settings
from guitai.kernel.days import SHANGHAI

FIRST, SPLIT, LAST = date(2026, 11, 8), date(2026, 11, 11), date(2026, 11, 14)
DAY = timedelta(days=1)


@pytest.mark.parametrize("seed", [5])
def test_kept_days_and_the_present_one_add_up_to_what_the_definitions_give_for_the_period(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    settings, one = random_shops.settings(seed), random_shops.shop(seed, refunds=True)
    now = made.moment("14", "12:00")
    at = now.replace(tzinfo=SHANGHAI)
    for account in {message.buyer for message in one.messages} - {""}:
        BuyerFactory(shop=shop, account=account)
    FigureSettings.objects.create(shop=shop, values=named_settings(settings))

    def all_of_them(_shop, _first, _last, backend, **_how):
        return made.tables([one], backend)

    monkeypatch.setattr(counting, "facts_between", all_of_them)
    for first, last in ((FIRST, SPLIT), (SPLIT + DAY, LAST - DAY)):
        count_days(shop=shop, first=first, last=last, at=at)

    for cut in Cut:
        told = report(shop, first=FIRST, last=LAST, cut=cut, at=at)
        # No command line asks for an agent's months.
        grain = Grain(agents=True, months=True) if cut is Cut.AGENT_MONTH else GRAINS[By(cut)]
        plain = by_hand.figures(one, grain, settings, as_of=now, first=FIRST, last=LAST)

        assert {_key(row): _shown(row.values) for row in told.rows} == {
            key: _shown(values) for key, values in plain.items()
        }, cut
        assert not told.missing


def _key(row):
    names = (row.agent and row.agent.account, row.month, row.day, row.weekday, row.hour)
    return tuple(name for name in names if name is not None)


def _shown(values):
    return {
        key: (None if told.value is None else round(float(told.value), 6), told.late)
        for key, told in values.items()
    }
