"""Addresses of the couriers, below /s/<shop key>/couriers/."""

from django.urls import path

from guitai.web.delivery import editing, views

urlpatterns = [
    path("", views.couriers, name="couriers"),
    path("usual/", editing.put_usual, name="couriers-usual"),
    path("days/", editing.fill_days, name="couriers-days"),
    path("add/", editing.add, name="courier-add"),
    path("<int:pk>/", editing.edit, name="courier"),
    path("<int:pk>/remove/", editing.remove, name="courier-remove"),
    path("<int:pk>/provinces/", editing.reaches, name="courier-reaches"),
]
