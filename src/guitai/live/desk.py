"""The agents' socket."""

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Person, Right
from guitai.domains.chat import actions, queries, shapes
from guitai.domains.followups import shapes as todo_shapes
from guitai.domains.knowledge import asking_queries
from guitai.domains.knowledge.outcomes import Offered
from guitai.kernel.errors import GuitaiError
from guitai.live import bus, groups
from guitai.live.guarding import GuardDeeds, NotFoundError, confirmed_rules, phrase_ids
from guitai.live.seats import NotAllowedError, Seat, is_our_page
from guitai.live.sockets import NOT_HERE, SIGNED_OUT, EndedError, local_id, number, words
from guitai.live.telling import text

STATES = frozenset({"online", "away", "off"})


# Rows of colleagues' buyers are told together, for every message moves one on every desk; seconds.
ROWS_EVERY = 0.25
# What was read is noted so much later, unless it was answered meanwhile; seconds.
READ_AFTER = 0.5


class DeskSocket(GuardDeeds):
    """One open desk: hears of its member's conversations and the floor, and does what the member asks."""

    deeds: ClassVar[frozenset[str]] = (
        frozenset({"since", "send", "card", "watch", "read", "typing", "draft", "presence", "alive"})
        | GuardDeeds.deeds
    )

    async def connect(self) -> None:
        """Let in who works in this shop now."""
        person: Any = self.scope["user"]  # a lazy stand-in for the person
        if not isinstance(person, Person) or not is_our_page(self.scope):
            await self.refuse(SIGNED_OUT)
            return
        self.language = person.language
        place = await self.run(accounts.membership_of, person, self._shop_key)
        if place is None:
            await self.refuse(NOT_HERE)
            return
        self.seat = Seat(place, self.scope["session"].session_key or "")
        self.watching: int | None = None
        self.rows: dict[int, str] = {}
        self.seen: dict[int, int] = {}
        await self.open(groups.of_agent(self.membership.pk), groups.of_floor(self.membership.shop_id))
        await self.run(self._arrive, timezone.now())
        await self.say(kind="welcome", seq=await self.run(queries.last_seq, shop_id=self.membership.shop_id))

    async def disconnect(self, code: int) -> None:
        """Leave; a page that comes back soon was never gone."""
        await super().disconnect(code)
        if hasattr(self, "seat"):
            await self.note_seen({})
            await self.run(actions.page_gone, membership=self.membership, at=timezone.now())

    @property
    def _shop_key(self) -> str:
        return str(self.scope["url_route"]["kwargs"]["shop_key"])

    def _arrive(self, at: datetime) -> None:
        if accounts.may(self.membership, Right.ANSWER):
            actions.page_came(membership=self.membership, at=at)
            actions.look_after_waiting(shop=self.membership.shop, at=at)

    async def do_since(self, frame: dict[str, Any]) -> None:
        """Tell what was missed."""
        missed = await self.run(self._missed, number(frame, "seq"))
        if missed is None:
            await self.say(kind="reload")
            return
        for change in missed:
            await self.say(**change)
        newest = await self.run(queries.last_seq, shop_id=self.membership.shop_id)
        await self.say(
            kind="caught_up",
            seq=missed[-1]["seq"] if missed else max(newest, number(frame, "seq")),
            approvals=await self.run(self.approvals),
            questions=await self.run(asking_queries.for_desk, self.membership.shop, at=timezone.now()),
            todos=await self.run(todo_shapes.for_desk, self.membership),
        )

    def _missed(self, seq: int) -> list[dict[str, Any]] | None:
        self.seat.ask()
        missed = queries.changes_after(self.membership, seq=seq)
        for change in missed or []:
            if change["message"]:
                change["message"] = shapes.localised(change["message"])
        return missed

    async def do_send(self, frame: dict[str, Any]) -> None:
        """Store a reply or a note."""
        await self._store(
            self._send,
            number(frame, "conversation"),
            local_id(frame),
            words(frame, "text"),
            note=frame.get("note") is True,
            phrase_ids=phrase_ids(frame),
            confirmed=confirmed_rules(frame),
            offered=Offered.listed(frame.get("suggested")),
        )

    def _send(
        self,
        conversation_id: int,
        given_id: str,
        typed: str,
        *,
        note: bool,
        phrase_ids: list[int],
        confirmed: list[str],
        offered: list[Offered],
    ) -> actions.Stored:
        self.seat.ask_whether_answers()
        at = timezone.now()
        if note:
            return actions.add_note(
                conversation_id=conversation_id, by=self.membership, local_id=given_id, text=typed, at=at
            )
        return actions.send_message(
            conversation_id=conversation_id,
            by=self.membership,
            local_id=given_id,
            text=typed,
            at=at,
            phrase_ids=phrase_ids,
            confirmed=confirmed,
            offered=offered,
        )

    async def do_card(self, frame: dict[str, Any]) -> None:
        """Store a product or order card, or a step of a guide."""
        await self._store(
            self._send_card,
            number(frame, "conversation"),
            local_id(frame),
            words(frame, "card", longest=10),
            number(frame, "id"),
            number(frame, "step") if frame.get("card") == "guide" else 0,
        )

    def _send_card(self, talk: int, given_id: str, card: str, key: int, step: int) -> actions.Stored:
        self.seat.ask_whether_answers()
        by, at = self.membership, timezone.now()
        if card == "guide":
            return actions.send_guide_step(
                conversation_id=talk, by=by, local_id=given_id, guide_id=key, step=step, at=at
            )
        return actions.send_card(conversation_id=talk, by=by, local_id=given_id, card=card, key=key, at=at)

    async def _store(self, deed: Any, *args: Any, **kwargs: Any) -> None:
        try:
            stored: actions.Stored = await self.run(deed, *args, **kwargs)
        except ObjectDoesNotExist:
            raise NotFoundError(_("There is no such conversation in this shop.")) from None
        self.seen.pop(stored.message.conversation_id, None)
        shape = shapes.message_shape(stored.message, shop_key=self._shop_key)
        await self.say(
            kind="stored",
            local_id=stored.message.local_id,
            message=shapes.localised(shape),
            seq=stored.seq,
        )

    async def do_watch(self, frame: dict[str, Any]) -> None:
        """Hear everything of one conversation of this shop."""
        wanted = number(frame, "conversation")
        if not await self.run(self._may_watch, wanted):
            raise NotFoundError(_("There is no such conversation in this shop."))
        if self.watching is not None:
            self.leave(groups.of_watchers(self.watching))
        self.watching = wanted
        self.join(groups.of_watchers(wanted))

    def _may_watch(self, conversation_id: int) -> bool:
        self.seat.ask()
        return queries.of_member(self.membership).filter(pk=conversation_id).exists()

    async def do_read(self, frame: dict[str, Any]) -> None:
        """Note in a moment what the member has seen; who answers at once has read it anyway."""
        conversation_id, upto = number(frame, "conversation"), number(frame, "upto")
        self.seat.check_role()
        if not self.seen:
            asyncio.get_running_loop().call_later(READ_AFTER, self.hear, {"type": "note_seen"})
        self.seen[conversation_id] = max(upto, self.seen.get(conversation_id, 0))

    async def note_seen(self, message: dict[str, Any]) -> None:
        """Note what was seen and has not been answered since."""
        seen, self.seen = self.seen, {}
        for conversation_id, upto in seen.items():
            with suppress(GuitaiError):  # whoever may not is told when they do more than look
                await self.run(self._read_upto, conversation_id, upto)

    def _read_upto(self, conversation_id: int, upto: int) -> None:
        self.seat.ask_whether_answers(anew=False)
        with suppress(ObjectDoesNotExist):
            actions.mark_read(
                conversation_id=conversation_id, by=self.membership, upto=upto, at=timezone.now()
            )

    async def do_typing(self, frame: dict[str, Any]) -> None:
        """Show the buyer, and those who watch, that an answer is being written."""
        conversation_id = number(frame, "conversation")
        account = await self.run(self._typing_to, conversation_id)
        if account is None:
            return
        by = {"kind": "typing", "conversation": conversation_id, "by": self.membership.nickname}
        bus.tell(groups.of_watchers(conversation_id), {"type": "tell_text", "text": text(by)})
        buyer = groups.of_buyer(self.membership.shop_id, account)
        bus.tell(buyer, {"type": "tell_text", "text": text({"kind": "typing"})})

    def _typing_to(self, conversation_id: int) -> str | None:
        own = queries.of_member(self.membership).filter(pk=conversation_id, agent=self.membership)
        return own.values_list("buyer__account", flat=True).first()

    async def do_draft(self, frame: dict[str, Any]) -> None:
        """Keep what was typed."""
        await self.run(self._keep_draft, number(frame, "conversation"), words(frame, "text"))

    def _keep_draft(self, conversation_id: int, typed: str) -> None:
        self.seat.ask_whether_answers()
        actions.keep_draft(conversation_id=conversation_id, by=self.membership, text=typed, at=timezone.now())

    async def do_presence(self, frame: dict[str, Any]) -> None:
        """Be online, away or off."""
        state = words(frame, "state", longest=10)
        if state not in STATES:
            raise NotAllowedError(_("Presence is online, away or off."))
        await self.run(self._be, state)

    def _be(self, state: str) -> None:
        self.seat.ask_whether_answers()
        at = timezone.now()
        actions.be(membership=self.membership, state=state, at=at)
        if state == "online":
            actions.look_after_waiting(shop=self.membership.shop, at=at)

    async def do_alive(self, frame: dict[str, Any]) -> None:
        """Say the newest number, so that a page knows whether it missed something."""
        await self.say(kind="tick", seq=await self.run(self._alive))

    def _alive(self) -> int:
        self.seat.ask()
        actions.seen(membership=self.membership, at=timezone.now())
        return queries.last_seq(shop_id=self.membership.shop_id)

    async def tell(self, message: dict[str, Any]) -> None:
        """Pass on a change in this member's language."""
        await self._pass_on(message["texts"][self.language])

    def hear(self, message: dict[str, Any]) -> None:
        """Take in what a group is told; rows of the floor wait a moment for others, the newest of each."""
        if message["type"] != "tell_floor":
            super().hear(message)
        elif self.seat.membership.pk not in message["told"]:
            if not self.rows:
                asyncio.get_running_loop().call_later(ROWS_EVERY, super().hear, {"type": "tell_rows"})
            self.rows[message["conversation"]] = message["text"]

    async def tell_rows(self, message: dict[str, Any]) -> None:
        """Pass on the rows of the floor that moved."""
        changes = ",".join(self.rows.values())
        self.rows.clear()
        await self._pass_on(f'{{"kind":"rows","changes":[{changes}]}}')

    async def tell_leads(self, message: dict[str, Any]) -> None:
        """Pass on what concerns those alone who have a right: the leads, unless it names another."""
        if accounts.may(self.membership, Right(message.get("right", Right.SEE_FLOOR))):
            await self._pass_on(message["texts"][self.language])

    async def tell_text(self, message: dict[str, Any]) -> None:
        """Pass on what is the same for everybody."""
        await self._pass_on(message["text"])

    async def member_left(self, message: dict[str, Any]) -> None:
        """End with the membership."""
        await self.close(code=NOT_HERE)

    async def _pass_on(self, said: str) -> None:
        if not self.seat.asked_lately:
            try:
                await self.run(self.seat.ask)
            except EndedError as ended:
                await self.close(code=ended.close_code)
                return
        await self.send(text_data=said)
