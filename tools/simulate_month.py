"""Play a shop's month and judge its lists: ``python -m tools.simulate_month``.

docs/reference/followups.md says what each list should show. The database is a SQLite file below a temporary
folder, or the one of ``GUITAI_MONTH_DATABASE_URL``, which must be empty. Ends with 1 where something appeared
twice, was lost, or stood on a wrong list.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 10, 16, 0, tzinfo=UTC)  # midnight in Shanghai; the month turns within it


def main() -> int:
    """Read what was asked, play, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--orders",
        type=int,
        default=3000,
        help="about so many in the month, besides those of the year before (3000)",
    )
    parser.add_argument("--days", type=int, default=30, help="so many days (30)")
    parser.add_argument("--step", type=int, default=30, help="minutes from one filling to the next (30)")
    parser.add_argument("--seed", type=int, default=1, help="another story (1)")
    parser.add_argument("--platform", default="taobao", help="the shop's platform (taobao)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guitai-month-") as folder:
        _get_ready(folder)
        from tools.month import comparing, playing  # noqa: PLC0415 - tables are loaded only now

        begun = time.perf_counter()
        played = playing.play(
            seed=asked.seed, orders=asked.orders, start=START, days=asked.days,
            step=timedelta(minutes=asked.step), platform=asked.platform,
            on_day=_show_day,
        )  # fmt: skip
        took = time.perf_counter() - begun
        told = [*comparing.table(played.shop.row, played.comparer), *played.figures(), f"took {took:.0f} s"]
        sys.stdout.write("\n".join([*told, "", *comparing.cases(played.comparer), ""]))
        return 1 if played.comparer.findings.found else 0


def _show_day(day: datetime) -> None:
    sys.stderr.write(f"{day:%m-%d} ")
    sys.stderr.flush()


def _get_ready(folder: str) -> None:
    os.environ["GUITAI_DATA"] = folder
    os.environ["DATABASE_URL"] = os.environ.get("GUITAI_MONTH_DATABASE_URL", "")
    os.environ["REDIS_URL"] = ""
    from guitai.cli.django_ready import bring_up_to_date, get_ready  # noqa: PLC0415

    get_ready()
    bring_up_to_date()


if __name__ == "__main__":
    sys.exit(main())
