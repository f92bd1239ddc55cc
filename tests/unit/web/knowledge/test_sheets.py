"""A sheet is looked at first and kept on a second word; what is refused is told by its line."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from guitai.common.workbooks import SheetToWrite, write_workbook
from guitai.connectors.files.entries import read_entries
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge.models import Entry


def page(name: str) -> str:
    return reverse(name, args=["yunshang"])


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sheet(*rows: tuple[str, str], headings: tuple[str, ...] = ("问题", "答案")) -> SimpleUploadedFile:
    data = write_workbook([SheetToWrite(name="一", headings=headings, widths=(), rows=rows)])
    return SimpleUploadedFile("知识.xlsx", data)


def token_in(response: object) -> str:
    found = re.search('name="token" value="([^"]+)"', response.content.decode())  # type: ignore[attr-defined]
    return found[1] if found else ""


def kept_files() -> list[Path]:
    return [path for path in (Path(settings.DATA_FOLDER) / "imports").rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    for path in kept_files():
        path.unlink()


def test_a_sheet_is_kept_after_it_was_looked_at(shop: Shop, lead: Membership) -> None:
    client = signed_in(lead)

    rows = ("包邮吗", "包邮"), ("", "没有问题"), ("加谁", "加我微信abc123")
    looked = client.post(page("knowledge-import"), {"sheet": sheet(*rows)})
    before = Entry.objects.count()
    kept = client.post(page("knowledge-import-keep"), {"token": token_in(looked)})
    again = client.post(page("knowledge-import-keep"), {"token": token_in(looked)}, follow=True)

    shown = looked.content.decode()
    assert before == 0 and [entry.answer for entry in Entry.objects.all()] == ["包邮"]
    assert re.findall(r'<td class="num">(\d)</td>\s*<td>', shown) == ["3", "4"]
    assert kept.status_code == 200 and kept_files() == []
    assert again.redirect_chain


def test_what_is_exported_imports_again_unchanged(shop: Shop, lead: Membership, tmp_path: Path) -> None:
    client = signed_in(lead)
    looked = client.post(page("knowledge-import"), {"sheet": sheet(("包邮吗|要邮费吗", "包邮"))})
    client.post(page("knowledge-import-keep"), {"token": token_in(looked)})

    exported = client.get(page("knowledge-export"))
    (tmp_path / "out.xlsx").write_bytes(exported.content)
    again = client.post(page("knowledge-import"), {"sheet": SimpleUploadedFile("out.xlsx", exported.content)})

    [row] = read_entries(tmp_path / "out.xlsx").rows
    assert row.questions == ("包邮吗", "要邮费吗")
    plan = again.context["plan"]
    assert (plan.added, plan.changed, plan.unchanged, plan.rejected) == ([], [], 1, [])


def test_a_file_that_is_no_sheet_is_refused_and_thrown_away(shop: Shop, lead: Membership) -> None:
    client = signed_in(lead)

    wrong = client.post(page("knowledge-import"), {"sheet": sheet(("甲", "乙"), headings=("姓名", "电话"))})
    damaged = client.post(page("knowledge-import"), {"sheet": SimpleUploadedFile("x.xlsx", b"PK\x03\x04")})

    assert (wrong.status_code, damaged.status_code) == (422, 422)
    assert kept_files() == []


def test_a_file_that_is_too_large_is_refused(
    shop: Shop, lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guitai.web.knowledge.sheets.MAX_BYTES", 10)

    response = signed_in(lead).post(page("knowledge-import"), {"sheet": sheet(("包邮吗", "包邮"))})

    assert response.status_code == 422


def test_nobody_keeps_a_sheet_of_somebody_else_or_of_yesterday(
    shop: Shop, lead: Membership, agent: Membership, other_lead: Membership
) -> None:
    token = token_in(signed_in(lead).post(page("knowledge-import"), {"sheet": sheet(("包邮吗", "包邮"))}))
    elsewhere = reverse("knowledge-import-keep", args=[other_lead.shop.key])

    signed_in(other_lead).post(elsewhere, {"token": token})
    refused = signed_in(agent).post(page("knowledge-import-keep"), {"token": token})
    signed_in(lead).post(page("knowledge-import-keep"), {"token": f"{token}x"})
    client = signed_in(lead)
    with travel(timezone.now() + timedelta(hours=7)):
        client.post(page("knowledge-import-keep"), {"token": token})

    assert refused.status_code == 403
    assert not Entry.objects.exists()
