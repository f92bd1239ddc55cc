"""The archive shows what is asked for to who works in the shop, small and large, and nobody else anything."""

from collections.abc import Callable

import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from tests.factories.aftersales import CaseFactory
from tests.factories.pictures import CasePictureFactory

from guitai.common.files import picture_path
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import CasePicture

PAGE = "/s/yunshang/pictures/"
AtDesk = Callable[[Membership], Client]


def _body(response: FileResponse) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


def test_a_picture_stands_with_its_facts(filed: CasePicture, agent: Membership, at_desk: AtDesk) -> None:
    shown = at_desk(agent).get(PAGE).content.decode()

    for wanted in (f"{PAGE}{filed.pk}/small/", "脱线", "纯色衬衫", "tb_demo01", "…8888"):
        assert wanted in shown


def test_an_outsourced_agent_sees_whose_it_is_masked(
    filed: CasePicture, outsourced: Membership, at_desk: AtDesk
) -> None:
    desk = at_desk(outsourced)
    for page in (PAGE, f"{PAGE}{filed.pk}/"):
        shown = desk.get(page).content.decode()
        assert "tb_demo01" not in shown and "t*" in shown


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=8888", 1),
        ("q=tb_demo01+脱线", 1),
        ("fault=脱线", 1),
        ("fault=掉色", 0),
        ("case=3", 0),
        ("from=2026-03-02&to=2026-03-02", 1),
        ("from=2026-03-03", 0),
        ("to=2026-03-01", 0),
        ("from=x&to=9999-99-99&product=x&case=x&after=x", 1),
        ("product=999999999999", 1),
    ],
)
def test_the_address_says_what_is_shown(
    long_ago: CasePicture, agent: Membership, at_desk: AtDesk, query: str, count: int
) -> None:
    shown = at_desk(agent).get(f"{PAGE}?{query}")

    assert [len(shown.context["rows"]), shown.context["count"]] == [count, count]


def test_a_page_leads_to_the_next_with_the_same_question(
    agent: Membership, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guitai.web.pictures.views.ON_A_PAGE", 2)
    for _each in range(3):
        CasePictureFactory(shop=agent.shop, fault="脱线")
    desk = at_desk(agent)

    first = desk.get(f"{PAGE}?fault=脱线")
    second = desk.get(f"{PAGE}{first.context['older_tail']}")

    assert [len(page.context["rows"]) for page in (first, second)] == [2, 1]
    assert second.context["older_tail"] == ""
    assert "after" not in second.context["newest_tail"]


def test_what_comes_anew_is_the_middle_alone(filed: CasePicture, agent: Membership, at_desk: AtDesk) -> None:
    part = at_desk(agent).get(PAGE, headers={"HX-Request": "true"}).content.decode()

    assert 'id="pictures"' in part and "<html" not in part


def test_one_picture_stands_large_between_its_neighbours(
    filed: CasePicture, agent: Membership, at_desk: AtDesk
) -> None:
    older = CasePictureFactory(shop=agent.shop, fault="脱线")
    CasePictureFactory(shop=agent.shop, fault="掉色")

    shown = at_desk(agent).get(f"{PAGE}{filed.pk}/?fault=脱线")

    assert (shown.context["newer"], shown.context["older"]) == (None, older.pk)
    assert "35153131408888" in shown.content.decode()
    assert "CS-01" in shown.content.decode()


def test_it_leads_to_its_case(filed: CasePicture, agent: Membership, at_desk: AtDesk) -> None:
    filed.case = CaseFactory(order=filed.order, number=12)
    filed.save()

    shown = at_desk(agent).get(f"{PAGE}{filed.pk}/").content.decode()

    assert reverse("cases:case", args=["yunshang", 12]) in shown


@pytest.mark.parametrize(("which", "size"), [("small", "image/jpeg"), ("large", "image/jpeg")])
def test_a_picture_is_given_privately(
    filed: CasePicture, agent: Membership, at_desk: AtDesk, which: str, size: str
) -> None:
    response = at_desk(agent).get(f"{PAGE}{filed.pk}/{which}/")

    assert response["Content-Type"] == size
    assert response["Cache-Control"].startswith("private")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert _body(response).startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("which", ["", "small/", "large/"])
def test_nobody_else_is_given_any(
    filed: CasePicture, neighbour: Membership, former: Membership, at_desk: AtDesk, which: str
) -> None:
    address = f"{PAGE}{filed.pk}/{which}"

    assert at_desk(neighbour).get(address).status_code == 404
    assert at_desk(neighbour).get(address.replace("yunshang", "nanshan")).status_code == 404
    assert at_desk(former).get(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("which", ["", "small/", "large/"])
def test_what_was_taken_away_is_not_given(
    filed: CasePicture, lead: Membership, at_desk: AtDesk, which: str
) -> None:
    CasePicture.objects.update(removed_at=filed.at)

    assert at_desk(lead).get(f"{PAGE}{filed.pk}/{which}").status_code == 404


@pytest.mark.parametrize("which", ["small", "large"])
def test_a_file_that_is_gone_is_not_there(agent: Membership, at_desk: AtDesk, which: str) -> None:
    lost = CasePictureFactory(shop=agent.shop)
    assert not picture_path(lost.picture).exists()

    assert at_desk(agent).get(f"{PAGE}{lost.pk}/{which}/").status_code == 404


@pytest.mark.parametrize(("role", "status"), [("warehouse", 200), ("aftersales", 200), ("trainer", 403)])
def test_who_answers_or_packs_sees_it(
    filed: CasePicture, agent: Membership, at_desk: AtDesk, role: str, status: int
) -> None:
    Membership.objects.filter(pk=agent.pk).update(role=role)

    for page in (PAGE, f"{PAGE}{filed.pk}/"):
        assert at_desk(agent).get(page).status_code == status


def test_an_empty_archive_says_what_to_do(agent: Membership, at_desk: AtDesk) -> None:
    desk = at_desk(agent)

    assert 'class="empty"' in desk.get(PAGE).content.decode()
    assert 'class="empty"' in desk.get(f"{PAGE}?q=脱线").content.decode()


def test_more_pictures_are_not_more_questions(
    filed: CasePicture, agent: Membership, at_desk: AtDesk, django_assert_max_num_queries: object
) -> None:
    for _each in range(10):
        CasePictureFactory(shop=agent.shop, order=filed.order, buyer=filed.buyer, product=filed.product)

    desk = at_desk(agent)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        desk.get(PAGE)
