"""Addresses of after-sales cases, below /s/<shop key>/cases/."""

from django.urls import path

from guitai.web.cases import board, deeds, endings, opening, page, pictures, settings

app_name = "cases"
urlpatterns = [
    path("", board.board, name="board"),
    path("open/", opening.open_one, name="open"),
    path("settings/", settings.clocks, name="settings"),
    path("<int:number>/", page.case, name="case"),
    path("<int:number>/answer/", deeds.answer, name="answer"),
    path("<int:number>/back/", deeds.step_back, name="back"),
    path("<int:number>/give/", deeds.give, name="give"),
    path("<int:number>/describe/", deeds.describe, name="describe"),
    path("<int:number>/attempt/", deeds.attempt, name="attempt"),
    path("<int:number>/pictures/", pictures.bring, name="pictures"),
    path("<int:number>/pictures/take/", pictures.take_over, name="take-pictures"),
    path("<int:number>/kind/", endings.change_kind, name="kind"),
    path("<int:number>/merge/", endings.merge, name="merge"),
    path("<int:number>/reopen/", endings.reopen, name="reopen"),
]
