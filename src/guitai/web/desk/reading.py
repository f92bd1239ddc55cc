"""How a buyer feels and what they ask, with what speaks for it; a lead puts it right."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right, may
from guitai.domains.chat import actions, reading_queries, shapes
from guitai.domains.chat import queries as chat
from guitai.domains.chat.reading_queries import IntentShown, ReadingShown
from guitai.engines.retrieval.terms import initials_of
from guitai.engines.understanding.types import Language, Mood
from guitai.kernel.text import fold
from guitai.web.desk.advice import told_in
from guitai.web.members import MemberRequest, member_required
from guitai.web.moods import LOSING, MOODS

_UNHAPPY = (Mood.ANGRY, Mood.ANXIOUS, Mood.DISAPPOINTED)


@require_GET
@never_cache
@member_required()
def reading(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show what was read out of a conversation."""
    talk = get_object_or_404(chat.of_member(request.membership), pk=pk)
    language = told_in(request)
    context = shown(reading_queries.reading_of(talk, language=language))
    if may(request.membership, Right.CORRECT_READINGS):
        context |= _to_correct(language)
    return render(request, "desk/reading.html", context)


@require_POST
@member_required(Right.CORRECT_READINGS)
def correct(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Put the mood right, or what is asked in one message: ``{"mood"}`` or ``{"message", "intents"}``."""
    talk = get_object_or_404(chat.of_member(request.membership), pk=pk)
    by, at = request.membership, timezone.now()
    match _sent(request):
        case {"mood": str(mood)}:
            right = actions.correct_mood(conversation_id=talk.pk, by=by, mood=mood, at=at)
        case {"message": int(message), "intents": [*intents]} if all(isinstance(key, str) for key in intents):
            said = get_object_or_404(talk.messages, pk=message)
            right = actions.correct_intents(message_id=said.pk, by=by, intents=intents, at=at)
        case _:
            reason = _("Say which mood it is, or what is asked in which message.")
            return JsonResponse({"code": "desk.malformed", "reason": reason}, status=400)
    return JsonResponse({"conversation": shapes.row(right)})


def shown(found: ReadingShown) -> dict[str, Any]:
    """Give the context of ``desk/reading.html``: a strip where something can be done, and all of it."""
    unhappy = found.mood in _UNHAPPY
    losing = found.is_losing and not unhappy
    # What speaks for the worse of the two stands first.
    evidence = (*found.cooling, *found.evidence) if losing else (*found.evidence, *found.cooling)
    if not found.is_losing:
        evidence = found.evidence
    corrected = _("%(lead)s put this right.") % {"lead": found.corrected_by} if found.corrected_by else ""
    return {
        "reading": found,
        "strip": unhappy or losing,
        "shape": "losing" if losing else found.mood,
        "title": LOSING if losing else MOODS.get(found.mood, ""),
        "evidence": evidence,
        "why": evidence[0].why if evidence else corrected,
        "corrected": corrected,
        # Some moves have no words: there the agent must think.
        "best": next((move for move in found.moves if move.say), next(iter(found.moves), None)),
    }


def _sent(request: HttpRequest) -> object:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        return None


def _to_correct(language: Language) -> dict[str, Any]:
    return {
        "may_correct": True,
        "moods": [{"key": key, "title": title} for key, title in MOODS.items()],
        "intents": [
            {"key": each.key, "title": each.title, "find": _found_by(each)}
            for each in reading_queries.titles_of_intents(language)
        ],
    }


def _found_by(intent: IntentShown) -> str:
    return f"{intent.title} {initials_of(fold(intent.title))} {intent.key}"
