"""Columns that are remembered."""

from django.http import HttpResponse
from django.test import RequestFactory

from guitai.web.pay.columns import chosen_columns, remember

KNOWN, USUAL = ("a", "b", "c"), ("a", "b")


def test_columns_come_in_their_own_order_and_only_if_there_are_any():
    assert chosen_columns(RequestFactory().get("/?column=c&column=a&column=x"), KNOWN, USUAL) == ["a", "c"]
    assert chosen_columns(RequestFactory().get("/?column=x"), KNOWN, USUAL) == ["a", "b"]


def test_a_browser_keeps_them_for_this_page_alone():
    kept = remember(HttpResponse(), RequestFactory().get("/here/?column=c"), ["c"]).cookies["ranking-columns"]

    assert (kept.value, kept["path"], kept["samesite"], kept["httponly"]) == ("c", "/here/", "Lax", True)
    assert not remember(HttpResponse(), RequestFactory().get("/here/"), ["c"]).cookies
    again = RequestFactory().get("/here/", headers={"cookie": "ranking-columns=c"})
    assert chosen_columns(again, KNOWN, USUAL) == ["c"]
