"""Addresses of the picture archive, below /s/<shop key>/pictures/."""

from django.urls import path

from guitai.web.pictures import deeds, downloads, views

app_name = "pictures"
urlpatterns = [
    path("", views.archive, name="archive"),
    path("upload/", deeds.upload, name="upload"),
    path("download/", downloads.download, name="download"),
    path("<int:pk>/", views.picture, name="picture"),
    path("<int:pk>/small/", views.small, name="small"),
    path("<int:pk>/large/", views.large, name="large"),
    path("<int:pk>/describe/", deeds.describe, name="describe"),
    path("<int:pk>/remove/", deeds.remove, name="remove"),
    path("<int:pk>/restore/", deeds.restore, name="restore"),
]
