"""The one door for requests and sockets."""

import gc
import os
import warnings

import django
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitai.config.settings")
# WhiteNoise's files are read at once, which is what we want of files that small.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
django.setup(set_prefix=False)

from guitai.domains.guard.loading import rulebook  # noqa: E402
from guitai.engines.promises.wording import words  # noqa: E402
from guitai.engines.understanding.reading import read  # noqa: E402
from guitai.engines.understanding.types import Turn  # noqa: E402
from guitai.live.urls import urlpatterns as sockets  # noqa: E402  # tables are loaded only now
from guitai.web.imports.door import Pages  # noqa: E402

application = ProtocolTypeRouter({"http": Pages(), "websocket": AuthMiddlewareStack(URLRouter(sockets))})

# Reading and compiling rules and words takes a second; the first message should not hold up its shop for it.
rulebook()
words()
read((Turn("buyer", "在吗"),))

# What is loaded by now stays for good: looking through it again and again would hold up every socket.
gc.collect()
gc.freeze()
# The default looks after every 700 new objects, which one message makes; little of that is ever cyclic.
gc.set_threshold(20_000, 20, 20)
