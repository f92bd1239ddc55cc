"""How much one socket may say: a handful at once, then a steady number a second."""


class Allowance:
    """A bucket that fills steadily; what is said takes from it."""

    def __init__(self, *, at_once: int, a_second: float, now: float) -> None:
        self.most, self.a_second = float(at_once), a_second
        self.left, self.since = self.most, now

    def spend(self, *, now: float) -> bool:
        """Take one, or say that there is none left.

        :param now: seconds of a clock that never goes back.
        """
        self.left = min(self.most, self.left + (now - self.since) * self.a_second)
        self.since = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
