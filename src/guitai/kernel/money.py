"""Money as whole fen, so that nothing is ever lost to a fraction."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

_NOISE = re.compile(r"[\s,，]|¥|￥|元|RMB|CNY", re.IGNORECASE)
# Far above any order; a number of a million digits is nobody's price and would keep the computer busy.
_MOST_FEN = 10**17


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of yuan in whole fen; may be negative."""

    fen: int

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read ``158.00``, ``¥1,158``, ``0元`` or full-width digits.

        :raises ValueError: if the text is no amount, or has more than two decimals.
        """
        cleaned = _NOISE.sub("", unicodedata.normalize("NFKC", text))
        try:
            fen = Decimal(cleaned) * 100
        except ArithmeticError:
            raise ValueError(f"{text!r} is not an amount of money") from None
        if not fen.is_finite() or abs(fen) > _MOST_FEN or fen != fen.to_integral_value():
            raise ValueError(f"{text!r} is not an amount in yuan and fen")
        return cls(int(fen))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __mul__(self, times: int) -> "Money":
        return Money(self.fen * times)

    def __lt__(self, other: "Money") -> bool:
        return self.fen < other.fen

    @property
    def yuan(self) -> str:
        """The amount with two decimals and no sign of currency, as the command line prints it."""
        sign = "-" if self.fen < 0 else ""
        return f"{sign}{abs(self.fen) // 100}.{abs(self.fen) % 100:02d}"

    def __str__(self) -> str:
        sign = "-" if self.fen < 0 else ""
        return f"{sign}¥{abs(self.fen) // 100:,}.{abs(self.fen) % 100:02d}"
