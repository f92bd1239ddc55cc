"""``python -m bench [chat] [--conversations 500 …]``: measure, print the table, keep the figures."""

import argparse
import os
import sys
from dataclasses import fields

from bench import chat


def main() -> int:
    """Run the benchmarks that are named, all of them where none is; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("only", nargs="*", choices=["chat", []], help="which benchmarks; all by default")
    for option in fields(chat.Options):
        given = os.environ.get(f"GUITAI_BENCH_{option.name.upper()}", option.default)
        parser.add_argument(f"--{option.name.replace('_', '-')}", type=int, default=int(given))
    asked = vars(parser.parse_args())
    asked.pop("only")
    return 0 if chat.run(chat.Options(**asked)) else 1


if __name__ == "__main__":
    sys.exit(main())
