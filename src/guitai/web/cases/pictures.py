"""Pictures of a case: brought from a phone's camera or a file, taken over from the talk."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guitai.common.files import refuse_too_large
from guitai.domains.aftersales.actions import pictures
from guitai.domains.aftersales.errors import CasePictureRefusedError
from guitai.domains.aftersales.queries import Case
from guitai.kernel.errors import GuitaiError
from guitai.web.bodies import key_of
from guitai.web.cases.deeds import deed
from guitai.web.cases.page import Said
from guitai.web.members import MemberRequest

MOST_AT_ONCE = 20


@deed
def bring(request: MemberRequest, about: Case, at: datetime) -> Said:
    """File the pictures somebody brings; the good ones of several are filed, the others named."""
    files = request.FILES.getlist("files")
    if not 0 < len(files) <= MOST_AT_ONCE:
        raise CasePictureRefusedError(
            _("Choose pictures, at most %(most)d at once.") % {"most": MOST_AT_ONCE}
        )
    reasons = [reason for file in files if (reason := _filed(request, about, file, at))]
    filed = len(files) - len(reasons)
    sentence = ngettext("%(count)d picture is filed.", "%(count)d pictures are filed.", filed)
    return Said(
        sentence=sentence % {"count": filed} if filed else "", refused=" ".join(reasons), part="bring"
    )


@deed
def take_over(request: MemberRequest, about: Case, at: datetime) -> Said:
    """File pictures the buyer sent in a talk: one line of it, or all that are offered."""
    given = request.POST.getlist("message")[:MOST_AT_ONCE]
    keys = [key for each in given if (key := key_of(each))]
    for key in keys:
        pictures.file_from_chat(message_id=key, case=about, by=request.membership, at=at)
    sentence = ngettext("%(count)d picture is filed.", "%(count)d pictures are filed.", len(keys))
    return Said(sentence=sentence % {"count": len(keys)})


def _filed(request: MemberRequest, about: Case, file: UploadedFile, at: datetime) -> str:
    """File one of them; give why it could not be, or nothing."""
    try:
        refuse_too_large(file.size or 0)
        pictures.file_upload(shop=request.shop, data=file.read(), case=about, by=request.membership, at=at)
    except GuitaiError as refusal:
        return f"{file.name}: {refusal.sentence}"
    return ""
