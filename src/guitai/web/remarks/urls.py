"""Addresses of remarks and flags, below /s/<shop key>/remarks/."""

from django.urls import path

from guitai.web.remarks import sheets, views

urlpatterns = [
    path("", views.remarks, name="remarks"),
    path("meanings/", views.name_flags, name="remarks-meanings"),
    path("settle/", views.settle, name="remarks-settle"),
    path("sheet.xlsx", sheets.workbook, name="remarks-xlsx"),
    path("sheet.csv", sheets.comma_separated, name="remarks-csv"),
    path("sent/", views.mark_sent, name="remarks-sent"),
    path("sent/undo/", views.take_sent_back, name="remarks-sent-undo"),
    path("write/", views.write_back, name="remarks-write"),
]
