import io

import pytest
from PIL import Image


@pytest.fixture
def png() -> bytes:
    """A small picture, as a file."""
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(written, format="PNG")
    return written.getvalue()
