"""The one script under its lasting address."""

import gzip
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from guitai.web.widget import script

SOURCE = b"window.Guitai = {};"


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path
    path = tmp_path / "dist" / "widget.js"
    path.parent.mkdir()
    path.write_bytes(SOURCE)
    return path


def test_the_script_is_kept_for_minutes_not_for_ever(client: Client, built: Path):
    answer = client.get("/widget.js")

    assert answer.content == SOURCE
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "max-age=300" in answer["Cache-Control"]
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_what_was_compressed_beforehand_is_given_to_who_can_read_it(client: Client, built: Path):
    built.with_name("widget.js.gz").write_bytes(gzip.compress(SOURCE))

    small = client.get("/widget.js", headers={"Accept-Encoding": "gzip;q=1.0, deflate"})
    plain = client.get("/widget.js")

    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == SOURCE
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in small["Vary"]


def test_an_unchanged_script_is_not_sent_again(client: Client, built: Path):
    etag = client.get("/widget.js")["ETag"]

    assert client.get("/widget.js", headers={"If-None-Match": etag}).status_code == 304


def test_a_new_build_is_a_new_script(client: Client, built: Path):
    etag = client.get("/widget.js")["ETag"]
    built.write_bytes(SOURCE + b"1")

    assert client.get("/widget.js", headers={"If-None-Match": etag}).status_code == 200


def test_a_server_without_a_build_says_so(
    client: Client, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(script.finders, "find", lambda _name: None)

    answer = client.get("/widget.js")

    assert answer.status_code == 404
    assert b"has not been built" in answer.content
