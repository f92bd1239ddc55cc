"""Addresses below /s/<shop key>/knowledge/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
