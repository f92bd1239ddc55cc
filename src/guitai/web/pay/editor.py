"""A pay scheme in its forms, and what was typed in them as a scheme again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guitai.domains.performance.queries.pay import pay_figures
from guitai.engines.pay.errors import SchemeError
from guitai.engines.pay.reading import read_scheme
from guitai.engines.pay.types import Scheme
from guitai.web.pay.scheme_forms import LineForm, written_of
from guitai.web.pay.scheme_head import HeadForm, head_of


@dataclass(slots=True)
class Editor:
    """A scheme in its forms: ``base`` is it as written, from which the fields are made."""

    base: Mapping[str, Any]
    scheme: Scheme
    head: HeadForm
    lines: list[LineForm]

    @classmethod
    def of(cls, base: Mapping[str, Any], data: Any = None) -> "Editor":
        """Give the forms of a scheme, filled in with it or with what was typed.

        :raises SchemeError: if it can't be read.
        """
        scheme = read_scheme(base, known=pay_figures())
        lines = [LineForm(line, data, prefix=line.figure) for line in scheme.lines]
        return cls(base, scheme, head_of(scheme, data), lines)

    @property
    def base_text(self) -> str:
        """The scheme as a hidden field carries it."""
        return json.dumps(self.base, ensure_ascii=False)

    def typed(self) -> dict[str, Any] | None:
        """Give the scheme as typed; None where a field holds something wrong, which it then says."""
        # Every form is looked at, so that all that is wrong is said at once.
        if not all([self.head.is_valid(), *[line.is_valid() for line in self.lines]]):
            return None
        written = written_of(self.scheme, self.head, self.lines)
        try:
            read_scheme(written, known=pay_figures())
        except SchemeError as refusal:
            self.head.add_error(None, refusal.sentence)
            return None
        return written
