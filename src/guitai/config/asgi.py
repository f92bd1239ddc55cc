"""The one door for requests and sockets."""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitai.config.settings")
pages = get_asgi_application()

from guitai.live.urls import urlpatterns as sockets  # noqa: E402  # tables are loaded only now

application = ProtocolTypeRouter({"http": pages, "websocket": AuthMiddlewareStack(URLRouter(sockets))})
