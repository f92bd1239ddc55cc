"""Makes Django and the database ready for a command that needs them."""

import os
from pathlib import Path

import django
from django.conf import LazySettings, settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from guitai.kernel.errors import GuitaiError


class NotReadyError(GuitaiError):
    """The settings or the database are not as this version needs them."""

    code = "cli.not_ready"


def get_ready() -> LazySettings:
    """Set Django up, and give its settings.

    :raises NotReadyError: if a setting is wrong.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitai.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise NotReadyError(str(error)) from error
    return settings


def bring_up_to_date() -> None:
    """Give the database the tables of this version, where it has not got them.

    :raises NotReadyError: if the database can't be used.
    """
    Path(settings.DATA_FOLDER).mkdir(parents=True, exist_ok=True)
    if _steps_missing():
        call_command("migrate", verbosity=0)


def require_tables() -> None:
    """Make sure that the database has the tables of this version.

    :raises NotReadyError: if not, or if it can't be used.
    """
    if _steps_missing():
        raise NotReadyError(
            "The database does not have the tables of this version yet; run “guitai manage migrate” first."
        )


def _steps_missing() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        raise NotReadyError(f"The database can't be used: {error}".strip()) from error
