"""A lead's browser, and small exported files to send with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from tests.unit.connectors.files import exports

from guitai.domains.accounts.models import Membership

Send = Callable[..., Any]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Any:
    """A data folder of each test's own."""
    with override_settings(DATA_FOLDER=tmp_path):
        yield tmp_path


@pytest.fixture
def client(lead: Membership) -> Client:
    signed_in = Client()
    signed_in.force_login(lead.person, backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


@pytest.fixture
def orders(tmp_path: Path) -> Callable[..., bytes]:
    """An order list with these lines."""
    return lambda *lines: exports.orders(tmp_path / "made.csv", *lines).read_bytes()


@pytest.fixture
def send(client: Client) -> Send:
    """Send files by name, as the form or (``htmx``) the script of the page does."""

    def sent(htmx: bool = False, **files: bytes) -> Any:
        uploads = [SimpleUploadedFile(name.replace("__", "."), data) for name, data in files.items()]
        headers = {"hx-request": "true"} if htmx else {}
        return client.post("/s/yunshang/imports/upload/", {"files": uploads}, headers=headers)

    return sent
