"""Score the kinds heard in buyers' words: ``python -m tools.score_cases tests/held_apart/cases.jsonl``.

tests/held_apart/README.md says how. Prints figures alone, with ``--ids`` which sentences were wrong.
"""

import argparse
import json
import sys
from pathlib import Path

from guitai.domains.aftersales.kinds import heard


def main() -> None:
    """Read, hear every sentence, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--ids", action="store_true", help="name the sentences that were wrong")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line]
    found = [(row, heard(row["text"])) for row in rows]
    troubles = [(row, said) for row, said in found if row["kinds"]]
    right = sum(said.kind in row["kinds"] for row, said in troubles)
    given = sum(bool(said.kind) for _row, said in troubles)
    false = sum(bool(said.kind) for row, said in found if not row["kinds"])
    named = [(row, said) for row, said in troubles if row["fault"]]
    faults = sum(said.fault == row["fault"] for row, said in named)
    sys.stdout.write(
        f"kind right {right} of {len(troubles)} ({right / len(troubles):.3f}), told for {given}; "
        f"false finds {false} of {len(found) - len(troubles)}; fault right {faults} of {len(named)}\n"
    )
    if asked.ids:
        for row, said in found:
            if (said.kind not in row["kinds"]) if row["kinds"] else said.kind:
                sys.stdout.write(f"  {row['id']}: {said.kind or 'nothing'}\n")


if __name__ == "__main__":
    main()
