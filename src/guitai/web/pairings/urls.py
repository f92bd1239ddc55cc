"""Addresses of the pairings, below /s/<shop key>/knowledge/pairings/."""

from django.urls import path

from guitai.web.pairings import views

urlpatterns = [
    path("", views.pairings, name="pairings"),
    path("<int:pk>/remove/", views.remove, name="pairing-remove"),
]
