"""Addresses of the ledgers, below /s/<shop key>/ledgers/."""

from django.urls import path

from guitai.web.ledgers import deeds, settlement, views

app_name = "ledgers"
urlpatterns = [
    path("", views.ledger, name="ledgers"),
    path("settlement/", settlement.settlement, name="settlement"),
    path("settlement/xlsx/", settlement.workbook, name="xlsx"),
    path("<int:pk>/correct/", deeds.correct, name="correct"),
    path("cases/<int:number>/paid/", deeds.paid, name="paid"),
    path("cases/<int:number>/confirm/", deeds.confirm, name="confirm"),
]
