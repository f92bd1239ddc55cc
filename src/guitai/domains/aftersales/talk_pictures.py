"""Pictures a buyer sent in a talk that a case does not have yet, to be taken over in one press."""

from datetime import timedelta

from guitai.domains.aftersales.models import Case, CasePicture
from guitai.domains.chat.models import Author
from guitai.domains.chat.models import Message as Message

# A buyer often sends what arrived damaged before anybody opens a case.
LOOKS_BACK = timedelta(days=3)
MOST = 24


def pictures_offered(case: Case) -> list[Message]:
    """Give the lines with pictures of the case's buyer since shortly before it was opened, the newest first.

    What is filed in the case already, or was taken out of it again, is not offered.
    """
    if case.buyer_id is None:
        return []
    sent = Message.objects.filter(
        conversation__shop=case.shop_id,
        conversation__buyer=case.buyer_id,
        author=Author.BUYER,
        sent_at__gte=case.opened_at - LOOKS_BACK,
        picture__isnull=False,
    )
    filed = CasePicture.objects.filter(case=case, message__isnull=False).values("message")
    return list(sent.exclude(pk__in=filed).select_related("picture").order_by("-sent_at", "-pk")[:MOST])
