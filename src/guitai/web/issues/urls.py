"""Addresses of products' issues, below /s/<shop key>/issues/."""

from django.urls import path

from guitai.web.issues import deeds, views

app_name = "issues"
urlpatterns = [
    path("", views.issues, name="issues"),
    path("open/", deeds.open_one, name="open"),
    path("<int:pk>/", views.issue, name="issue"),
    path("<int:pk>/give/", deeds.give, name="give"),
    path("<int:pk>/measure/", deeds.measure, name="measure"),
    path("<int:pk>/close/", deeds.close, name="close"),
    path("<int:pk>/false/", deeds.call_false, name="false"),
]
