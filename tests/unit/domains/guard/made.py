"""Rule files as tests write them."""

RULE = """\
id: {id}
category: tone
severity: {severity}
platforms: [taobao, tmall]
title: {{zh: 说“{word}”, en: A word}}
why: {{zh: 不说“{word}”, en: We do not say it}}
source: {{practice: {{zh: 店规, en: House rule}}, checked: 2026-11-20}}
penalty: {{zh: 无, en: None}}
rewrite: {{zh: 好的, en: Certainly}}
trigger: [{{words: [{word}]}}]
unless: [quoted]
cases:
  hits: [{word}, 亲{word}, "{word}，等等"]
  misses: [您好, 在的, 好的]
"""


def rule_text(rule_id: str = "our-word", word: str = "晓得咯", severity: str = "confirm") -> str:
    """Give the text of a rule against one word."""
    return RULE.format(id=rule_id, word=word, severity=severity)
