"""Check drafts: a rulebook compiled once, then asked as often as somebody types."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from guitai.engines.rulebook.detectors import DETECTORS
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.excuses import EXCUSES, Check
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.lexicon import Lexicon
from guitai.engines.rulebook.triggers import Compiled, compiled
from guitai.engines.rulebook.types import (
    Conditions,
    DetectorTrigger,
    Finding,
    Hit,
    Language,
    NamedExcuse,
    Platform,
    Rule,
    Scope,
    Severity,
    Verdict,
    WordsExcuse,
)
from guitai.engines.rulebook.vocabulary import Vocabulary
from guitai.engines.rulebook.wording import filled, told_source

_MESSAGES_BEFORE = 2  # of the agent's, that a draft may go on from
# What begins in one message and ends in the next stands near where they meet; characters of each.
_LONGEST_BEFORE, _LONGEST_AFTER = 30, 40


@dataclass(frozen=True, slots=True)
class _Detected:
    """A detector with its settings, as a trigger."""

    name: str
    settings: object

    def hits(self, draft: Draft, facts: Facts) -> Iterable[Hit]:
        return DETECTORS[self.name].run(draft, facts, self.settings)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A rule with its excuses ready to be asked."""

    rule: Rule
    named: tuple[Check, ...]
    words: tuple[tuple[int, Scope], ...]
    conditional: bool


class Rulebook:
    """Rules, compiled: one automaton for all words, the triggers by the set of words that wakes them."""

    def __init__(self, rules: Sequence[Rule], vocabulary: Vocabulary) -> None:
        """Compile the rules.

        :raises RuleError: if an excuse or detector reads a set the vocabulary does not have.
        """
        self.rules = tuple(rules)
        self.lexicon = Lexicon()
        self.named: dict[str, int] = {}
        self._woken: dict[int, list[tuple[_Numbered, Compiled]]] = {}
        self._always: list[tuple[_Numbered, _Detected]] = []
        self._buyer_said: dict[str, int] = {}
        for rule in self.rules:
            self._compile(rule, vocabulary)
        self.lexicon.close()
        # The few that look over messages have words of their own to look for, in a longer text.
        over = [rule for rule in self.rules if rule.across_messages]
        self.over_messages = self if len(over) == len(self.rules) else Rulebook(over, vocabulary)

    def _compile(self, rule: Rule, vocabulary: Vocabulary) -> None:
        names = [excuse.name for excuse in rule.unless if isinstance(excuse, NamedExcuse)]
        for name in names:
            self._need(EXCUSES[name].sets, vocabulary, rule)
        words = [
            (self.lexicon.add(excuse.words), excuse.scope)
            for excuse in rule.unless
            if isinstance(excuse, WordsExcuse)
        ]
        if rule.when.buyer_said is not None:
            self._buyer_said[rule.id] = self.lexicon.add(rule.when.buyer_said)
        numbered = _Numbered(
            rule, tuple(EXCUSES[name].check for name in names), tuple(words), rule.when != Conditions()
        )
        for trigger in rule.triggers:
            if isinstance(trigger, DetectorTrigger):
                self._need(DETECTORS[trigger.name].sets, vocabulary, rule)
                self._always.append((numbered, _Detected(trigger.name, trigger.settings)))
            else:
                ready = compiled(trigger, self.lexicon)
                self._woken.setdefault(ready.anchor, []).append((numbered, ready))

    def _need(self, names: Iterable[str], vocabulary: Vocabulary, rule: Rule) -> None:
        for name in names:
            self.named[name] = self.lexicon.add(vocabulary.named(name, rule.id))

    def read(self, written: str, platform: Platform | None, begins: int = 0) -> Draft:
        """Give a text as the rules look at it."""
        return Draft(written, self.lexicon, self.named, platform, begins)

    def hits(self, draft: Draft, facts: Facts) -> Iterator[tuple[Rule, Hit]]:
        """Give what the rules find and nothing excuses."""
        platform = draft.platform
        for number in list(draft.scan.met):
            for numbered, trigger in self._woken.get(number, ()):
                if platform is None or platform in numbered.rule.platforms:
                    for hit in trigger.hits(draft):
                        if self._stands(numbered, draft, facts, hit):
                            yield numbered.rule, hit
        for numbered, detected in self._always:
            if platform is None or platform in numbered.rule.platforms:
                for hit in detected.hits(draft, facts):
                    if self._stands(numbered, draft, facts, hit):
                        yield numbered.rule, hit

    def _stands(self, numbered: _Numbered, draft: Draft, facts: Facts, hit: Hit) -> bool:
        if numbered.conditional and not self._applies(numbered.rule, facts):
            return False
        if any(check(draft, facts, hit) for check in numbered.named):
            return False
        for number, scope in numbered.words:
            spans = draft.scan.of(number)
            if spans:
                first, last = draft.around(hit.start, hit.end, scope)
                if any(first <= start and end <= last for start, end in spans):
                    return False
        return True

    def _applies(self, rule: Rule, facts: Facts) -> bool:
        when = rule.when
        if when.proactive is not None and when.proactive != facts.proactive:
            return False
        if when.moods is not None and facts.buyer.mood not in when.moods:
            return False
        if when.buyer_said is None:
            return True
        said = self.read(facts.buyers_last, None)
        return bool(said.scan.of(self._buyer_said[rule.id]))


def check(
    written: str,
    facts: Facts,
    rulebook: Rulebook,
    *,
    platform: Platform | None = None,
    language: Language = "zh",
) -> Verdict:
    """Check a draft. With no platform given, the rules of every platform count."""
    draft = rulebook.read(written, platform)
    found: list[tuple[Rule, Hit, tuple[int, int]]] = []
    for rule, hit in rulebook.hits(draft, facts):
        found.append((rule, hit, hit.written or draft.plain.span(hit.start, hit.end)))
    if facts.previous:
        found += _across(written, facts, rulebook, platform)
    if not found:
        return _PASSED
    findings = tuple(
        _finding(rule, hit, span, written, facts, language) for rule, hit, span in _gravest(found)
    )
    return Verdict(max(finding.severity for finding in findings), findings)


_PASSED = Verdict(Severity.PASS, ())


def _across(
    written: str, facts: Facts, rulebook: Rulebook, platform: Platform | None
) -> Iterator[tuple[Rule, Hit, tuple[int, int]]]:
    """Find what begins in the agent's last messages and ends in the draft."""
    before = [line.text[-_LONGEST_BEFORE:] for line in facts.previous if line.by == "agent"][
        -_MESSAGES_BEFORE:
    ]
    begins = sum(map(len, before))
    if not begins:
        return
    over = rulebook.over_messages
    joined = over.read("".join(before) + written[:_LONGEST_AFTER], platform, begins)
    for rule, hit in over.hits(joined, facts):
        start, end = joined.plain.span(hit.start, hit.end)
        if start < begins < end:
            yield rule, hit, (0, end - begins)


def _gravest(found: list[tuple[Rule, Hit, tuple[int, int]]]) -> list[tuple[Rule, Hit, tuple[int, int]]]:
    """Give the findings in order; of those of one category that overlap, the gravest, then the longest."""
    kept: list[tuple[Rule, Hit, tuple[int, int]]] = []
    for one in sorted(found, key=lambda one: (-one[0].severity, one[2][0] - one[2][1], one[2], one[0].id)):
        rule, _, (start, end) = one
        if not any(
            other.category is rule.category and start < last and first < end
            for other, _, (first, last) in kept
        ):
            kept.append(one)
    return sorted(kept, key=lambda one: (one[2], -one[0].severity, one[0].id))


def _finding(
    rule: Rule, hit: Hit, span: tuple[int, int], written: str, facts: Facts, language: Language
) -> Finding:
    start, end = span
    told = {**hit.facts, "matched": written[start:end]}
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=rule.severity,
        start=start,
        end=end,
        matched=written[start:end],
        title=filled(rule.title, language, told, facts),
        why=filled(rule.why, language, told, facts),
        source=told_source(rule.source, language),
        penalty=filled(rule.penalty, language, told, facts),
        rewrite=filled(rule.rewrite, language, told, facts),
    )
