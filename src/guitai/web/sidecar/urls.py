"""Addresses of the sidecar, below /s/<shop key>/sidecar/."""

from django.urls import path

from guitai.web.sidecar import advising, drafts, finding, questions, suggesting, talks, views

urlpatterns = [
    path("", views.sidecar, name="sidecar"),
    path("manifest.webmanifest", views.manifest, name="sidecar-manifest"),
    path("worker.js", views.worker, name="sidecar-worker"),
    path("read/", talks.read, name="sidecar-read"),
    path("about/", talks.about, name="sidecar-about"),
    path("advise/", advising.advise, name="sidecar-advise"),
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
]
