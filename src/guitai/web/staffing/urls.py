"""Addresses of staffing, below /s/<shop key>/reports/staffing/."""

from django.urls import path

from guitai.web.staffing import load, members, proposal, settings

urlpatterns = [
    path("", load.load, name="staffing"),
    path("proposal/", proposal.proposal, name="staffing-proposal"),
    path("proposal/live/", proposal.live, name="staffing-live"),
    path("proposal/ask/", proposal.ask, name="staffing-ask"),
    path("proposal/days-off/", proposal.days_off, name="staffing-days-off"),
    path("proposal/<int:pk>/take/", proposal.take, name="staffing-take"),
    path("proposal/<int:pk>/undo/", proposal.undo, name="staffing-undo"),
    path("settings/", settings.settings, name="staffing-settings"),
    path("members/", members.members, name="staffing-members"),
    path("members/<int:pk>/", members.member, name="staffing-member"),
]
