"""Addresses of the desk, below /s/<shop key>/desk/."""

from django.urls import path

from guitai.web.desk import advice, contacts, guides, panel, phrases, suggestions, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("state/", views.state, name="desk-state"),
    path("next/", views.take_next, name="desk-next"),
    path("search/", views.search, name="desk-search"),
    path("closed/", views.closed, name="desk-closed"),
    path("phrases/", phrases.phrases, name="desk-phrases"),
    path("guides/", guides.guides, name="desk-guides"),
    path("products/", views.products, name="desk-products"),
    path("emoji/", views.emoji, name="desk-emoji"),
    path("pictures/<int:pk>/", views.show_picture, name="desk-picture"),
    path("<int:pk>/", views.conversation, name="desk-conversation"),
    path("<int:pk>/messages/", views.messages, name="desk-messages"),
    path("<int:pk>/suggestions/", suggestions.suggestions, name="desk-suggestions"),
    path("<int:pk>/advice/", advice.advice, name="desk-advice"),
    path("<int:pk>/panel/", panel.panel, name="desk-panel"),
    path("<int:pk>/contacts/", contacts.note_contact, name="desk-note-contact"),
    path("<int:pk>/no-contact/", contacts.no_contact, name="desk-no-contact"),
    path("<int:pk>/reveal/", panel.reveal, name="desk-reveal"),
    path("<int:pk>/picture/", views.picture, name="desk-send-picture"),
    path("<int:pk>/take/", views.take, name="desk-take"),
    path("<int:pk>/transfer/", views.transfer, name="desk-transfer"),
    path("<int:pk>/close/", views.close, name="desk-close"),
    path("<int:pk>/reopen/", views.reopen, name="desk-reopen"),
]
