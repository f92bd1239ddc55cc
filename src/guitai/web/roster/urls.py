"""Addresses of everybody's own shifts, below /s/<shop key>/roster/."""

from django.urls import path

from guitai.web.roster import asking, deeds, views

urlpatterns = [
    path("", views.roster, name="roster"),
    path("ask/", asking.ask, name="roster-ask"),
    path("<int:pk>/agree/", deeds.agree, name="roster-agree"),
    path("<int:pk>/decline/", deeds.decline, name="roster-decline"),
    path("<int:pk>/withdraw/", deeds.withdraw, name="roster-withdraw"),
    path("<int:pk>/approve/", deeds.approve, name="roster-approve"),
    path("<int:pk>/refuse/", deeds.refuse, name="roster-refuse"),
]
