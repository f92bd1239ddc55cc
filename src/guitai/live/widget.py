"""The buyers' socket."""

import time
from typing import Any, ClassVar
from urllib.parse import parse_qs

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from guitai.domains.accounts import queries as accounts
from guitai.domains.chat import actions, passes, queries, shapes
from guitai.kernel.errors import GuitaiError
from guitai.live import bus, groups
from guitai.live.allowance import Allowance
from guitai.live.sockets import SIGNED_OUT, Socket, local_id, number, words
from guitai.live.telling import text

# No person is quicker for long; a script that floods an agent's desk is.
MESSAGES_AT_ONCE, MESSAGES_A_SECOND = 60, 10.0


class TooFastError(GuitaiError):
    """More messages in a few seconds than anybody types."""

    code = "chat.too_fast"


class WidgetSocket(Socket):
    """One open chat window: who the buyer is was said by the token, and by nothing else."""

    deeds: ClassVar[frozenset[str]] = frozenset({"since", "send", "card", "typing", "read", "rate", "alive"})

    async def connect(self) -> None:
        """Let in whose token is good."""
        query = parse_qs(self.scope["query_string"].decode("latin-1"))
        self.token = query.get("token", [""])[0]
        if query.get("language", [""])[0].startswith("en"):
            self.language = "en"
        try:
            self.holder = passes.read_buyer(self.token, at=timezone.now())
            self.shop = await self.run(accounts.shops().get, pk=self.holder.shop_id)
        except (passes.PassRefusedError, ObjectDoesNotExist):
            await self.refuse(SIGNED_OUT)
            return
        self.allowance = Allowance(at_once=MESSAGES_AT_ONCE, a_second=MESSAGES_A_SECOND, now=time.monotonic())
        await self.open(groups.of_buyer(self.shop.pk, self.holder.account))

    async def do_since(self, frame: dict[str, Any]) -> None:
        """Tell the talk as it is after the last message the window has."""
        messages, more, state = await self.run(self._history, number(frame, "after"))
        await self.say(kind="history", messages=messages, more=more, **state)

    def _history(self, after: int) -> tuple[list[dict[str, Any]], bool, dict[str, Any]]:
        messages, more = queries.buyer_messages(shop=self.shop, account=self.holder.account, after=after)
        signed = [self._signed(message) for message in messages]
        return signed, more, self._state()

    def _state(self) -> dict[str, Any]:
        at = timezone.now()
        conversation = queries.current_conversation(shop=self.shop, account=self.holder.account)
        agent = conversation.agent if conversation else None
        return {
            "state": conversation.state if conversation else None,
            "agent": agent.nickname if agent else None,
            "rating": conversation.rating if conversation else None,
            "agent_read": conversation.agent_read_id if conversation else 0,
            "on_duty": queries.anybody_online(self.shop, at=at),
        }

    def _signed(self, message: dict[str, Any]) -> dict[str, Any]:
        return passes.with_picture_url(
            message, shop=self.shop, account=self.holder.account, at=timezone.now()
        )

    async def do_send(self, frame: dict[str, Any]) -> None:
        """Store what the buyer wrote."""
        await self._store(
            actions.receive_message,
            local_id=local_id(frame),
            text=words(frame, "text"),
            page_url=words(frame, "page", longest=2000),
            product_code=words(frame, "product", longest=64),
        )

    async def do_card(self, frame: dict[str, Any]) -> None:
        """Store a card of a product, or of the buyer's own order."""
        await self._store(
            actions.receive_card,
            local_id=local_id(frame),
            card=words(frame, "card", longest=10),
            key=words(frame, "id", longest=64),
        )

    async def _store(self, deed: Any, **what: Any) -> None:
        if not self.allowance.spend(now=time.monotonic()):
            raise TooFastError(_("That was very quick; wait a moment, then try again."))
        passes.read_buyer(self.token, at=timezone.now())  # a window left open for days says hello again
        stored: actions.Stored = await self.run(
            deed,
            shop=self.shop,
            account=self.holder.account,
            name=self.holder.name,
            at=timezone.now(),
            **what,
        )
        message = self._shown(stored)
        await self.say(kind="stored", local_id=stored.message.local_id, message=message, seq=stored.seq)

    def _shown(self, stored: actions.Stored) -> dict[str, Any] | None:
        shape = shapes.buyer_message_shape(stored.message)
        return self._signed(shapes.localised(shape, for_buyer=True)) if shape else None

    async def do_typing(self, frame: dict[str, Any]) -> None:
        """Show the agent that the buyer is writing."""
        conversation = await self.run(
            queries.current_conversation, shop=self.shop, account=self.holder.account
        )
        if conversation is None or conversation.state == "closed":
            return
        typing = {"kind": "typing", "conversation": conversation.pk, "by": "buyer"}
        told = {"type": "tell_text", "text": text(typing)}
        bus.tell(groups.of_watchers(conversation.pk), told)
        if conversation.agent_id:
            bus.tell(groups.of_agent(conversation.agent_id), told)

    async def do_read(self, frame: dict[str, Any]) -> None:
        """Note what the buyer has seen."""
        upto = number(frame, "upto")
        at = timezone.now()
        await self.run(
            actions.mark_read_by_buyer, shop=self.shop, account=self.holder.account, upto=upto, at=at
        )

    async def do_rate(self, frame: dict[str, Any]) -> None:
        """Keep what the buyer thought of it."""
        await self.run(
            actions.rate,
            shop=self.shop,
            account=self.holder.account,
            score=number(frame, "score"),
            comment=words(frame, "comment", longest=2000),
            at=timezone.now(),
        )

    async def do_alive(self, frame: dict[str, Any]) -> None:
        """Answer, so that a window notices a line that is dead."""
        await self.say(kind="tick")

    async def tell_message(self, message: dict[str, Any]) -> None:
        """Pass on a message in this buyer's language."""
        shown = self._signed(shapes.localised(message["message"], for_buyer=True))
        await self.say(kind="message", message=shown)

    async def tell_state(self, message: dict[str, Any]) -> None:
        """Pass on who serves the buyer now, or that it has ended."""
        on_duty = await self.run(queries.anybody_online, self.shop, at=timezone.now())
        await self.say(kind="state", on_duty=on_duty, **message["state"])
