"""Addresses of the lost inquiries, below /s/<shop key>/reports/lost/."""

from django.urls import path

from guitai.web.lost import confirming, sheets, views

urlpatterns = [
    path("", views.sums, name="lost"),
    path("list/", views.one_by_one, name="lost-list"),
    path("xlsx/", sheets.workbook, name="lost-xlsx"),
    path("mine/", confirming.mine, name="lost-mine"),
    path("mine/count/", confirming.count, name="lost-count"),
    path("<int:pk>/confirm/", confirming.confirm, name="lost-confirm"),
    path("<int:pk>/back/", confirming.back, name="lost-back"),
]
