"""Addresses of the pages of imports, below /s/<shop key>/imports/."""

from django.urls import path

from guitai.web.imports import deeds, mapping, views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("live/", views.live, name="imports-live"),
    path("upload/", deeds.upload, name="imports-upload"),
    path("start/", deeds.start, name="imports-start"),
    path("mappings/", mapping.mappings, name="imports-mappings"),
    path("mappings/<int:pk>/remove/", mapping.remove, name="imports-mapping-remove"),
    path("<int:pk>/", views.run, name="imports-run"),
    path("<int:pk>/rejected/", views.rejected, name="imports-rejected"),
    path("<int:pk>/map/", mapping.columns, name="imports-map"),
    path("<int:pk>/remove/", deeds.remove, name="imports-remove"),
    path("<int:pk>/cancel/", deeds.cancel, name="imports-cancel"),
    path("<int:pk>/again/", deeds.again, name="imports-again"),
    path("<int:pk>/undo/", deeds.undo, name="imports-undo"),
]
