"""A command that needs the database makes sure that it can be used."""

import pytest
from django.db import OperationalError

from guitai.cli import django_ready
from guitai.cli.django_ready import NotReadyError, bring_up_to_date, get_ready, require_tables
from guitai.domains.accounts.models import Shop


def test_the_settings_are_given() -> None:
    assert get_ready().USE_TZ


@pytest.mark.django_db
def test_a_database_with_the_tables_of_this_version_is_ready() -> None:
    require_tables()
    bring_up_to_date()

    assert not Shop.objects.exists()


def test_missing_tables_are_said_and_made(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(django_ready, "_steps_missing", lambda: True)
    monkeypatch.setattr(django_ready, "call_command", lambda name, **_: called.append(name))

    with pytest.raises(NotReadyError, match="guitai manage migrate"):
        require_tables()
    bring_up_to_date()

    assert called == ["migrate"]


@pytest.mark.django_db
def test_a_database_that_cannot_be_used_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_connection: object) -> None:
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(django_ready, "MigrationExecutor", broken)

    with pytest.raises(NotReadyError, match="unable to open database file"):
        require_tables()
