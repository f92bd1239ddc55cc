"""Addresses of handovers, below /s/<shop key>/handover/."""

from django.urls import path

from guitai.web.handover import deeds, views

app_name = "handover"
urlpatterns = [
    path("", views.handovers, name="list"),
    path("now/", deeds.now, name="now"),
    path("take-all/", deeds.take_all, name="take-all"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/note/", deeds.note, name="note"),
    path("items/<int:pk>/take/", deeds.take, name="take"),
    path("items/<int:pk>/give-back/", deeds.give_back, name="give-back"),
    path("items/<int:pk>/settle/", deeds.settle, name="settle"),
]
