import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from guitai.config import env


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("X", "X_FILE"):
        monkeypatch.delenv(name, raising=False)


def test_a_setting_is_what_was_said_else_its_default(monkeypatch: pytest.MonkeyPatch):
    assert env.text("X", default="a") == "a"
    monkeypatch.setenv("X", " b ")
    assert env.text("X", default="a") == "b"


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "x").write_text("secret\n")
    monkeypatch.setenv("X_FILE", str(tmp_path / "x"))

    assert env.text("X") == "secret"


def test_a_file_that_is_not_there_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("X_FILE", str(tmp_path / "x"))

    with pytest.raises(ImproperlyConfigured, match="X_FILE"):
        env.text("X")


@pytest.mark.parametrize(("said", "meant"), [("yes", True), ("no", False)])
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, said: str, meant: bool):
    monkeypatch.setenv("X", said)

    assert env.flag("X", default=not meant) is meant


@pytest.mark.parametrize("said", ["true", "1", "YES", ""])
def test_any_other_word_stops_the_start(monkeypatch: pytest.MonkeyPatch, said: str):
    monkeypatch.setenv("X", said)

    with pytest.raises(ImproperlyConfigured, match="write yes or no"):
        env.flag("X", default=True)


def test_a_list_is_set_apart_by_commas(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("X", "a, b,,c ")

    assert env.words("X", default="") == ["a", "b", "c"]


def test_a_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path):
    folder = tmp_path / "new"

    first = env.kept_secret("X", folder=folder, file="x.key")
    second = env.kept_secret("X", folder=folder, file="x.key")

    assert first == second
    assert len(first) > 60
    assert stat.S_IMODE((folder / "x.key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["x.key"]


def test_a_secret_that_was_given_is_not_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("X", "given")

    assert env.kept_secret("X", folder=tmp_path, file="x.key") == "given"
    assert not (tmp_path / "x.key").exists()


def test_of_two_processes_that_make_a_secret_the_second_takes_the_firsts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    def too_late(self: Path, target: Path) -> None:
        self.write_text("the first's")
        raise FileExistsError

    monkeypatch.setattr(Path, "hardlink_to", too_late)

    assert env.kept_secret("X", folder=tmp_path, file="x.key") == "the first's"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("", "guitai.sqlite3"),
        ("sqlite:///data/x.db", "data/x.db"),
        ("sqlite:////a/x%20y.db", "/a/x y.db"),
    ],
)
def test_without_an_address_the_database_is_a_file(tmp_path: Path, url: str, name: str):
    settings = env.database(url, folder=tmp_path)

    assert settings["ENGINE"].endswith("sqlite3")
    assert settings["NAME"] in {name, str(tmp_path / name)}
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]


def test_an_address_names_a_server(tmp_path: Path):
    settings = env.database("postgresql://u%40x:p%2Fw@db:6543/shop?sslmode=require", folder=tmp_path)

    assert (settings["USER"], settings["PASSWORD"], settings["HOST"], settings["PORT"], settings["NAME"]) == (
        "u@x",
        "p/w",
        "db",
        "6543",
        "shop",
    )
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert "pool" in settings["OPTIONS"]


@pytest.mark.parametrize("url", ["mysql://x/y", "guitai.sqlite3", "postgresql://x:port/y"])
def test_an_address_of_another_kind_stops_the_start(tmp_path: Path, url: str):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database(url, folder=tmp_path)


def test_one_process_needs_no_bus_and_several_have_redis():
    assert env.channel_layers("", installation="guitai-a") == {}

    layer = env.channel_layers("redis://h:6379/5", installation="guitai-a")["default"]
    assert layer["CONFIG"]["hosts"] == ["redis://h:6379/5"]


def test_a_number_is_within_its_bounds(monkeypatch: pytest.MonkeyPatch):
    assert env.number("X", default=7, least=1, most=9) == 7
    monkeypatch.setenv("X", "9")
    assert env.number("X", default=7, least=1, most=9) == 9


@pytest.mark.parametrize("said", ["0", "10", "-3", "3.5", "many", "５"])
def test_any_other_number_stops_the_start(monkeypatch: pytest.MonkeyPatch, said: str):
    monkeypatch.setenv("X", said)

    with pytest.raises(ImproperlyConfigured, match="from 1 to 9"):
        env.number("X", default=7, least=1, most=9)


def test_a_folder_is_made_for_the_server_alone(tmp_path: Path):
    folder = env.made_folder(tmp_path / "data" / "uploads")

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert env.made_folder(folder) == folder
