"""Addresses of the reports, below /s/<shop key>/reports/."""

from django.urls import path

from guitai.web.reports import (
    aftersales,
    asked,
    asked_examples,
    asked_talks,
    behind,
    buyers,
    funnel,
    hours,
    overview,
    platform,
    products,
)

urlpatterns = [
    path("", overview.overview, name="reports"),
    path("hours/", hours.hours, name="reports-hours"),
    path("funnel/", funnel.funnel, name="reports-funnel"),
    path("buyers/", buyers.buyers, name="reports-buyers"),
    path("products/", products.products, name="reports-products"),
    path("asked/", asked.what_is_asked, name="reports-asked"),
    path("asked/talks/", asked_talks.talks, name="reports-asked-talks"),
    path("asked/examples/", asked_examples.examples, name="reports-asked-examples"),
    path("aftersales/", aftersales.aftersales, name="reports-aftersales"),
    path("platform/", platform.platform, name="reports-platform"),
    path("behind/", behind.behind_figure, name="reports-behind"),
]
