"""Messages made into chats, rounds and conversations: the middle all figures of reception start from."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise

import ibis
from ibis.expr.types import BooleanValue, StringValue, Table

from guitai.engines.metrics.grain import business_day
from guitai.engines.metrics.settings import Settings

CHAT = ("shop", "agent", "buyer", "day")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - facts are in local time
_AT_ONCE = 5_000_000  # messages
_MASS = "@"  # what begins so is sent to many at once


def people_only(messages: Table, settings: Settings) -> Table:
    """Give what buyers and agents themselves wrote, with its business day."""
    said = messages.filter(messages.author.isin(["buyer", "agent"]))
    said = said.select("shop", "agent", "buyer", "author", "at", "characters")
    return said.mutate(day=business_day(said["at"], settings))


def chats(messages: Table, settings: Settings) -> Table:
    """Give every chat: all messages of a buyer with an agent on a business day.

    One row each, with its times, its counts, and ``kept``: whether the filters leave it in; ``buyer_counted``
    and ``agent_counted`` are the messages they leave. A chat nobody took has an empty ``agent``. It holds its
    rounds and conversations too, as lists; :func:`rounds` and :func:`conversations` give them row by row.
    """
    return _chats(messages, _main_accounts(messages), settings)


def computed_chats(messages: Table, settings: Settings) -> Table:
    """Compute :func:`chats`, and keep them while they are in use.

    One machine does some days at a time, as the lines of all chats it works on are in memory at once.
    """
    if messages.get_backend().name != "duckdb":
        return chats(messages, settings).cache()
    mains = _main_accounts(messages).cache()
    pieces = [_chats(piece, mains, settings).cache() for piece in _pieces(messages, settings)]
    return ibis.union(*pieces) if len(pieces) > 1 else pieces[0]


def _pieces(messages: Table, settings: Settings) -> list[Table]:
    """Cut messages where business days begin, into pieces of about as many as are worked on at once."""
    at = messages["at"]
    sums = messages.agg(
        count=at.count(), first=business_day(at.min(), settings), last=business_day(at.max(), settings)
    )
    (found,) = sums.to_pyarrow().to_pylist()
    if found["count"] <= _AT_ONCE:
        return [messages]
    days = (found["last"] - found["first"]).days + 1
    step = max(1, days * _AT_ONCE // found["count"])
    begins = [
        datetime.combine(found["first"] + timedelta(days=passed), settings.day_begins)
        for passed in range(0, days + step, step)
    ]
    return [messages.filter((at >= begin) & (at < end)) for begin, end in pairwise(begins)]


def _chats(messages: Table, mains: Table, settings: Settings) -> Table:
    """Give chats; ``mains`` are the shops' main accounts."""
    said = _by_whom(messages, settings)
    # What does not count comes last: each line but the first has the one before it that counts beside it.
    line = ibis.struct({"mass": said.mass, "at": said["at"], "seq": said.seq, "by_agent": said.by_agent})
    sums = {
        "buyer_messages": said.count(where=said.by_buyer),
        "agent_messages": said.count(where=said.by_agent),
        "agent_characters": said.characters.sum(where=said.by_agent),
        "buyer_counted": said.count(where=said.by_buyer & ~said.mass),
        "agent_counted": said.count(where=said.by_agent & ~said.mass),
        "transferred_in": (said.event == "transfer_in").any(),
        "transferred_out": (said.event == "transfer_out").any(),
        "lines": line.collect(where=said.by_people).sort(),
    }
    if settings.code_word:
        sums["coded"] = (said.by_agent & said.text.contains(settings.code_word)).any()
    found = said.group_by(list(CHAT)).agg(**sums)
    # A transfer without a word makes no chat.
    found = _with_stretches(found.filter(found.lines.length() > 0), settings)
    return found.mutate(kept=_kept(found, mains, settings))


def _by_whom(messages: Table, settings: Settings) -> Table:
    """Give what people said and transfers, with by whom, and whether figures of reception leave it out."""
    said = messages.filter(messages.author.isin(["buyer", "agent"]) | (messages.event != ""))
    by_buyer, by_agent = said.author == "buyer", said.author == "agent"
    return said.mutate(
        day=business_day(said["at"], settings),
        by_buyer=by_buyer,
        by_agent=by_agent,
        by_people=by_buyer | by_agent,
        mass=said.text.startswith(_MASS) if settings.leave_out_mass else ibis.literal(False),
    )


def _with_stretches(found: Table, settings: Settings) -> Table:
    """Add to chats their rounds and conversations, made of their lines.

    A round opens with the buyer's first message that is not answered yet and closes with the agent's next
    one; what the buyer adds meanwhile belongs to it. A conversation ends so long after its last message as
    the shop set; a message after that begins another.
    """
    # Ibis tells apart the places in lists by their names alone, so no two of them may be called the same.
    lines, lasts = found.lines, ibis.interval(seconds=int(settings.conversation_ends.total_seconds()))
    found = found.mutate(
        turns=lines.filter(
            lambda line, place: ~line.mass & ((place == 0) | (lines[place - 1].by_agent != line.by_agent))
        ),
        moments=lines.map(lambda line: line["at"]).sort(),
    )
    turns, said = found.turns, found.moments
    pairs = turns.map(
        lambda turn, turn_place: ibis.struct(
            {
                "by_agent": turn.by_agent,
                "opened_at": turn["at"],
                "answered_at": turns[turn_place + 1]["at"],
                # Turns take turns: the buyer's first is the chat's first or second.
                "is_first": turn_place <= 1,
            }
        )
    )
    found = found.mutate(
        first_at=said[0],
        last_at=said[said.length() - 1],
        first_asked_at=turns[0].by_agent.ifelse(turns[1]["at"], turns[0]["at"]),
        rounds=pairs.filter(lambda pair: ~pair.by_agent),
        breaks=ibis.range(1, said.length()).filter(lambda later: said[later] > said[later - 1] + lasts),
    )
    said, breaks = found.moments, found.breaks
    begins = ibis.array([ibis.literal(0, "int64")]).concat(breaks)
    stretches = begins.map(
        lambda begin, stretch: ibis.struct(
            {
                "begins_at": said[begin],
                "ends_at": ibis.coalesce(said[breaks[stretch] - 1], found.last_at) + lasts,
            }
        )
    )
    return found.mutate(conversations=stretches).drop("lines", "moments", "turns", "breaks")


def _kept(found: Table, mains: Table, settings: Settings) -> BooleanValue:
    kept: BooleanValue = (found.buyer_messages == 0) | (found.buyer_counted > 0)
    if settings.leave_out_own_team:
        kept &= ~_own_team(found, mains, settings)
    if settings.leave_out_agent_only:
        kept &= found.buyer_counted > 0
    if settings.leave_out_silent_transfers:
        kept &= ~(found.transferred_out & (found.agent_counted <= settings.silent_transfer_lines))
    if settings.code_word:
        kept &= ~found.coded
    if settings.leave_out_main_account:
        kept &= found.agent.contains(":") | (found.agent == "")
    return kept


def _own_team(found: Table, mains: Table, settings: Settings) -> BooleanValue:
    """Say which buyers are accounts of the shop itself: an agent's, its main account or one below."""
    own = _main(found.shop, found.buyer).isin(mains.name)
    return own | found.buyer.isin(list(settings.own_accounts)) if settings.own_accounts else own


def _main_accounts(messages: Table) -> Table:
    """Give the main accounts of all who have a chat, each with its shop before it."""
    found = messages.filter(messages.author.isin(["buyer", "agent"]) & (messages.agent != ""))
    found = found.select("shop", "agent").distinct()
    return found.select(name=_main(found.shop, found.agent)).distinct()


def _main(shop: StringValue, account: StringValue) -> StringValue:
    return shop.concat("/", account.split(":")[0])


def rounds(chats: Table, settings: Settings) -> Table:
    """Give the rounds of chats, one row each: ``at`` which moment and in which ``hour`` it opened.

    Its ``wait`` is in seconds, and null where nobody answered.
    """
    found = chats.select(*CHAT, round=chats.rounds.unnest())
    one = found["round"]
    at = one.opened_at
    clock = (at.hour() * 60 + at.minute()) * 60 + at.second()
    return found.select(
        *CHAT,
        at=at,
        hour=at.hour(),
        wait=one.answered_at.delta(at, unit="millisecond") / 1000.0,
        is_first=one.is_first,
        by_day=(clock >= _seconds(settings.hours_from)) & (clock < _seconds(settings.hours_to)),
        by_jd_day=(clock >= _seconds(settings.jd_from)) & (clock < _seconds(settings.jd_to)),
    )


def _seconds(clock: time) -> int:
    return (clock.hour * 60 + clock.minute) * 60 + clock.second


def waits(opened: Table, settings: Settings) -> dict[str, ibis.Value]:
    """Sum up rounds: how many, how many answered, how long they waited in seconds."""
    wait, fast = opened.wait, opened.wait <= settings.fast_seconds
    capped = ibis.least(wait.fill_null(settings.capped_seconds), settings.capped_seconds)
    jd_first = opened.is_first & opened.by_jd_day
    return {
        "rounds": opened.count(),
        "answered": wait.count(),
        "waited": wait.sum(),
        "firsts_answered": wait.count(where=opened.is_first),
        "firsts_waited": wait.sum(where=opened.is_first),
        "fast": fast.fill_null(False).sum(),
        "day_rounds": opened.by_day.sum(),
        "day_within": (opened.by_day & (wait <= settings.slow_seconds)).fill_null(False).sum(),
        "day_capped": capped.sum(where=opened.by_day),
        "jd_firsts": jd_first.sum(),
        "jd_firsts_fast": (jd_first & fast).fill_null(False).sum(),
    }


def conversations(chats: Table) -> Table:
    """Give the stretches in which a buyer was in conversation with an agent: ``begins_at`` to ``ends_at``."""
    found = chats.select(*CHAT, stretch=chats.conversations.unnest())
    return found.select(*CHAT, begins_at=found.stretch.begins_at, ends_at=found.stretch.ends_at)


def hourly(stretches: Table, settings: Settings, *, minutes: int = 60) -> Table:
    """Cut stretches at the full hours: ``hour`` says in which each piece lies. None passes its day's end.

    :param minutes: cut every so many minutes of the hour.
    """
    begun = stretches.begins_at.truncate("h")
    until = (stretches.ends_at - ibis.interval(milliseconds=1)).truncate("m")
    pieces = (until.delta(begun, unit="minute") / minutes).floor().cast("int64") + 1
    cut = stretches.mutate(begun=begun, ahead=ibis.range(0, pieces).unnest())
    opens = cut.begun + (cut.ahead * minutes).as_interval("m")
    cut = cut.mutate(
        begins_at=ibis.greatest(cut.begins_at, opens),
        ends_at=ibis.least(cut.ends_at, opens + ibis.interval(minutes=minutes)),
        hour=opens.hour(),
    )
    cut = cut.filter(cut.begins_at < cut.ends_at)
    return cut.filter(business_day(cut.begins_at, settings) == cut.day).drop("begun", "ahead")


def most_at_once(stretches: Table, keys: Sequence[str]) -> Table:
    """Give the most stretches that overlap, for each combination of the keys; an end goes before a begin."""
    # In order, an even number for each end and an odd one for each begin. Those begun by then less all others
    # so far are there; it is as many as :func:`overlaps` finds row by row, for a third of the time.
    begins, ends = (
        at.delta(_EPOCH, unit="millisecond") * 2 for at in (stretches.begins_at, stretches.ends_at)
    )
    moves = stretches.select(*keys, move=begins + 1).union(stretches.select(*keys, move=ends))
    found = moves.group_by(list(keys)).agg(moves=moves.move.collect().sort())
    begun = found.moves.map(lambda move, before: ibis.struct({"begins": move % 2 == 1, "before": before}))
    begun = begun.filter(lambda move: move.begins)
    depths = begun.map(lambda move, begun_before: 2 * begun_before + 1 - move.before)
    return found.select(*keys, max_concurrent=depths.maxs())


def overlaps(stretches: Table, keys: Sequence[str]) -> Table:
    """Give how many stretches overlap at each of their ends; an end goes before a begin."""
    moves = stretches.select(*keys, at=stretches.begins_at, step=ibis.literal(1)).union(
        stretches.select(*keys, at=stretches.ends_at, step=ibis.literal(-1))
    )
    order = ibis.window(
        group_by=[moves[name] for name in keys], order_by=[moves["at"], moves.step], rows=(None, 0)
    )
    return moves.mutate(depth=moves.step.sum().over(order))
