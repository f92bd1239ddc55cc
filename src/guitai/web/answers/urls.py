"""Addresses of open questions, contradictions and gaps, below /s/<shop key>/knowledge/answers/."""

from django.urls import path

from guitai.web.answers import asking, conflicts, findings, gaps, questions

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/<int:pk>/answer/", questions.answer, name="question-answer"),
    path("questions/<int:pk>/drop/", questions.drop, name="question-drop"),
    path("questions/for/<int:pk>/", asking.prepared, name="question-prepared"),
    path("questions/for/<int:pk>/ask/", asking.ask, name="question-ask"),
    path("questions/waiting/<int:pk>/withdraw/", asking.withdraw, name="question-withdraw"),
    path("questions/waiting/<int:pk>/told/", asking.told, name="question-told"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/<int:pk>/settle/", conflicts.settle, name="conflict-settle"),
    path("conflicts/<int:pk>/dismiss/", conflicts.dismiss, name="conflict-dismiss"),
    path("conflicts/<int:pk>/back/", conflicts.back, name="conflict-back"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/<int:pk>/answer/", gaps.answer, name="gap-answer"),
    path("gaps/<int:pk>/dismiss/", gaps.dismiss, name="gap-dismiss"),
    path("gaps/<int:pk>/back/", gaps.back, name="gap-back"),
    path("look/", findings.look, name="answers-look"),
    path("look/live/", findings.look_live, name="answers-look-live"),
]
