from datetime import time, timedelta

from guitai.engines.metrics.settings import Attribution, Settings


def test_the_defaults_are_those_of_the_definitions():
    shop = Settings()

    assert shop.day_begins == time(0)
    assert (shop.fast_seconds, shop.slow_seconds, shop.capped_seconds) == (30, 180, 600)
    assert (shop.hours_from, shop.hours_to, shop.jd_from, shop.jd_to) == (
        time(8),
        time(23),
        time(9),
        time(23),
    )
    assert shop.conversation_ends == timedelta(minutes=10)
    assert (shop.after_sales_days, shop.order_days, shop.inquiry_late_days) == (15, 2, 3)
    assert (shop.sale_days, shop.reminder_days) == (2, 3)
    assert shop.rule is Attribution.ORDER
    assert shop.postage_counts


def test_four_filters_are_on_and_the_others_wait_to_be_set():
    shop = Settings()

    assert shop.leave_out_own_team
    assert shop.leave_out_agent_only
    assert shop.leave_out_silent_transfers
    assert shop.silent_transfer_lines == 0
    assert shop.leave_out_mass
    assert not shop.leave_out_main_account
    assert not shop.code_word
    assert not shop.excluded_flags
