"""The plain parts of a rule: read out of its text for a form, and put back without touching the rest."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from guitai.engines.rulebook.loading import parse

_TOP = re.compile(r"^(?=[A-Za-z_]+:)", re.MULTILINE)
_WIDTH = 120
_WHERE = "rule"
WORDINGS = ("title", "why", "penalty", "rewrite")
SOURCES = ("statute", "platform", "practice")

TEMPLATE = """\
id: {id}
category: tone
severity: confirm
platforms: [{platform}]
title:
  zh: 一句话说清不能做什么
  en: In one sentence what not to do
why:
  zh: 为什么不能这样说。
  en: Why not.
source:
  practice:
    zh: 店铺约定
    en: The shop's own practice
  checked: {today}
penalty:
  zh: 店内提醒
  en: A reminder
rewrite:
  zh: 可以改成这句发给买家。
  en: A sentence to send instead.
trigger:
  - words: [说法一, 说法二]
unless: [quoted, warning]
cases:
  hits:
    - 这里写一句要拦下的话，说法一
    - 说法二也要拦下
    - 换个说法还是说法一
  misses:
    - 这里写一句很像但没问题的话
    - 您说的“说法一”是什么意思呢
    - 请勿相信说法二
"""


def plain_parts(written: str) -> dict[str, Any]:
    """Give severity, platforms, source and wordings as a form holds them; a list is one text a line."""
    rule = parse(written, _WHERE)
    [kind] = set(rule["source"]) - {"checked"}
    parts: dict[str, Any] = {
        "severity": rule["severity"],
        "platforms": rule["platforms"],
        "source": kind,
        "checked": rule["source"]["checked"],
    }
    wordings = {name: rule[name] for name in WORDINGS} | {"source": rule["source"][kind]}
    for name, wording in wordings.items():
        for language in ("zh", "en"):
            parts[f"{name}_{language}"] = _lines(wording[language])
    return parts


def with_parts(written: str, parts: Mapping[str, Any]) -> str:
    """Give the text of a rule with the parts of a form; what they leave as it is stays as written."""
    rule = parse(written, _WHERE)
    told = {name: _wording(parts, name) for name in WORDINGS} | {
        "severity": parts["severity"],
        "platforms": list(parts["platforms"]),
        "source": {parts["source"]: _wording(parts, "source"), "checked": parts["checked"]},
    }
    changed = {key: value for key, value in told.items() if _differs(rule.get(key), value)}
    put = "".join(
        _dumped(key, changed[key]) if (key := block.partition(":")[0]) in changed else block
        for block in _blocks(written)
    )
    wanted = rule | changed
    # Whoever wrote the keys in some other way gets the same rule, laid out anew.
    return put if parse(put, _WHERE) == wanted else "".join(_dumped(*each) for each in wanted.items())


def _blocks(written: str) -> Iterator[str]:
    return (block for block in _TOP.split(written) if block)


def _differs(old: Any, new: Any) -> bool:
    return bool(_plain(old) != _plain(new))


def _plain(value: Any) -> Any:
    """Give a value in which a text and a list of it alone are the same, and platforms have no order."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return value[0] if len(value) == 1 else sorted(value)
    return value


def _wording(parts: Mapping[str, Any], name: str) -> dict[str, str | list[str]]:
    return {language: _texts(parts[f"{name}_{language}"]) for language in ("zh", "en")}


def _texts(lines: str) -> str | list[str]:
    texts = [line.strip() for line in lines.splitlines() if line.strip()]
    return texts if len(texts) > 1 else "".join(texts)


def _lines(texts: str | list[str]) -> str:
    return texts if isinstance(texts, str) else "\n".join(texts)


def _dumped(key: str, value: Any) -> str:
    flow = None if isinstance(value, list) else False
    dumped: str = yaml.safe_dump(
        {key: value}, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=flow
    )
    return dumped
