"""What leads put right, as examples for ``guitai learn`` to learn from."""

import json

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import reading_queries
from guitai.web.members import MemberRequest, member_required

_KINDS = ("intents", "moods")


@require_GET
@member_required(Right.CORRECT_READINGS)
def examples(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the examples of intents or of moods (``of``) as a file, one a line."""
    kind = request.GET.get("of", "")
    if kind not in _KINDS:
        raise Http404(_("There are examples of intents and of moods."))
    rows = reading_queries.examples(request.shop)[_KINDS.index(kind)]
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    response = HttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{kind}-{request.shop.key}.jsonl"'
    return response
