"""Addresses of the pages of quick phrases, below /s/<shop key>/setup/phrases/."""

from django.urls import path

from guitai.web.phrases import folders, sheets, views

urlpatterns = [
    path("", views.phrases, name="setup-phrases"),
    path("new/", views.new, name="setup-phrase-new"),
    path("preview/", views.preview, name="setup-phrases-preview"),
    path("usage/", views.usage, name="setup-phrases-usage"),
    path("<int:pk>/", views.edit, name="setup-phrase"),
    path("<int:pk>/retire/", views.retire, name="setup-phrase-retire"),
    path("<int:pk>/restore/", views.restore, name="setup-phrase-restore"),
    path("<int:pk>/shift/", views.shift, name="setup-phrase-shift"),
    path("folders/", folders.folders, name="setup-phrase-folders"),
    path("folders/<int:pk>/", folders.folder, name="setup-phrase-folder"),
    path("folders/<int:pk>/remove/", folders.remove, name="setup-phrase-folder-remove"),
    path("export/", sheets.export, name="setup-phrases-export"),
    path("import/", sheets.import_sheet, name="setup-phrases-import"),
]
