"""What the agents' socket does with the guard: checks what is typed, asks the lead, answers, takes back."""

from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Membership, Right
from guitai.domains.chat import actions, queries
from guitai.domains.chat.errors import ConversationClosedError, HeldError, NotYoursError
from guitai.kernel.errors import GuitaiError
from guitai.live.seats import NotAllowedError, Seat
from guitai.live.sockets import MalformedFrameError, Socket, local_id, number, words

LONGEST_NOTE = 300
_LONGEST_RULE = 80
_MOST_NAMED = 20


class NotFoundError(GuitaiError):
    """No such conversation in this shop."""

    code = "chat.not_found"


class GuardDeeds(Socket):
    """A desk's deeds around what may not leave at once."""

    deeds: ClassVar[frozenset[str]] = frozenset({"check", "ask", "decide", "withdraw"})

    seat: Seat

    @property
    def membership(self) -> Membership:
        """Who sits here, as it was when last asked."""
        return self.seat.membership

    def told_of(self, refusal: GuitaiError) -> dict[str, Any]:
        """Tell what the guard found in a reply that was held."""
        return {"verdict": refusal.facts["verdict"]} if isinstance(refusal, HeldError) else {}

    async def do_check(self, frame: dict[str, Any]) -> None:
        """Say what the guard finds in a reply being written; ``n`` comes back, for answers may overtake."""
        conversation_id, n = number(frame, "conversation"), number(frame, "n")
        tried = frame.get("tried") is True
        try:
            found = await self._of_a_talk(self._check, conversation_id, words(frame, "text"), tried=tried)
        except (ConversationClosedError, NotYoursError):
            # It went to somebody else while it was typed; that is said when it is sent.
            found = {"severity": "pass", "findings": []}
        await self.say(kind="verdict", conversation=conversation_id, n=n, **found)

    def _check(self, conversation_id: int, typed: str, *, tried: bool) -> dict[str, Any]:
        self.seat.ask_whether_answers(anew=tried)
        return actions.check_draft(
            conversation_id=conversation_id, by=self.membership, text=typed, at=timezone.now(), tried=tried
        )

    async def do_ask(self, frame: dict[str, Any]) -> None:
        """Ask the lead for a reply; the answer is the ``approval`` everybody concerned is told of."""
        await self._of_a_talk(
            self._ask,
            number(frame, "conversation"),
            local_id(frame),
            words(frame, "text"),
            phrase_ids=phrase_ids(frame),
            note=words(frame, "note", longest=LONGEST_NOTE),
        )

    def _ask(
        self, conversation_id: int, given_id: str, typed: str, *, phrase_ids: list[int], note: str
    ) -> None:
        self.seat.ask_whether_answers()
        actions.ask_lead(
            conversation_id=conversation_id,
            by=self.membership,
            local_id=given_id,
            text=typed,
            phrase_ids=phrase_ids,
            note=note,
            at=timezone.now(),
        )

    async def do_decide(self, frame: dict[str, Any]) -> None:
        """Answer what an agent asked."""
        granted = frame.get("granted")
        if not isinstance(granted, bool):
            raise MalformedFrameError("granted is true or false.")
        answer = words(frame, "answer", longest=LONGEST_NOTE)
        await self.run(self._decide, number(frame, "id"), granted=granted, answer=answer)

    def _decide(self, approval_id: int, *, granted: bool, answer: str) -> None:
        self.seat.ask()
        if not accounts.may(self.membership, Right.APPROVE):
            raise NotAllowedError(_("Your role can't approve replies."))
        actions.decide(
            approval_id=approval_id, by=self.membership, granted=granted, answer=answer, at=timezone.now()
        )

    async def do_withdraw(self, frame: dict[str, Any]) -> None:
        """Take back what one asked."""
        await self.run(self._withdraw, number(frame, "id"))

    def _withdraw(self, approval_id: int) -> None:
        self.seat.ask_whether_answers()
        actions.withdraw(approval_id=approval_id, by=self.membership, at=timezone.now())

    def approvals(self) -> list[dict[str, Any]]:
        """Give what waits for this member, and what was answered lately; changes of it carry no numbers."""
        return queries.approvals_for(self.membership, at=timezone.now())

    async def tell_approvers(self, message: dict[str, Any]) -> None:
        """Pass on what concerns those who may agree."""
        if accounts.may(self.membership, Right.APPROVE):
            await self.tell_text(message)

    async def _of_a_talk(self, deed: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return await self.run(deed, *args, **kwargs)
        except ObjectDoesNotExist:
            raise NotFoundError(_("There is no such conversation in this shop.")) from None


def phrase_ids(frame: dict[str, Any]) -> list[int]:
    """Read which quick phrases a reply was made with; what is none is not counted, and holds up nothing."""
    return [pk for pk in _listed(frame, "phrases") if isinstance(pk, int) and 0 < pk < 2**63]


def confirmed_rules(frame: dict[str, Any]) -> list[str]:
    """Read which rules were looked at twice; what is none confirms nothing."""
    return [
        rule for rule in _listed(frame, "confirmed") if isinstance(rule, str) and len(rule) <= _LONGEST_RULE
    ]


def _listed(frame: dict[str, Any], name: str) -> list[Any]:
    given = frame.get(name)
    return given[:_MOST_NAMED] if isinstance(given, list) else []
