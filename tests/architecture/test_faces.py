"""Faces ask and command; they write no table themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "guitai"
FACES = [path for face in ("web", "live", "jobs", "cli") for path in sorted((SOURCE / face).rglob("*.py"))]
WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Not tables: forms, files, groups of sockets.
HARMLESS = {("web/statics.py", "delete")}


def _writes(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    # A form's list that is filled later begins with ``objects.none()``.
    empty = {id(node.value) for node in nodes if node.attr == "none"}
    for node in nodes:
        if node.attr == "objects" and id(node) not in empty:
            yield f"{node.lineno}: .objects"
        if node.attr in WRITES and (str(path.relative_to(SOURCE)), node.attr) not in HARMLESS:
            yield f"{node.lineno}: .{node.attr}("
        if isinstance(node.value, ast.Name) and node.value.id == "statements":
            yield f"{node.lineno}: statements.{node.attr}("


@pytest.mark.parametrize("path", FACES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_face_writes_no_table(path: Path):
    assert list(_writes(path)) == []


def test_the_search_for_writes_finds_some_where_there_are():
    assert list(_writes(SOURCE / "domains" / "chat" / "actions" / "lines.py"))
