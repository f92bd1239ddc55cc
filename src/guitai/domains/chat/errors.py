"""What the chat refuses, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class ConversationClosedError(GuitaiError):
    """Nothing can be added to a closed conversation."""

    code = "chat.conversation_closed"


class EmptyMessageError(GuitaiError):
    """Nothing is left of the text once what can't be seen is taken out."""

    code = "chat.empty_message"


class MessageTooLongError(GuitaiError):
    """A message is longer than anybody reads."""

    code = "chat.message_too_long"


class UnfilledSlotError(GuitaiError):
    """A reply still holds ``***`` or ``{…}``."""

    code = "chat.unfilled_slot"


class NotYoursError(GuitaiError):
    """The conversation is somebody else's; take it over first."""

    code = "chat.not_yours"


class TakenError(GuitaiError):
    """Somebody else was quicker."""

    code = "chat.taken"


class CannotReceiveError(GuitaiError):
    """The one it should go to can't take conversations."""

    code = "chat.cannot_receive"


class AnotherOpenError(GuitaiError):
    """The buyer already has a newer open conversation."""

    code = "chat.another_open"


class ImportedError(GuitaiError):
    """An imported talk is history: nobody would receive what is written in it."""

    code = "chat.imported"


class UnknownCardError(GuitaiError):
    """The product or order isn't this shop's, or not this buyer's."""

    code = "chat.unknown_card"


class UnknownReadingError(GuitaiError):
    """There is no such mood, intent, talk or message of a buyer in the shop."""

    code = "chat.unknown_reading"


class NotRatableError(GuitaiError):
    """Only a closed conversation is rated, once, from 1 to 5."""

    code = "chat.not_ratable"


class HeldError(GuitaiError):
    """The guard does not let a reply leave; ``facts["verdict"]`` is what it found, as pages show it."""


class BlockedError(HeldError):
    """Nobody may send this."""

    code = "guard.blocked"


class NeedsLeadError(HeldError):
    """The lead has to agree first."""

    code = "guard.approve"


class LookAgainError(HeldError):
    """It leaves after a second look."""

    code = "guard.confirm"
