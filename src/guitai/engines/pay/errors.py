"""What is refused: a pay scheme that can't be read, or that makes no sense."""

from typing import ClassVar

from guitai.kernel.errors import GuitaiError


class SchemeError(GuitaiError):
    """A pay scheme is not what it must be; the sentence names the place and what to write."""

    code: ClassVar[str] = "pay.scheme_refused"
