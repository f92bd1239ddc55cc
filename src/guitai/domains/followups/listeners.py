"""What the follow-ups do about what happens elsewhere."""

from guitai.domains.accounts.events import ShopOpened
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.events import ConversationChanged
from guitai.domains.chat.models import Author, ChangeKind, Kind
from guitai.domains.followups.actions.promises import hand_on
from guitai.domains.followups.processes import put_default_processes
from guitai.domains.followups.promising import look_for_promises
from guitai.engines.promises.finding import find_promises


def conversation_changed(event: ConversationChanged) -> None:
    """Look for promises in what an agent said; with a talk that is handed over go those that are open."""
    if event.kind == ChangeKind.ASSIGNED and event.previous_agent_id and event.agent_id:
        hand_on(
            conversation_id=event.conversation_id,
            from_id=event.previous_agent_id,
            to_id=event.agent_id,
            at=event.at,
        )
    said = event.message
    if event.kind != ChangeKind.MESSAGE or said is None:
        return
    if said["author"] == Author.AGENT and said["kind"] == Kind.TEXT and find_promises(said["text"], event.at):
        look_for_promises(message_id=said["id"], at=event.at)


def shop_opened(event: ShopOpened) -> None:
    """Give a new shop the process table of the trade."""
    put_default_processes(shop=Shop.objects.get(pk=event.shop_id), at=event.at)
