"""Addresses of the knowledge, below /s/<shop key>/knowledge/."""

from django.urls import path

from guitai.web.knowledge import candidates, duplicates, editing, listing, sheets

urlpatterns = [
    path("", listing.entries, name="knowledge"),
    path("new/", editing.new, name="knowledge-new"),
    path("preview/", editing.preview, name="knowledge-preview"),
    path("use/", listing.use, name="knowledge-use"),
    path("product/<int:pk>/", listing.product, name="knowledge-product"),
    path("<int:pk>/", editing.edit, name="knowledge-entry"),
    path("<int:pk>/approve/", editing.approve, name="knowledge-approve"),
    path("<int:pk>/retire/", editing.retire, name="knowledge-retire"),
    path("<int:pk>/restore/", editing.restore, name="knowledge-restore"),
    path("candidates/", candidates.candidates, name="knowledge-candidates"),
    path("candidates/<int:pk>/decide/", candidates.decide, name="knowledge-decide"),
    path("candidates/<int:pk>/undo/", candidates.undo, name="knowledge-undo"),
    path("duplicates/", duplicates.duplicates, name="knowledge-duplicates"),
    path("duplicates/merge/", duplicates.merge, name="knowledge-merge"),
    path("duplicates/unmerge/", duplicates.unmerge, name="knowledge-unmerge"),
    path("export/", sheets.export, name="knowledge-export"),
    path("import/", sheets.choose, name="knowledge-import"),
    path("import/keep/", sheets.keep, name="knowledge-import-keep"),
]
