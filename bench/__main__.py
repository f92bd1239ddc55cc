"""``python -m bench [cases|chat|guard|import|lists|metrics|reports|suggest|understand] [--replies 500 …]``.

Measures, shows and keeps.
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from bench import cases, chat, guarding, importing, lists, metrics, reports, suggesting, understanding

BENCHES: dict[str, tuple[Any, Callable[[Any], bool]]] = {
    "cases": (cases.Options, cases.run),
    "chat": (chat.Options, chat.run),
    "guard": (guarding.Options, guarding.run),
    "import": (importing.Options, importing.run),
    "lists": (lists.Options, lists.run),
    "metrics": (metrics.Options, metrics.run),
    "reports": (reports.Options, reports.run),
    "suggest": (suggesting.Options, suggesting.run),
    "understand": (understanding.Options, understanding.run),
}


def main() -> int:
    """Run the benchmark that is named, all of them where none is; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("only", nargs="?", choices=list(BENCHES), help="which benchmark; all by default")
    for options, _run in BENCHES.values():
        for field in fields(options):
            given: Any = os.environ.get(f"GUITAI_BENCH_{field.name.upper()}", field.default)
            parser.add_argument(f"--{field.name.replace('_', '-')}", type=int, default=int(given))
    asked = vars(parser.parse_args())
    reached = [
        run(options(**{field.name: asked[field.name] for field in fields(options)}))
        for name, (options, run) in BENCHES.items()
        if asked["only"] in {None, name}
    ]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
