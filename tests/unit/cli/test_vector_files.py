"""Vectors kept in a file, and what happens where there can be none."""

from guitai.cli.vector_files import FILE, VectorFile, cache_folder


def test_what_is_put_is_there_for_the_next_command(tmp_path):
    VectorFile(tmp_path / "cache").put({"a": b"1", "b": b"2"})
    VectorFile(tmp_path / "cache").put({"b": b"3"})

    found = VectorFile(tmp_path / "cache").get(["a", "b", "c", *map(str, range(2_000))])

    assert found == {"a": b"1", "b": b"3"}


def test_a_folder_that_cannot_be_made_keeps_nothing_and_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    store = VectorFile(tmp_path / "file" / "cache")

    store.put({"a": b"1"})

    assert store.get(["a"]) == {}
    assert store.trouble


def test_a_damaged_file_keeps_nothing_and_says_so(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    store = VectorFile(tmp_path)

    assert store.get(["a"]) == {}
    store.put({"a": b"1"})
    assert "not a database" in store.trouble


def test_the_oldest_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr("guitai.cli.vector_files._MOST", 2)
    store = VectorFile(tmp_path)

    for name in "abc":
        store.put({name: b"1"})

    assert store.get(["a", "b", "c"]).keys() == {"b", "c"}


def test_the_folder_is_inside_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("GUITAI_DATA", str(tmp_path))

    assert cache_folder() == tmp_path / "cache"
