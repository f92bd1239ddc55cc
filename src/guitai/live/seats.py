"""Who sits at a desk: people leave, sessions end and passwords change while pages stay open."""

from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Membership, Right
from guitai.kernel.errors import GuitaiError
from guitai.live.sockets import NOT_HERE, EndedError

# So long it is enough to have asked who sits there, before something is told or marked as read; seconds.
# Whatever writes asks every time.
ASKS_AGAIN_AFTER = 10.0


class SignedOutError(EndedError):
    """The session ended while the page was open."""

    code = "accounts.signed_out"


class NoPlaceError(EndedError):
    """The member left the shop while the page was open."""

    code = "accounts.no_such_shop"
    close_code = NOT_HERE


class NotAllowedError(GuitaiError):
    """The member's role does not carry what was asked."""

    code = "accounts.not_allowed"


class Seat:
    """A member at one open desk, by the session they signed in with."""

    def __init__(self, membership: Membership, session_key: str) -> None:
        self.membership = membership
        self._session_key = session_key
        self._asked_at = monotonic()

    @property
    def asked_lately(self) -> bool:
        """Whether it is a moment only since this was asked."""
        return monotonic() - self._asked_at <= ASKS_AGAIN_AFTER

    def ask(self) -> None:
        """Ask again who this is.

        :raises SignedOutError: if the session has ended.
        :raises NoPlaceError: if they have no place in the shop any more.
        """
        membership, kept = accounts.who_sits(
            self.membership, session_key=self._session_key, at=timezone.now()
        )
        if membership is None:
            raise NoPlaceError(_("There is no such shop, or you do not work there."))
        if not constant_time_compare(
            kept.get(HASH_SESSION_KEY, ""), membership.person.get_session_auth_hash()
        ):
            raise SignedOutError(_("You are signed out; sign in again."))
        self.membership, self._asked_at = membership, monotonic()

    def ask_whether_answers(self, *, anew: bool = True) -> None:
        """Ask again who this is, and whether they answer buyers.

        :param anew: ask even if that was done lately.
        :raises EndedError: if they may not be here any more.
        :raises NotAllowedError: if they may look, but not answer.
        """
        if anew or not self.asked_lately:
            self.ask()
        self.check_role()

    def check_role(self) -> None:
        """Check that the role, as it was when last asked, answers buyers.

        :raises NotAllowedError: if it does not.
        """
        if not accounts.may(self.membership, Right.ANSWER):
            raise NotAllowedError(_("Your role can't answer buyers."))


def is_our_page(scope: Any) -> bool:
    """Say whether the page that opens a socket is one of ours; a browser always says where it came from.

    Ours is what this server hands out, or a trusted origin where a proxy in front goes by another name.
    """
    headers = dict(scope["headers"])
    origin, host = headers.get(b"origin"), headers.get(b"host")
    if origin is None or origin.partition(b"://")[2] == host:
        return True
    return origin.decode("latin-1") in settings.CSRF_TRUSTED_ORIGINS
