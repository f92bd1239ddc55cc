"""Addresses of the sidecar, below /s/<shop key>/sidecar/."""

from django.urls import path

from guitai.web.sidecar import (
    advising,
    cases,
    drafts,
    finding,
    questions,
    reading,
    suggesting,
    talks,
    todos,
    views,
)

urlpatterns = [
    path("", views.sidecar, name="sidecar"),
    path("manifest.webmanifest", views.manifest, name="sidecar-manifest"),
    path("worker.js", views.worker, name="sidecar-worker"),
    path("read/", talks.read, name="sidecar-read"),
    path("about/", talks.about, name="sidecar-about"),
    path("case/", cases.open_one, name="sidecar-case"),
    path("advise/", advising.advise, name="sidecar-advise"),
    path("reading/", reading.reading, name="sidecar-reading"),
    path("find/", finding.find, name="sidecar-find"),
    path("suggest/", suggesting.suggest, name="sidecar-suggest"),
    path("check/", drafts.check, name="sidecar-check"),
    path("copied/", drafts.copied, name="sidecar-copied"),
    path("ask/", drafts.ask, name="sidecar-ask"),
    path("asked/", drafts.asked, name="sidecar-asked"),
    path("asked/<int:pk>/withdraw/", drafts.withdraw, name="sidecar-withdraw"),
    path("questions/", questions.questions, name="sidecar-questions"),
    path("questions/ask/", questions.ask, name="sidecar-question-ask"),
    path("questions/<int:pk>/withdraw/", questions.withdraw, name="sidecar-question-withdraw"),
    path("questions/<int:pk>/told/", questions.told, name="sidecar-question-told"),
    path("todos/", todos.todos, name="sidecar-todos"),
    path("todos/<int:pk>/copied/", todos.copied, name="sidecar-todo-copied"),
    path("todos/<int:pk>/close/", todos.close, name="sidecar-todo-close"),
    path("todos/<int:pk>/reopen/", todos.reopen, name="sidecar-todo-reopen"),
]
