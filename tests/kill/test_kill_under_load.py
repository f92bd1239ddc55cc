import pytest

from tests.kill.kill_under_load import run

pytestmark = pytest.mark.slow


def test_a_server_killed_under_load_loses_and_doubles_nothing():
    report = run(kills=3, seed=7)

    assert report.good, report
    assert report.acknowledged > 0
