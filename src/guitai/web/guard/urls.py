"""Addresses of the guard's pages, below /s/<shop key>/guard/."""

from django.urls import path

from guitai.web.guard import editing, rules, trying, verdicts

urlpatterns = [
    path("", rules.rules, name="guard"),
    path("new/", editing.new, name="guard-new"),
    path("try/", trying.try_sentence, name="guard-try"),
    path("run/", trying.run, name="guard-run"),
    path("rules/<slug:pk>/", rules.rule, name="guard-rule"),
    path("rules/<slug:pk>/switch/", rules.switch, name="guard-rule-switch"),
    path("rules/<slug:pk>/edit/", editing.edit, name="guard-rule-edit"),
    path("rules/<slug:pk>/text/", editing.text, name="guard-rule-text"),
    path("rules/<slug:pk>/history/", rules.history, name="guard-rule-history"),
    path("rules/<slug:pk>/back/", rules.back, name="guard-rule-back"),
    path("verdicts/", verdicts.verdicts, name="guard-verdicts"),
    path("verdicts/imported/", verdicts.check_imported, name="guard-imported"),
    path("verdicts/imported/live/", verdicts.checking, name="guard-imported-live"),
    path("approvals/", verdicts.approvals, name="guard-approvals"),
]
