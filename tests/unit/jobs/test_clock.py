import subprocess
import sys
from pathlib import Path

import pytest
from django.test import override_settings
from huey import RedisHuey, SqliteHuey

from guitai.jobs import clock as clock_module


def test_without_redis_the_clocks_work_lies_in_the_data_folder(tmp_path: Path):
    with override_settings(REDIS_URL="", DATA_FOLDER=tmp_path / "new"):
        clock = clock_module._clock()

    assert isinstance(clock, SqliteHuey)
    assert (tmp_path / "new" / "jobs.sqlite3").exists()
    clock.storage.close()


def test_with_redis_it_lies_there():
    with override_settings(REDIS_URL="redis://127.0.0.1:6379/5"):
        assert isinstance(clock_module._clock(), RedisHuey)


def test_the_clocks_work_begins_and_ends_with_the_server(monkeypatch: pytest.MonkeyPatch):
    done: list[str] = []
    for name in ("start", "stop"):
        monkeypatch.setattr(clock_module.QuietConsumer, name, lambda _self, name=name: done.append(name))

    clock_module.start_in_background().stop()

    assert done == ["start", "stop"]


def test_whoever_runs_the_clock_knows_all_of_its_work(tmp_path: Path):
    """In a process of its own, for here the tests have loaded every module."""
    asks = (
        "import django; django.setup(); from guitai.jobs.clock import clock; "
        "print(*sorted(task.name for task in clock._registry.periodic_tasks))"
    )
    places = {"GUITAI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "guitai.config.settings"}

    said = subprocess.run(
        [sys.executable, "-c", asks], env=places, capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == [
        "count_bought_together",
        "end_what_was_left",
        "fill_lists",
        "forget_old_changes",
        "forget_old_imports",
        "keep_today",
        "look_after_cases",
        "look_after_conversations",
        "look_after_days",
        "look_after_followups",
        "look_after_handovers",
        "look_after_imports",
        "look_after_readings",
        "look_after_vectors",
        "look_for_faults",
        "look_for_lost",
        "look_for_lost_again",
        "look_through_answers",
        "look_through_buyers",
        "reckon_followups",
        "ring_due_questions",
        "sum_up",
        "take_up_again",
    ]


def test_signals_are_left_to_the_server():
    assert clock_module.QuietConsumer(clock_module.clock, check_worker_health=False) is not None
