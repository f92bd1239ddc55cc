"""Announce what happened, once it is committed; whoever cares listens."""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

logger = logging.getLogger(__name__)
Event = TypeVar("Event")
_listeners: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def listen(kind: type[Event], listener: Callable[[Event], None]) -> None:
    """Call the listener with every event of this kind; said once, in ``ready`` of the room that listens."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def publish(event: object) -> None:
    """Tell the listeners after the surrounding transaction is committed; never, if it is rolled back.

    A listener that fails is logged and keeps no other from hearing: what was committed has happened.
    """
    transaction.on_commit(lambda: _tell(event))


def _tell(event: object) -> None:
    for listener in _listeners[type(event)]:
        try:
            listener(event)
        except Exception:
            logger.exception("%s failed on %r", getattr(listener, "__qualname__", listener), event)
