"""Addresses of the pages of guides, below /s/<shop key>/knowledge/guides/."""

from django.urls import path

from guitai.web.guides import views

urlpatterns = [
    path("", views.listed, name="guides"),
    path("new/", views.new, name="guide-new"),
    path("<int:pk>/", views.guide, name="guide"),
    path("<int:pk>/retire/", views.retire, name="guide-retire"),
    path("<int:pk>/restore/", views.restore, name="guide-restore"),
    path("<int:pk>/shift/", views.shift, name="guide-shift"),
]
