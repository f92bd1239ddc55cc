"""The door of requests, as a server calls it."""

from pathlib import Path
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.test import override_settings

from guitai.web.imports.door import AROUND_A_FILE, Pages

LIMIT = 1000


@pytest.fixture(autouse=True)
def settings(tmp_path: Path) -> Any:
    with override_settings(
        IMPORT_MAX_BYTES=LIMIT, FILE_UPLOAD_TEMP_DIR=tmp_path, FILE_UPLOAD_MAX_MEMORY_SIZE=10
    ):
        yield


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def request(*headers: tuple[bytes, bytes], path: str = "/alive/") -> ApplicationCommunicator:
    scope = {
        "type": "http",
        "method": "GET" if path == "/alive/" else "POST",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"testserver"), *headers],
    }
    return ApplicationCommunicator(Pages(), scope)


async def answer(to: ApplicationCommunicator) -> tuple[int, str]:
    start, body = await to.receive_output(5), await to.receive_output(5)
    await to.wait(5)
    return start["status"], body["body"].decode()


async def test_a_request_of_a_sensible_size_is_answered():
    sent = request((b"content-length", b"500"))
    await sent.send_input({"type": "http.request", "body": b"x" * 250, "more_body": True})
    await sent.send_input({"type": "http.request", "body": b"x" * 250})

    assert (await answer(sent))[1] == "ok"


@pytest.mark.parametrize(
    ("cookie", "said"), [(b"", "MB"), (b"guitai_language=en", "At most"), (b"a=b; ;=\xff", "MB")]
)
async def test_one_that_announces_too_much_is_sent_away_unread(cookie: bytes, said: str):
    length = str(LIMIT + AROUND_A_FILE + 1).encode()

    status, sentence = await answer(request((b"content-length", length), (b"cookie", cookie)))

    assert status == 413
    assert said in sentence


async def test_one_that_turns_out_larger_than_it_said_is_not_kept(tmp_path: Path):
    sent = request((b"content-length", b"5"))
    too_much = bytes(LIMIT + AROUND_A_FILE + 1)
    await sent.send_input({"type": "http.request", "body": too_much, "more_body": True})

    assert await sent.receive_nothing(0.2)
    assert left_in(tmp_path) == []


async def test_an_upload_that_breaks_off_is_not_answered_and_leaves_nothing(tmp_path: Path):
    sent = request((b"content-length", b"900"), path="/s/yunshang/imports/upload/")
    await sent.send_input({"type": "http.request", "body": b"x" * 400, "more_body": True})
    await sent.send_input({"type": "http.disconnect"})

    assert await sent.receive_nothing(0.2)
    assert left_in(tmp_path) == []
