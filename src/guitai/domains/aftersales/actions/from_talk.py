"""Open a case from a buyer's talk, with the pictures they sent, and file those they send later."""

from collections.abc import Iterable
from datetime import datetime
from typing import Unpack

from django.db import transaction

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.opening import Known, open_case
from guitai.domains.aftersales.actions.pictures import file_from_chat
from guitai.domains.aftersales.actions.standing import running
from guitai.domains.aftersales.models import Case


@transaction.atomic
def open_from_talk(
    *, kind: str, by: Membership, at: datetime, messages: Iterable[int] = (), **known: Unpack[Known]
) -> Case:
    """Open a case and file the pictures of these messages in it: all of it, or nothing.

    :raises CaseRefusedError: if it can't be opened so.
    :raises CasePictureRefusedError: if one of them has no picture, or is another buyer's.
    """
    case = open_case(kind=kind, by=by, at=at, **known)
    _file(case, messages, by, at)
    return case


@transaction.atomic
def file_sent(*, case_id: int, messages: Iterable[int], by: Membership, at: datetime) -> Case:
    """File the pictures of these messages in a running case.

    :raises NoSuchCaseError: if there is none.
    :raises CaseRefusedError: if it is over.
    :raises CasePictureRefusedError: if one of them has no picture, or is another buyer's.
    """
    case = running(case_id, by)
    _file(case, messages, by, at)
    return case


def _file(case: Case, messages: Iterable[int], by: Membership, at: datetime) -> None:
    for message in dict.fromkeys(messages):
        file_from_chat(message_id=message, by=by, at=at, case=case)
