"""Guides as the desk offers them: each with all of its steps, for they are few."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from guitai.domains.knowledge import guide_queries
from guitai.web.members import MemberRequest, member_required

Picture = Any


@require_GET
@member_required()
def guides(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the guides meant by what was typed, best first; all of them in order when nothing was."""
    found = guide_queries.offered_to(request.membership, request.GET.get("q", "")[:60])
    shown = [
        {
            "id": guide.pk,
            "title": guide.title,
            "code": guide.code,
            "steps": [
                {"text": step.text, "picture": _shape(step.picture, shop_key)} for step in guide.steps.all()
            ],
        }
        for guide in found
    ]
    return JsonResponse({"guides": shown})


def _shape(picture: Picture, shop_key: str) -> dict[str, Any] | None:
    if picture is None:
        return None
    url = reverse("desk-picture", args=[shop_key, picture.pk])
    return {"url": url, "width": picture.width, "height": picture.height}
