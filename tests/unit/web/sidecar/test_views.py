import json
import re

import pytest
from django.test import Client
from tests.unit.web.sidecar.conftest import browser_of

from guitai.domains.accounts.models import Membership, Person

HERE = "/s/yunshang/sidecar/"


def _page(client: Client, path: str = HERE):
    return client.get(path, headers={"accept": "text/html"})


def test_the_page_shows_the_shop_and_where_its_scripts_ask(browser: Client):
    shown = _page(browser).content.decode()

    assert "云裳女装" in shown
    assert f'data-path="{HERE}"' in shown
    assert f'data-worker="{HERE}worker.js"' in shown
    assert 'rel="manifest"' in shown


def test_the_page_is_for_those_who_answer_buyers(
    warehouse: Membership, outsourced: Membership, neighbour: Membership
):
    assert _page(browser_of(warehouse.person)).status_code == 403
    assert _page(browser_of(outsourced.person)).status_code == 200
    assert _page(browser_of(neighbour.person)).status_code == 404
    assert _page(Client()).status_code == 302


def test_without_a_shop_in_the_address_one_comes_to_ones_first(browser: Client):
    answer = _page(browser, "/sidecar/")

    assert (answer.status_code, answer.url) == (302, HERE)


def test_who_answers_nowhere_is_told_so(nobody: Person, warehouse: Membership):
    assert _page(browser_of(nobody), "/sidecar/").status_code == 403
    assert _page(browser_of(warehouse.person), "/sidecar/").status_code == 403
    assert _page(Client(), "/sidecar/").status_code == 302


def test_the_manifest_makes_it_an_app_of_this_shop(browser: Client):
    answer = browser.get(f"{HERE}manifest.webmanifest")
    said = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert (said["start_url"], said["scope"], said["display"]) == (HERE, HERE, "standalone")
    assert "云裳女装" in said["name"]
    assert [icon["sizes"] for icon in said["icons"]] == ["any", "192x192", "512x512"]


def test_the_worker_keeps_static_files_alone(browser: Client):
    answer = browser.get(f"{HERE}worker.js")
    (files,) = re.findall(r"const FILES = (\[.*?\]);", answer.content.decode())

    assert answer["Content-Type"].startswith("text/javascript")
    assert json.loads(files)
    assert all(name.startswith("/static/dist/") for name in json.loads(files))


@pytest.mark.parametrize("path", ["manifest.webmanifest", "worker.js", "asked/", "about/", "find/"])
def test_nothing_is_given_to_who_is_not_signed_in(path: str, agent: Membership):
    answer = Client(headers={"accept": "application/json"}).get(HERE + path)

    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["check/", "copied/", "ask/", "read/"])
def test_nothing_is_taken_from_who_does_not_answer_buyers(path: str, warehouse: Membership):
    answer = browser_of(warehouse.person).post(HERE + path, {}, content_type="application/json")

    assert answer.status_code == 403
