"""Which socket is where."""

from typing import Any, cast

from django.urls import path, re_path

from guitai.live.desk import DeskSocket
from guitai.live.sockets import NoSuchSocket
from guitai.live.widget import WidgetSocket

# Channels routes with Django's own patterns, whose types know views alone.
urlpatterns: list[Any] = [
    path("live/desk/<slug:shop_key>/", cast(Any, DeskSocket.as_asgi())),
    path("live/widget/", cast(Any, WidgetSocket.as_asgi())),
    re_path(r"", cast(Any, NoSuchSocket.as_asgi())),
]
