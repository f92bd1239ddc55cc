"""Requests of the desk; they read the real clock."""

import io
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from guitai.domains.accounts.models import Membership


@pytest.fixture
def now() -> datetime:
    """This very moment."""
    return timezone.now()


@pytest.fixture
def desk(agent: Membership) -> Client:
    """小美's browser; its scripts ask for JSON."""
    client = Client(headers={"accept": "application/json"})
    client.force_login(agent.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def picture_file() -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(written, "PNG")
    return SimpleUploadedFile("截图.png", written.getvalue(), "image/png")
