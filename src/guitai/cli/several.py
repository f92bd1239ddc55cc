"""Options that take several values after one name: ``--chats a.txt b.txt``."""

from collections.abc import Iterator, Sequence
from typing import Any

import typer.core


class SeveralCommand(typer.core.TyperCommand):
    """A command whose options that may be repeated also take several values in a row."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Write the name before each of the values that follow it."""
        names = {
            name
            for parameter in self.params
            if getattr(parameter, "multiple", False)
            for name in parameter.opts
        }
        return super().parse_args(ctx, list(_spread(args, names)))


def _spread(args: Sequence[str], names: set[str]) -> Iterator[str]:
    name = ""
    awaited = False  # the first value comes by itself
    for arg in args:
        if arg.startswith("-"):
            said, equals, _ = arg.partition("=")
            name, awaited = (said, not equals) if said in names else ("", False)
        elif name and not awaited:
            yield name
        else:
            awaited = False
        yield arg
