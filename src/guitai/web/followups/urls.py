"""Addresses of the follow-ups, below /s/<shop key>/followups/."""

from django.urls import path

from guitai.web.followups import closed, deeds, processes, results, review_deeds, reviews, settings, views

urlpatterns = [
    path("", views.lists, name="followups"),
    path("<int:pk>/copied/", deeds.copied, name="followups-copied"),
    path("<int:pk>/tried/", deeds.tried, name="followups-tried"),
    path("<int:pk>/close/", deeds.close, name="followups-close"),
    path("<int:pk>/take/", deeds.take, name="followups-take"),
    path("<int:pk>/pass-on/", deeds.pass_on, name="followups-pass-on"),
    path("<int:pk>/put-off/", deeds.put_off, name="followups-put-off"),
    path("<int:pk>/drop/", deeds.drop, name="followups-drop"),
    path("<int:pk>/reopen/", deeds.reopen, name="followups-reopen"),
    path("closed/", closed.closed, name="followups-closed"),
    path("reviews/", reviews.reviews, name="followups-reviews"),
    path("reviews/<int:pk>/write/", review_deeds.write, name="followups-review-write"),
    path("reviews/<int:pk>/agree/", review_deeds.agree, name="followups-review-agree"),
    path("reviews/<int:pk>/send-back/", review_deeds.send_back, name="followups-review-send-back"),
    path("reviews/<int:pk>/put-up/", review_deeds.put_up, name="followups-review-put-up"),
    path("reviews/<int:pk>/take-down/", review_deeds.take_down, name="followups-review-take-down"),
    path("results/", results.results, name="followups-results"),
    path("results/xlsx/", results.workbook, name="followups-xlsx"),
    path("settings/", settings.lists_settings, name="followups-settings"),
    path("settings/change/", settings.change, name="followups-setting"),
    path("processes/", processes.table, name="followups-processes"),
    path("processes/usual/", processes.put_usual, name="followups-processes-usual"),
    path("processes/add/", processes.add, name="followups-process-add"),
    path("processes/<int:pk>/", processes.edit, name="followups-process"),
    path("processes/<int:pk>/remove/", processes.remove, name="followups-process-remove"),
]
