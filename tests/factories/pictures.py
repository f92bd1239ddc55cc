"""Pictures of faults in the archive."""

import io
from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory
from PIL import Image

from guitai.domains.aftersales.models import CasePicture
from tests.factories.accounts import MembershipFactory, ShopFactory
from tests.factories.chat import PictureFactory

FILED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class CasePictureFactory(DjangoModelFactory):
    """A row alone, filed by an agent at 10:00 in Shanghai on Monday 2 March 2026; the files are not there."""

    class Meta:
        model = CasePicture

    shop = factory.SubFactory(ShopFactory)
    picture = factory.SubFactory(PictureFactory, shop_id=factory.SelfAttribute("..shop.pk"))
    original_sha256 = factory.Sequence(lambda number: f"{number:064x}")
    original_size = 1000
    source = CasePicture.Source.UPLOAD
    by = factory.SubFactory(MembershipFactory, shop=factory.SelfAttribute("..shop"))
    at = FILED


def photo(colour: str = "red", kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    """Give a small picture as a file."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, kind, **more)
    return written.getvalue()
