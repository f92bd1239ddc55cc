"""Tells of one line how much its writer still wants to know, by the words of ``interest.yaml``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from guitai.engines.understanding.intents import asked_in
from guitai.kernel.normalised import Normalised, normalise
from guitai.kernel.yaml_data import parsed

LONGEST = 1_000  # characters of a line that are read
_CARD = re.compile(r"\[[^\]]{1,30}\]|https?://\S+|#e-s")
_MARKS = re.compile(r"[\W_]+")
_TRIMMED = re.compile("^[,。!]+|[,。!谢吧哈嘛噻咯啊哦呗]+$")
_NO_PAUSE = re.compile(r"[a-z0-9]{2}|[,。!?;:…、].|.[,。!?;:…、]")
_EITHER = re.compile(r"(.)[不没]\1")
_THANKS = re.compile("谢|辛苦|麻烦你了|麻烦您了|劳驾|唔该|多蒙")
_LEAVING, _DOUBTING, _MUTE = 1.0, 0.7, 1.0
_LONGEST_ASSENT = 12  # characters
_LONGEST_SHOWN = 16
# Asked while choosing; and asked by somebody who wants a service.
_CHOOSING = frozenset(
    [
        *("size_fit", "material", "colour", "function", "stock", "price", "discount", "gift", "recommend"),
        *("quality", "review", "authenticity", "postage"),
    ]
)
_SERVICE = frozenset(
    [
        *("tracking", "cancel", "refund", "wrong_item", "missing_item", "damage", "price_protection"),
        *("order_change", "address", "complaint", "invoice", "account"),
    ]
)


_PATTERNS = (
    *("harmless", "asking", "requesting", "telling", "measuring", "accepting", "objecting", "undecided"),
    *("aftersales", "not_ours", "servicing", "learning", "heated", "ordered", "closing", "posing"),
    *("denying", "pricing", "pitching", "yes_or_no", "affirming", "stalling"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a buyer's line tells.

    ``length`` in characters, without marks; ``bare`` is the line without them. ``fading``: the word of a line
    that only assents (哦 for 哦哦), counting ``fades`` (0 to 1). ``put_off``: the words that put off, leave
    or doubt, counting ``puts_off``; ``refuses`` if they only say no, or goodbye. It ``asks``, ``requests``
    or ``decides``; ``objects``, or ``accepts`` what was said; ``tells`` about the buyer (``measures``: what
    can only help); ``learns``: wants to be told about it all. ``chooses`` and ``serves``: what is asked is of
    a choice, of a service.
    """

    length: int
    bare: str
    fading: str
    fades: float
    put_off: str
    puts_off: float
    refuses: bool
    asks: bool
    requests: bool
    objects: bool
    learns: bool
    tells: bool
    measures: bool
    accepts: bool
    decides: bool
    aftersales: bool
    heated: bool
    thanks: bool
    greets: bool
    chooses: bool
    serves: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What an agent's line tells: whether it asks the buyer something, ends the talk, speaks of an order.

    ``denies``: it does not suit somebody choosing; ``pitches``: a price, or what is said to sell.
    """

    asks: bool
    closes: bool
    ordered: bool
    denies: bool
    pitches: bool


@dataclass(frozen=True, slots=True)
class _Book:
    assents: Sequence[tuple[str, float, re.Pattern[str]]]
    leaving: re.Pattern[str]
    refusing: re.Pattern[str]
    doubting: re.Pattern[str]
    patterns: Mapping[str, re.Pattern[str]]
    deciding: re.Pattern[str]
    greetings: frozenset[str]

    def has(self, key: str, text: str) -> bool:
        """Say whether the pattern of that name is anywhere in the text."""
        return self.patterns[key].search(text) is not None


@lru_cache(maxsize=20_000)
def said_in(written: str) -> Said:
    """Read a buyer's line."""
    book = _book()
    text = _with_pauses(normalise(written[:LONGEST]))
    bare = _MARKS.sub("", _CARD.sub("", text))
    fading, fades = _assent(written, text, bare, book)
    put_off, puts_off, refuses = ("", 0.0, False) if fading else _put_off(text, book)
    asks = not fading and book.has("asking", text.replace(put_off, "#", 1) if put_off else text)
    if asks:
        put_off, puts_off, refuses = "", 0.0, False
    quiet = not asks and puts_off < _LEAVING and not fading
    asked = {found.intent for found in asked_in(written)} if not fading else set()
    return Said(
        length=len(bare),
        bare=bare,
        fading=fading,
        fades=fades,
        put_off=put_off,
        puts_off=puts_off,
        refuses=refuses,
        asks=asks,
        requests=quiet and (book.has("requesting", text) or (not bare and bool(_CARD.search(text)))),
        learns=book.has("learning", text),
        objects=book.has("objecting", text),
        tells=quiet and not put_off and book.has("telling", text),
        measures=quiet and not put_off and book.has("measuring", text),
        accepts=quiet and book.has("accepting", text),
        decides=quiet and bool(book.deciding.search(text)) and not book.has("undecided", text),
        aftersales=book.has("aftersales", text) and not book.has("not_ours", text),
        heated=book.has("heated", text),
        thanks=bool(_THANKS.search(text)),
        greets=bare in book.greetings,
        chooses=not asked.isdisjoint(_CHOOSING),
        serves=not asked.isdisjoint(_SERVICE) or book.has("servicing", text),
    )


@lru_cache(maxsize=20_000)
def told_in(written: str) -> Told:
    """Read an agent's line; 还有什么可以帮您 closes a talk and asks nothing."""
    book = _book()
    text = _with_pauses(normalise(written[:LONGEST]))
    closes = book.has("closing", text)
    return Told(
        asks=book.has("posing", text) and not closes,
        closes=closes,
        ordered=book.has("ordered", text),
        denies=book.has("denying", text),
        pitches=book.has("pricing", text) or book.has("pitching", text),
    )


@lru_cache(maxsize=20_000)
def is_no_yes(question: str, answer: str) -> bool:
    """Say whether a question was neither answered yes nor in its own words: 是鹅绒吗, 是鸭绒."""
    book = _book()
    asked, given = _with_pauses(normalise(question[:LONGEST])), normalise(answer[:LONGEST]).text
    if not book.has("yes_or_no", asked) or book.has("affirming", given) or book.has("stalling", given):
        return False
    if (either := _EITHER.search(asked)) and either.group(1) in given:
        return False
    words = _MARKS.sub("", asked)
    return not any(words[place : place + 2] in given for place in range(len(words) - 1))


def _with_pauses(normal: Normalised) -> str:
    """Give the text with a comma wherever the writer left a blank or an emoji between two words."""
    text, parts, since = normal.text, [], 0
    for gap in normal.gaps:
        if 0 < gap < len(text) and not _NO_PAUSE.match(text, gap - 1):
            parts.append(text[since:gap])
            since = gap
    return ",".join([*parts, text[since:]])


def _assent(written: str, text: str, bare: str, book: _Book) -> tuple[str, float]:
    """Give the word of a line that says no more than that, and how little it says."""
    if not bare and "?" not in text:
        return (written.strip()[:_LONGEST_SHOWN], _MUTE) if _CARD.sub("", written).strip() else ("", 0.0)
    if len(bare) > _LONGEST_ASSENT:
        return "", 0.0
    found = _assent_of(bare, book)
    if not found[0]:
        each = [_assent_of(part, book) for part in _MARKS.split(_CARD.sub("", text)) if part]
        found = each[-1] if each and all(word for word, _fades in each) else found
    return found


def _assent_of(bare: str, book: _Book) -> tuple[str, float]:
    return next(((word, fades) for word, fades, form in book.assents if form.fullmatch(bare)), ("", 0.0))


def _put_off(text: str, book: _Book) -> tuple[str, float, bool]:
    """Give the words by which a line puts off, how strongly, and whether they only say no."""
    meant = book.patterns["harmless"].sub("\n", text)
    for pattern, weight in ((book.leaving, _LEAVING), (book.refusing, _LEAVING), (book.doubting, _DOUBTING)):
        if found := pattern.search(meant):
            return _TRIMMED.sub("", found.group()), weight, pattern is book.refusing
    return "", 0.0, False


@cache
def _book() -> _Book:
    told = parsed(files(__package__).joinpath("interest.yaml").read_text(encoding="utf-8"))
    parts = {name: _unblank(part) for name, part in told["parts"].items()}
    plain = [normalise(word).text for word in told["deciding"]]
    # The look ahead makes it quick: most characters begin none of the words.
    words = f"(?=[{''.join({word[0] for word in plain})}])(?:{'|'.join(plain)})"
    return _Book(
        assents=[(word, weight, re.compile(form)) for word, weight, form in told["assents"]],
        leaving=_compiled(told["leaving"], parts),
        refusing=_compiled(told["refusing"], parts),
        doubting=_compiled(told["doubting"], parts),
        patterns={key: _compiled(told[key], parts) for key in _PATTERNS},
        deciding=_compiled([words, *told["deciding_patterns"]], parts),
        greetings=frozenset(normalise(word).text for word in told["greetings"]),
    )


def _compiled(told: str | Sequence[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    """Give one pattern of those told, with the parts they name put in."""
    joint = _unblank(told if isinstance(told, str) else "|".join(told))
    for name, part in parts.items():
        joint = joint.replace(f"<{name}>", part)
    return re.compile(joint)


def _unblank(pattern: str) -> str:
    return pattern.replace(" ", "").replace("\n", "")
