"""The forms of one step and one answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from guitai.domains.aftersales import playbook_changes as changes
from guitai.domains.aftersales.ledger_queries import LedgerEntry
from guitai.domains.aftersales.playbook_checks import (
    LONGEST_REMARK,
    LONGEST_WORDS,
    MOST_HOURS,
    MOST_PICTURES,
)
from guitai.domains.aftersales.playbook_queries import (
    Answer,
    PlaybookKept,
    Stage,
    Step,
    Who,
)
from guitai.domains.trade.remarks import Flag
from guitai.domains.warehouse.queries import Task, answers_of
from guitai.kernel.money import Money
from guitai.web.cases.rows import TURNS
from guitai.web.playbooks.forms import NONE, BookForm, both, english, places, told, words, words_field

_WHO = [(who.value, TURNS[who]) for who in Who if who is not Who.WAREHOUSE]


class StepForm(BookForm):
    """What a step asks, of whom, what it tells."""

    ask_zh = words_field(_("What is to be found out or done"))
    ask_en = english(_("The same in English"))
    who = forms.ChoiceField(label=_("Whose answer it waits for"), choices=_WHO)
    say = told()
    evidence_zh = words_field(_("What has to be gathered"), required=False)
    evidence_en = english(_("What has to be gathered, in English"))
    hours = forms.IntegerField(
        label=_("Hours it may take"), min_value=1, max_value=MOST_HOURS, required=False
    )
    stage = forms.ChoiceField(
        label=_("Goods that come back are then"), choices=[NONE, *Stage.choices], required=False
    )

    def __init__(self, kept: PlaybookKept, step: Step, data: Any = None) -> None:
        self.at, self.anchor, self._step = f"steps.{step.key}", f"step-{step.key}", step
        super().__init__(
            kept,
            data,
            **both("ask", step.ask),
            **both("evidence", step.evidence),
            who=step.who,
            say=step.say,
            hours=step.hours or None,
            stage=step.stage,
        )
        if step.task:
            del self.fields["who"]

    def changed(self, written: str) -> str:
        """Give the text with this step changed."""
        typed = self.cleaned_data
        fields = {name: typed[name] for name in ("who", "say", "hours", "stage") if name in typed}
        fields |= {"ask": words(typed, "ask"), "evidence": words(typed, "evidence")}
        return changes.change_step(written, self._step.key, fields)


class NewStepForm(BookForm):
    """A step that comes in between an answer and what it led to."""

    ask_zh = words_field(_("What is to be found out or done"))
    ask_en = english(_("The same in English"))
    who = forms.ChoiceField(label=_("Whose answer it waits for"), choices=_WHO)
    task = forms.ChoiceField(
        label=_("Or the warehouse is asked to"), choices=[NONE, *Task.Kind.choices], required=False
    )
    say = told()
    hours = forms.IntegerField(
        label=_("Hours it may take"), min_value=1, max_value=MOST_HOURS, required=False
    )
    answer_zh = forms.CharField(
        label=_("Its first answer"),
        max_length=LONGEST_WORDS,
        required=False,
        help_text=_("It leads to where the answer before led; add others afterwards."),
    )
    answer_en = english(_("Its first answer, in English"))

    def __init__(self, kept: PlaybookKept, behind: tuple[str, str], data: Any = None) -> None:
        self._behind = behind
        self.at, self.anchor = "steps.new", f"new-step-{'-'.join(behind)}"
        super().__init__(kept, data, who=Who.AGENT)

    def clean(self) -> dict[str, Any]:
        """Ask for an answer, unless the step has answers of its own."""
        typed = super().clean() or {}
        gives_its_own = typed.get("task") or typed.get("who") == Who.SECOND
        if not gives_its_own and not typed.get("answer_zh"):
            self.add_error("answer_zh", _("A step needs an answer."))
        return typed

    def changed(self, written: str) -> str:
        """Give the text with the step in between."""
        typed, book = self.cleaned_data, self.kept.book
        ask = words(typed, "ask") or {}
        key = changes.free_key(typed["ask_en"], {*book.steps, *book.ends}, otherwise="step")
        self.at = f"steps.{key}"
        fields = {
            "ask": ask,
            "who": Who.WAREHOUSE.value if typed["task"] else typed["who"],
            "task": typed["task"],
            "say": typed["say"],
            "hours": typed["hours"],
            "answers": self._answers(typed),
        }
        return changes.add_step(written, key, fields, behind=self._behind)

    def _answers(self, typed: dict[str, Any]) -> dict[str, Any]:
        if typed["task"]:
            return {each.value: _label_in_both(each) for each in answers_of(typed["task"])}
        if typed["who"] == Who.SECOND:
            return {
                "confirmed": {**_label_in_both(LedgerEntry.CONFIRMED), "entry": "confirmed"},
                "denied": {**_label_in_both(LedgerEntry.DENIED), "entry": "denied"},
            }
        key = changes.free_key(typed["answer_en"], set(), otherwise="answer")
        return {key: words(typed, "answer")}


class RemoveStepForm(BookForm):
    """Where everything leads that led to a step which is taken away."""

    instead = forms.ChoiceField(label=_("What led here leads to"))

    def __init__(self, kept: PlaybookKept, step: Step, data: Any = None) -> None:
        self.at, self.anchor, self._step = f"steps.{step.key}", f"step-{step.key}", step
        super().__init__(kept, data)
        self.fields["instead"].choices = places(kept, but=[step.key])  # type: ignore[attr-defined]

    def changed(self, written: str) -> str:
        """Give the text without the step."""
        return changes.remove_step(written, self._step.key, instead=self.cleaned_data["instead"])


class AnswerForm(BookForm):
    """An answer: its words, where it leads, what it leaves."""

    zh = words_field(_("Answer"))
    en = english(_("The answer in English"))
    to = forms.ChoiceField(label=_("Leads to"))
    remark = forms.CharField(
        label=_("Remark it leaves on the order"), max_length=LONGEST_REMARK, required=False
    )
    flag = forms.ChoiceField(label=_("Flag it leaves"), choices=[NONE, *Flag.choices], required=False)
    wants_zh = words_field(_("What has to be told with it"), required=False)
    wants_en = english(_("What has to be told with it, in English"))
    pictures = forms.IntegerField(
        label=_("Pictures it needs"), min_value=1, max_value=MOST_PICTURES, required=False
    )
    entry = forms.ChoiceField(
        label=_("Line it writes into a ledger"), choices=[NONE, *LedgerEntry.choices], required=False
    )
    amount_zh = words_field(_("The question for how much"), required=False)
    amount_en = english(_("The question for how much, in English"))
    most = forms.CharField(
        label=_("The most an agent gives by it, yuan"),
        max_length=12,
        required=False,
        help_text=_("Only for what is given to the buyer. Empty: as much as their own authority."),
    )

    def __init__(self, kept: PlaybookKept, step: Step, answer: Answer | None, data: Any = None) -> None:
        key = answer.key if answer else "new"
        self._step, self._answer = step, answer
        self.at, self.anchor = f"steps.{step.key}.answers.{key}", f"answer-{step.key}-{key}"
        super().__init__(kept, data, **(_of_answer(answer) if answer else {}))
        self.fields["to"].choices = places(kept)  # type: ignore[attr-defined]
        if step.task:
            for name in ("wants_zh", "wants_en", "pictures"):
                del self.fields[name]

    def changed(self, written: str) -> str:
        """Give the text with this answer changed, or added."""
        typed, step = self.cleaned_data, self._step.key
        fields = {name: typed[name] for name in ("to", "remark", "flag", "entry", "most")}
        fields |= words(typed) or {}
        fields["amount"] = words(typed, "amount")
        if not self._step.task:
            fields |= {"wants": words(typed, "wants"), "pictures": typed["pictures"]}
        if self._answer:
            return changes.change_answer(written, step, self._answer.key, fields)
        taken = {each.key for each in self._step.answers}
        key = changes.free_key(typed["en"], taken, otherwise="answer")
        self.at = f"steps.{step}.answers.{key}"
        return changes.add_answer(written, step, key, fields)


class RemoveAnswerForm(BookForm):
    """An answer that is taken away."""

    def __init__(self, kept: PlaybookKept, step: Step, answer: Answer, data: Any = None) -> None:
        self._step, self._answer = step, answer
        self.anchor = f"answer-{step.key}-{answer.key}"
        super().__init__(kept, data)

    def changed(self, written: str) -> str:
        """Give the text without the answer."""
        return changes.remove_answer(written, self._step.key, self._answer.key)


def _of_answer(answer: Answer) -> dict[str, Any]:
    return {
        "zh": answer.title.zh,
        "en": answer.title.en,
        "to": answer.to,
        "remark": answer.remark,
        "flag": answer.flag,
        **both("wants", answer.wants),
        "pictures": answer.pictures or None,
        "entry": answer.entry or "",
        **both("amount", answer.amount),
        "most": Money(answer.most).yuan if answer.most else "",
    }


def _label_in_both(choice: Any) -> dict[str, str]:
    """Give what a choice is called in both languages of a playbook."""
    told = {}
    for name, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            told[name] = str(choice.label)
    return told
