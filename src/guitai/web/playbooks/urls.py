"""Addresses of playbooks, below /s/<shop key>/playbooks/."""

from django.urls import path

from guitai.web.playbooks import editing, history, trying, views

app_name = "playbooks"
_STEP, _ANSWER = "<slug:key>/steps/<slug:step>/", "<slug:key>/steps/<slug:step>/answers/<slug:answer>/"
urlpatterns = [
    path("", views.playbooks, name="playbooks"),
    path("<slug:key>/", views.playbook, name="playbook"),
    path("<slug:key>/try/", trying.trying, name="try"),
    path("<slug:key>/text/", editing.text, name="text"),
    path("<slug:key>/history/", history.history, name="history"),
    path("<slug:key>/history/back/", history.back, name="back"),
    path("<slug:key>/history/shipped/", history.as_shipped, name="shipped"),
    path(_STEP, editing.step, name="step"),
    path(f"{_STEP}remove/", editing.remove_step, name="step-remove"),
    path(f"{_STEP}add/", editing.add_answer, name="answer-add"),
    path(_ANSWER, editing.answer, name="answer"),
    path(f"{_ANSWER}remove/", editing.remove_answer, name="answer-remove"),
    path(f"{_ANSWER}step/", editing.add_step, name="step-add"),
    path(f"{_ANSWER}end/", editing.add_end, name="end-add"),
    path("<slug:key>/ends/<slug:end>/", editing.end, name="end"),
]
