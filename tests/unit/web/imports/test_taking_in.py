"""What is said of every kind of file somebody may drop; bad ones leave nothing behind."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.connectors.files import exports

from guitai.domains.accounts.models import Membership
from guitai.domains.intake import files
from guitai.domains.intake.models import Run, State
from guitai.web.imports.taking_in import take_in

XLSX = b"PK\x03\x04" + bytes(200)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")


def packed(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return written.getvalue()


BAD = {
    "empty.csv": b"",
    "binary.csv": bytes(range(256)) * 40,
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "document.csv": b"%PDF-1.7 " + bytes(100),
    "half.xlsx": XLSX,
    "locked.xlsx": LOCKED,
    "old.xls": OLE,
    "archive.rar": b"Rar!\x1a\x07" + bytes(100),
    "bomb.zip": packed(a__csv=bytes(30 * 1024 * 1024)),
    "nothing.zip": packed(),
    "half.zip": packed(a__csv=b"1" * 999)[:80],
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_sentence_with_its_name_and_leaves_nothing(
    send: Any, folder: Path, name: str, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        send(**{name.replace(".", "__"): BAD[name]})

    run = Run.objects.get()
    assert (run.state, run.folder) == (State.REFUSED, "")
    assert name in run.trouble
    assert list((folder / "imports").glob("*")) == []


def test_headings_without_lines_are_no_file_to_import(send: Any, orders: Callable[..., bytes]):
    send(a__csv=orders())

    assert Run.objects.get().state == State.REFUSED


def test_a_good_file_says_what_it_is_how_long_and_shows_masked_rows(
    send: Any, lead: Membership, orders: Callable[..., bytes]
):
    send(订单__csv=orders(exports.order(1), exports.order(2)))

    run = Run.objects.get()
    [table] = run.look["tables"]
    assert (run.state, run.name, run.lines, run.is_counted) == (State.READY, "订单.csv", 2, True)
    assert [kind["kind"] for kind in run.kinds] == ["taobao_orders"]
    assert files.path_of(run).exists()
    shown = dict(zip(table["columns"], table["rows"][0], strict=True))
    assert (shown["receiver"], shown["phone"], shown["buyer"]) == ("张*", "138****0001", "小***鱼")
    assert "13800000001" not in str(run.look)


def test_rejected_lines_are_said_before_the_import(send: Any, orders: Callable[..., bytes]):
    send(a__csv=orders(exports.order(1), exports.order(2).replace("158.00", "viel", 1)))

    look = Run.objects.get().look
    assert look["rejected_count"] == 1
    assert (look["rejected"][0]["line"], look["rejected"][0]["column"]) == (3, "买家应付货款")


def test_the_files_of_a_zip_are_files_of_their_own_the_bad_ones_too(
    send: Any, folder: Path, orders: Callable[..., bytes], django_capture_on_commit_callbacks: Any
):
    inner = packed(b__csv=orders(exports.order(2)))
    with django_capture_on_commit_callbacks(execute=True):
        send(all__zip=packed(a__csv=orders(exports.order(1)), inner__zip=inner, c__csv=b""))

    found = {run.name: (run.state, run.archive) for run in Run.objects.all()}
    assert found == {
        "a.csv": (State.READY, "all.zip"),
        "inner.zip": (State.REFUSED, "all.zip"),
        "c.csv": (State.REFUSED, "all.zip"),
    }
    assert len(list((folder / "imports").glob("*/a.csv"))) == 1
    assert not list((folder / "imports").glob("*/*.zip"))


def test_two_files_of_one_name_are_two_files(send: Any, orders: Callable[..., bytes]):
    send(a__csv=orders(exports.order(1)))
    send(a__csv=orders(exports.order(2)))

    first, second = Run.objects.order_by("pk")
    assert (first.name, first.state) == (second.name, second.state) == ("a.csv", State.READY)
    assert files.path_of(first) != files.path_of(second)


def test_a_large_upload_is_moved_not_copied(lead: Membership, now: Any, orders: Callable[..., bytes]):
    uploaded = TemporaryUploadedFile("../big.csv", "text/csv", 0, None)
    uploaded.write(orders(exports.order(1)))
    uploaded.flush()
    uploaded.size = uploaded.tell()
    where = Path(uploaded.temporary_file_path())

    [run] = take_in(uploaded, by=lead, at=now)
    uploaded.close()

    assert (run.state, run.name, where.exists()) == (State.READY, "big.csv", False)
    assert files.path_of(run).exists()


@override_settings(IMPORT_MAX_BYTES=100)
def test_a_file_that_is_too_large_is_refused_unread(send: Any, folder: Path, orders: Callable[..., bytes]):
    send(a__csv=orders(exports.order(1)))

    run = Run.objects.get()
    assert (run.state, "a.csv" in run.trouble) == (State.REFUSED, True)
    assert not (folder / "imports").exists()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_sent_is_taken_in_or_refused_with_a_sentence(
    send: Any, orders: Callable[..., bytes], data: st.DataObject
):
    seeds = [orders(exports.order(1), exports.order(2)), packed(a__csv=orders(exports.order(1))), b""]
    seed = bytearray(data.draw(st.sampled_from(seeds)))
    for _ in range(data.draw(st.integers(0, 6)) if seed else 0):
        seed[data.draw(st.integers(0, len(seed) - 1))] = data.draw(st.integers(0, 255))
    sent = bytes(seed[: data.draw(st.integers(0, len(seed)))]) + data.draw(st.binary(max_size=40))

    response = send(a__csv=sent)

    assert response.status_code == 302
    for run in Run.objects.all():
        assert run.state in {State.READY, State.UNMAPPED, State.REFUSED}
        assert (run.state == State.READY) != bool(run.trouble)
