"""From what a browser sends to files somebody can decide about: kept, unpacked, looked into."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.utils.translation import gettext as _

from guitai.connectors.files.foreign import foreign_tables
from guitai.connectors.files.looking import look_into
from guitai.connectors.files.saying import sentence_of
from guitai.domains.accounts.queries import Membership
from guitai.domains.intake import actions, files
from guitai.domains.intake.archives import is_archive, unpack
from guitai.domains.intake.drafts import Arrived, Foreign, Found, Unusable, Verdict
from guitai.domains.intake.errors import ArchiveRefusedError, FileTooLargeError
from guitai.domains.intake.queries import Run
from guitai.engines.tabular.mapped import headings_of
from guitai.kernel.decoding import UnreadableFileError
from guitai.kernel.errors import GuitaiError
from guitai.web.imports.previews import shown

_FEWEST_COLUMNS = 3  # an order says at least whose it is and when


def take_in(uploaded: UploadedFile, *, by: Membership, at: datetime) -> list[Run]:
    """Keep a file that was sent, or those in it if it is a ZIP, and say of each what it is."""
    try:
        path = _kept(uploaded)
    except FileTooLargeError as refusal:
        name = files.clean_name(uploaded.name or "")
        arrived = Arrived(name=name, folder="", sha256="", size=uploaded.size or 0)
        return [
            actions.add_file(
                shop=by.shop, by=by, arrived=arrived, verdict=Unusable(sentence=refusal.sentence), at=at
            )
        ]
    if not is_archive(path):
        return [_added(path, by=by, at=at)]
    return list(_unpacked(path, by=by, at=at))


def verdict_on(path: Path, by: Membership) -> Verdict:
    """Say whether a file can be imported, somebody has to name its columns first, or nothing can be done."""
    try:
        look = look_into(path, extra=foreign_tables(by.shop))
    except GuitaiError as refusal:
        sentence = sentence_of(refusal, name=path.name)
        return Foreign(sentence=sentence) if _is_foreign(path, refusal) else Unusable(sentence=sentence)
    if not look.lines:
        return Unusable(
            sentence=_("%(file)s has headings and no line below them; export it again for a longer period.")
            % {"file": path.name}
        )
    return Found(
        kinds=[
            {"kind": sight.kind, "encoding": sight.encoding, "version": sight.version}
            for sight in look.sights
        ],
        place=look.place,
        lines=look.lines,
        is_counted=look.is_counted,
        look=shown(look),
    )


def _is_foreign(path: Path, refusal: GuitaiError) -> bool:
    """Say whether a file nobody knows is a table whose columns somebody could name."""
    if not isinstance(refusal, UnreadableFileError) or refusal.facts.get("problem") != "unknown":
        return False
    with suppress(GuitaiError):
        headings, _samples = headings_of(path)
        return len(headings) >= _FEWEST_COLUMNS
    return False


def _kept(uploaded: UploadedFile) -> Path:
    if (uploaded.size or 0) > settings.IMPORT_MAX_BYTES:
        raise FileTooLargeError(
            _("%(file)s has %(size)s MB; at most %(most)s MB are taken. Export it in parts.")
            % {
                "file": files.clean_name(uploaded.name or ""),
                "size": f"{(uploaded.size or 0) // 1024 // 1024:,}",
                "most": f"{settings.IMPORT_MAX_BYTES // 1024 // 1024:,}",
            }
        )
    if isinstance(uploaded, TemporaryUploadedFile):
        return files.take_over(Path(uploaded.temporary_file_path()), name=uploaded.name or "")
    return files.keep(uploaded.chunks(), name=uploaded.name or "")


def _unpacked(path: Path, *, by: Membership, at: datetime) -> Iterator[Run]:
    try:
        for member in unpack(path, most_bytes=settings.IMPORT_MAX_BYTES):
            yield _added(member, by=by, at=at, archive=path.name)
    except ArchiveRefusedError as refusal:
        yield actions.add_file(
            shop=by.shop,
            by=by,
            arrived=_arrived(path, archive=""),
            verdict=Unusable(sentence=refusal.sentence),
            at=at,
        )
    finally:
        files.discard(path.parent.name)


def _added(path: Path, *, by: Membership, at: datetime, archive: str = "") -> Run:
    if archive and is_archive(path):
        verdict: Verdict = Unusable(
            sentence=_("%(file)s is a ZIP inside of a ZIP; unpack it and drop what is in it.")
            % {"file": path.name}
        )
    else:
        verdict = verdict_on(path, by)
    arrived = _arrived(path, archive=archive)
    return actions.add_file(shop=by.shop, by=by, arrived=arrived, verdict=verdict, at=at)


def _arrived(path: Path, *, archive: str) -> Arrived:
    return Arrived(
        name=path.name,
        archive=archive,
        folder=path.parent.name,
        sha256=files.fingerprint(path),
        size=path.stat().st_size,
    )
