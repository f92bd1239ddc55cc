"""Addresses of the warehouse's page, below /s/<shop key>/warehouse/."""

from django.urls import path

from guitai.web.warehouse import deeds, views

urlpatterns = [
    path("", views.warehouse, name="warehouse"),
    path("<int:pk>/take/", deeds.take, name="warehouse-take"),
    path("<int:pk>/answer/", deeds.answer, name="warehouse-answer"),
    path("<int:pk>/reopen/", deeds.reopen, name="warehouse-reopen"),
    path("<int:pk>/reveal/", deeds.reveal, name="warehouse-reveal"),
    path("<int:pk>/picture/", views.picture, name="warehouse-picture"),
]
