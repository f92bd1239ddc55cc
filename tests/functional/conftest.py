"""A server, a stage and a browser for the journeys; each ends with a look at the browser's console."""

import os
from collections.abc import Iterator

import pytest
from bench.servers import Place, Server
from playwright.sync_api import Browser, expect

from tests.functional import installation
from tests.functional.browser import HOW_TO_GET_ONE, Watch, launched
from tests.functional.shop_page import Site, open_site
from tests.functional.stage import Stage, StagedShop

WAIT_MS = 15_000
expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory, worker_name: str) -> Iterator[Place]:
    """Where the installation most journeys play in keeps its data."""
    with installation.place(tmp_path_factory.mktemp("guitai"), worker_name) as own:
        yield own


@pytest.fixture(scope="session")
def worker_name() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def server(place: Place) -> Iterator[Server]:
    """The running server; journeys may kill it, as long as they start it again."""
    with installation.serving(place) as running:
        yield running


@pytest.fixture(scope="session")
def guitai(server: Server) -> str:
    """The server's address."""
    return installation.address(server)


@pytest.fixture(scope="session")
def stage(place: Place, server: Server) -> Iterator[Stage]:
    with Stage(place.environment()) as ready:
        yield ready


@pytest.fixture(scope="session")
def site(guitai: str) -> Iterator[Site]:
    """The shop's own page, on another origin."""
    with open_site(guitai) as standing:
        yield standing


# For the length of this folder only: while Playwright holds a thread, no other test can run a loop in it.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with launched() as ready:
        if ready is None:
            pytest.skip(HOW_TO_GET_ONE)
        yield ready


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    """What opens pages, and fails the journey in the end if one of them complained."""
    watching = Watch(browser)
    yield watching
    complaints = watching.complaints()
    watching.close()
    assert complaints == []


@pytest.fixture
def shop(stage: Stage) -> StagedShop:
    """A shop of the journey's own, whose people read Chinese."""
    return stage.shop(language="zh-hans")
