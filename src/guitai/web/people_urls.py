"""Addresses of signing in and of what belongs to oneself."""

from django.urls import path

from guitai.web import people

urlpatterns = [
    path("sign-in/", people.sign_in, name="sign-in"),
    path("sign-out/", people.sign_out, name="sign-out"),
    path("password/", people.password, name="password"),
    path("language/", people.set_language, name="set_language"),
]
