from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from guitai.web import statics


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Path]:
    """A folder of built assets, and one to collect them in."""
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "desk.js").write_text("console.log(1)")
    (dist / "desk.css").write_text("body { color: black }")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "guitai.web.statics.BuiltFiles"},
    }
    with override_settings(
        STATICFILES_DIRS=[("dist", dist)], STATIC_ROOT=tmp_path / "static", STORAGES=storages
    ):
        yield tmp_path


def test_assets_are_collected_when_they_changed_and_only_then(built: Path):
    assert statics.collect_if_changed() is True
    assert statics.collect_if_changed() is False

    (built / "dist" / "desk.js").write_text("console.log(22)")

    assert statics.collect_if_changed() is True


def test_a_collected_file_is_named_by_its_content_and_compressed(built: Path):
    (built / "dist" / "desk.js").write_text("console.log(1);" * 200)
    statics.collect_if_changed()

    name = statics.BuiltFiles().stored_name("dist/desk.js")

    assert name.startswith("dist/desk.")
    assert name != "dist/desk.js"
    assert {path.suffix for path in (built / "static" / "dist").glob("desk.*.js*")} >= {".js", ".br", ".gz"}


def test_what_was_not_collected_keeps_its_name(built: Path):
    assert statics.BuiltFiles().stored_name("dist/desk.js") == "dist/desk.js"
