"""Schemes read from YAML and JSON, and a clear sentence about each bad one."""

import json
from decimal import Decimal
from typing import Any

import pytest

from guitai.engines.pay.errors import SchemeError
from guitai.engines.pay.reading import parse, read_scheme
from guitai.engines.pay.types import Attainment, Between, ByPoints, Each, Linear, PerPoint, Step, Steps

LINE = {"figure": "reply_rate", "weight": 25, "linear": {"worst": "90%", "best": 1}}


def written(**changed: Any) -> dict[str, Any]:
    return {"id": "own", "title": "本店", "each": "month", "lines": [LINE]} | changed


def line(**changed: Any) -> dict[str, Any]:
    kept = {key: value for key, value in (LINE | changed).items() if value is not None}
    return written(lines=[kept])


def stepped(*steps: dict[str, Any]) -> dict[str, Any]:
    return line(linear=None, weight=None, steps=list(steps))


def test_a_scheme_is_read_as_it_is_written():
    scheme = read_scheme(
        parse(
            """
            id: own
            title: {zh: 本店, en: Our own}
            each: day
            lines:
              - {figure: reply_rate, weight: 25, linear: {worst: 90%, best: 1}}
              - {figure: first_response, weight: 5.5, attains: {better: lower, floor: 60%, cap: 1.2}}
              - {figure: conversion, steps: [{at_least: 42 %, points: 500}, {otherwise: -1}]}
            pay: {floor: 96, cap: "¥160.00", from: 0, to: 750}
            """,
            "own.yaml",
        )
    )

    assert (scheme.id, scheme.title["zh"], scheme.each, scheme.most) == (
        "own",
        "本店",
        Each.DAY,
        Decimal("530.5"),
    )
    assert [line.marking for line in scheme.lines] == [
        Linear(Decimal("0.9"), Decimal(1)),
        Attainment(Decimal("0.6"), Decimal("1.2"), lower_is_better=True),
        Steps((Step(Decimal("0.42"), Decimal(500)),), otherwise=Decimal(-1)),
    ]
    assert scheme.pay == Between(9600, 16000, Decimal(0), Decimal(750))


def test_json_is_read_the_same():
    told = written(pay={"per_point": 0.1, "cap": 50})

    assert read_scheme(parse(json.dumps(told), "own.json")) == read_scheme(told)
    assert read_scheme(told).pay == PerPoint(10, 0, 5000)


def test_pay_by_amounts_is_kept_in_fen():
    told = written(pay={"steps": [{"at_least": 90, "yuan": "88.80"}], "floor": 10})

    assert read_scheme(told).pay == ByPoints((Step(Decimal(90), Decimal(8880)),), 1000)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "write keys"),
        (written(id="本店"), "is no name"),
        (written(title=None), "title is missing"),
        (written(title={"zh": "本店"}), "en is missing"),
        (written(title={"zh": " ", "en": "x"}), "zh should be a text"),
        (written(each="week"), "day or month"),
        (written(bonus=3), "unknown key bonus"),
        (written(lines=[]), "a list of 1 to 40"),
        (written(lines=[LINE, LINE]), "line 2: reply_rate has a line already"),
        (line(figure="charm"), "no such figure"),
        (line(weight=None), "weight is missing"),
        (line(weight=0), "more than zero"),
        (line(weight="viel"), "is no number"),
        (line(weight=True), "is no number"),
        (line(weight=float("nan")), "too large"),
        (line(weight=10**12), "too large"),
        (line(linear=None), "say one way"),
        (line(attains={}), "say one way"),
        (line(linear={"worst": 1, "best": "100%"}), "nothing between"),
        (line(linear=None, attains={"floor": 1, "cap": 1}), "more than the floor"),
        (line(linear=None, attains={"floor": -1}), "too little"),
        (line(linear=None, attains={"better": "faster"}), "higher or lower"),
        (line(linear=None, attains={"target": 0}), "more than zero"),
        (line(linear=None, steps=[{"at_least": 1, "points": 1}]), "leave the weight out"),
        (stepped({"at_least": 1}), "points is missing"),
        (stepped({"at_least": 1, "points": 0}), "no line gives any points"),
        (stepped({"at_least": 1, "points": 1}, {"at_least": 2, "points": 2}), "highest limit first"),
        (stepped({"at_most": 2, "points": 2}, {"at_most": 1, "points": 1}), "lowest limit first"),
        (stepped({"at_most": 2, "points": 2}, {"at_least": 3, "points": 1}), "unknown key at_least"),
        (written(pay={"floor": 1}), "missing"),
        (written(pay={"floor": 2, "cap": 1, "from": 0, "to": 1}), "no less than the floor"),
        (written(pay={"floor": 1, "cap": 2, "from": 1, "to": 1}), "more than “from”"),
        (written(pay={"floor": -1, "cap": 2, "from": 0, "to": 1}), "less than nothing"),
        (written(pay={"floor": "ein paar", "cap": 2, "from": 0, "to": 1}), "is no amount"),
        (written(pay={"per_point": 1, "floor": 2, "cap": 1}), "no less than the floor"),
        (written(pay={"steps": [{"at_least": n, "yuan": n} for n in (1, 2)]}), "highest limit first"),
    ],
)
def test_what_is_wrong_is_said(told: Any, said: str):
    with pytest.raises(SchemeError, match=said) as refusal:
        read_scheme(told, "own.yaml", known={"reply_rate"})

    assert refusal.value.sentence.startswith("own.yaml")


@pytest.mark.parametrize("text", ["id: [", "a: 2026-02-30", "\t- x"])
def test_a_file_that_is_no_yaml_is_refused(text: str):
    with pytest.raises(SchemeError, match=r"own\.yaml"):
        parse(text, "own.yaml")
