"""Where timed work is kept and what runs it: a file beside the database, or Redis when there is one."""

from django.conf import settings
from huey import RedisHuey, SqliteHuey
from huey.consumer import Consumer


def _clock() -> SqliteHuey | RedisHuey:
    if settings.REDIS_URL:
        return RedisHuey(settings.INSTALLATION, url=settings.REDIS_URL, utc=True)
    settings.DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("guitai", filename=str(settings.DATA_FOLDER / "jobs.sqlite3"), utc=True)


clock = _clock()


class QuietConsumer(Consumer):  # type: ignore[misc]  # huey ships no types
    """Runs the timed work in threads beside the server, which keeps the signals for itself."""

    def _set_signal_handlers(self) -> None:
        """Leave signals to the server."""


def start_in_background() -> QuietConsumer:
    """Begin the timed work in this process; ``stop()`` of what is given back ends it.

    Of the two workers an import takes one at the most (``imports``), so that the clock never waits for it.
    """
    consumer = QuietConsumer(clock, workers=2, worker_type="thread", check_worker_health=False, max_delay=1.0)
    consumer.start()
    return consumer
