"""``python -m bench [chat] [--conversations 500 …]``: measure, print the table, keep the figures."""

import argparse
import os
import sys
from dataclasses import asdict

from bench import chat


def main() -> int:
    """Run the benchmark that is named, all of them where none is; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("only", nargs="?", choices=["chat"], help="which benchmark; all by default")
    for name, default in asdict(chat.Options()).items():
        given = os.environ.get(f"GUITAI_BENCH_{name.upper()}", default)
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=int(given))
    asked = vars(parser.parse_args())
    asked.pop("only")
    return 0 if chat.run(chat.Options(**asked)) else 1


if __name__ == "__main__":
    sys.exit(main())
