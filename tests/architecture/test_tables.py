"""What the tables must be like, whoever adds one."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

# The order of domains, as pyproject.toml has it, the lowest first; common is below all.
FLOORS = {
    "common": 0,
    "accounts": 1,
    "catalog": 2,
    "intake": 2,
    "guard": 3,
    "trade": 3,
    "knowledge": 3,
    "delivery": 3,
    "chat": 4,
    "warehouse": 5,
    "followups": 6,
    "aftersales": 7,
    "insight": 8,
    "performance": 9,
}
OURS = [model for model in apps.get_models() if model.__module__.startswith("guitai.")]


def _keys(model: type[models.Model]) -> list[models.ForeignKey]:
    many = [field.remote_field.through for field in model._meta.many_to_many]
    return [
        field
        for holder in (model, *many)
        for field in holder._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    ]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_foreign_keys_point_down_the_floors(model: type[models.Model]):
    here = FLOORS[model._meta.app_label]

    for key in _keys(model):
        there = key.related_model._meta.app_label
        assert there == model._meta.app_label or FLOORS[there] < here, f"{model.__name__}.{key.name}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_table_is_named_by_its_domain_and_has_a_big_key(model: type[models.Model]):
    assert isinstance(model._meta.pk, models.BigAutoField)
    assert not model._meta.db_table.startswith("guitai_")
    assert (model.__doc__ or "").strip()
    assert "__str__" in vars(model) or any("__str__" in vars(base) for base in model.__bases__)


@pytest.mark.django_db
def test_the_migrations_are_complete():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
