"""The settings tests run with: a folder of their own, and the servers the environment names, if any.

``GUITAI_TEST_DATABASE_URL`` and ``GUITAI_TEST_REDIS_URL`` put the same tests on PostgreSQL and Redis.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
FOLDER = Path(tempfile.mkdtemp(prefix="guitai-test-"))
(FOLDER / "static").mkdir()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

for _name in [
    name for name in os.environ if name.startswith("GUITAI_") and not name.startswith("GUITAI_TEST")
]:
    del os.environ[_name]  # what this machine's own installation is told concerns no test
os.environ["GUITAI_DATA"] = str(FOLDER)
os.environ["DATABASE_URL"] = os.environ.get("GUITAI_TEST_DATABASE_URL", "")
os.environ["REDIS_URL"] = os.environ.get("GUITAI_TEST_REDIS_URL", "")

from guitai.config.settings import *  # noqa: E402, F403
from guitai.config.settings import CHANNEL_LAYERS, DATABASES, STORAGES  # noqa: E402

# No build is needed, and no asset is looked for in its manifest.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# The real one is made to be slow; the browser journeys sign in with it.
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]

# Power may fail, for all we care.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, for the sockets' thread and the test's must see the same rows.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    # Who waits a minute for a row waits for ever.
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off -c lock_timeout=60000"
if os.environ["REDIS_URL"]:
    CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"test-{WORKER}-{os.getpid()}"
