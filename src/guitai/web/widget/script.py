"""The one script a shop puts on its pages, under an address that never changes."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

NAME = "dist/widget.js"
_ENCODINGS = {"br": ".br", "gzip": ".gz"}


def _etag(request: HttpRequest) -> str | None:
    found = _best(request)
    return _fingerprint(str(found[0]), found[0].stat().st_mtime_ns) if found else None


@require_safe
@condition(etag_func=_etag)
def loader(request: HttpRequest) -> HttpResponse:
    """Give the built script, compressed where that was done beforehand; pages keep it for five minutes."""
    found = _best(request)
    if found is None:
        return HttpResponse(
            "console.error('Guitai: the chat window has not been built on this server.')",
            status=404,
            content_type="text/javascript; charset=utf-8",
        )
    path, encoding = found
    response = HttpResponse(path.read_bytes(), content_type="text/javascript; charset=utf-8")
    if encoding:
        response["Content-Encoding"] = encoding
    response["Cache-Control"] = "public, max-age=300, stale-while-revalidate=86400"
    response["Vary"] = "Accept-Encoding"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _best(request: HttpRequest) -> tuple[Path, str] | None:
    built = _built()
    if built is None:
        return None
    accepted = {
        part.partition(";")[0].strip() for part in request.headers.get("Accept-Encoding", "").split(",")
    }
    for encoding, ending in _ENCODINGS.items():
        compressed = built.with_name(built.name + ending)
        if encoding in accepted and compressed.exists():
            return compressed, encoding
    return built, ""


def _built() -> Path | None:
    collected = Path(settings.STATIC_ROOT) / NAME
    if collected.exists():
        return collected
    found = finders.find(NAME)
    return Path(found) if found else None


@lru_cache(maxsize=8)
def _fingerprint(path: str, _changed: int) -> str:
    return f'"{hashlib.sha256(Path(path).read_bytes()).hexdigest()[:24]}"'
