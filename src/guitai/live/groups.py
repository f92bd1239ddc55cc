"""The groups sockets are told in."""

import hashlib


def of_agent(membership_id: int) -> str:
    """Everything of the conversations one member has."""
    return f"agent.{membership_id}"


def of_floor(shop_id: int) -> str:
    """What moves rows in the lists of the whole shop."""
    return f"floor.{shop_id}"


def of_watchers(conversation_id: int) -> str:
    """Those who look at a conversation that is not theirs."""
    return f"watch.{conversation_id}"


def of_buyer(shop_id: int, account: str) -> str:
    """The windows of one buyer; the account is digested, for group names take few characters."""
    return f"buyer.{shop_id}.{hashlib.sha256(account.encode()).hexdigest()[:32]}"
