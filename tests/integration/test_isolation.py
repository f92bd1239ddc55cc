"""Nobody sees or changes anything of a shop they do not work in: every address and every socket is tried.

A new address without an entry in ``CALLS`` or ``OPEN`` fails :func:`test_every_address_is_in_the_table`.
"""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from PIL import Image
from tests.factories.accounts import (
    DutyFactory,
    GroupFactory,
    MembershipFactory,
    PersonFactory,
    ShiftPatternFactory,
    SwapFactory,
)
from tests.factories.aftersales import CaseFactory, LedgerLineFactory, PlaybookTextFactory
from tests.factories.catalog import ActivityFactory, PairingFactory, ProductFactory, TermsFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.delivery import CourierFactory
from tests.factories.faults import ProductIssueFactory
from tests.factories.followups import ProcessFactory, PublicAnswerFactory, TodoFactory
from tests.factories.guard import (
    ApprovalFactory,
    ContactFactory,
    FindingFactory,
    NoContactFactory,
    RuleChangeFactory,
    RuleStateFactory,
    VerdictFactory,
)
from tests.factories.handover import HandoverFactory, HandoverItemFactory
from tests.factories.insight import AnswerConflictFactory, KnowledgeGapFactory, LostInquiryFactory, side
from tests.factories.intake import ColumnMappingFactory, RejectedSheetFactory, RunFactory, with_file
from tests.factories.knowledge import (
    CandidateFactory,
    EntryFactory,
    GuideFactory,
    PhraseFolderFactory,
    QuickPhraseFactory,
    SuggestionUseFactory,
)
from tests.factories.performance import PayAssignmentFactory, PayVersionFactory
from tests.factories.pictures import CasePictureFactory
from tests.factories.questions import OpenQuestionFactory, QuestionWaiterFactory
from tests.factories.staffing import RosterProposalFactory
from tests.factories.trade import (
    BuyerFactory,
    GivenAmountFactory,
    OrderFactory,
    RemarkFactory,
    ReviewFactory,
)
from tests.factories.warehouse import TaskFactory
from tests.sockets import Wires, cookie_of, in_thread

from guitai.common.files import keep_picture
from guitai.domains.accounts.models import Group, Membership, Person, Role, Shop
from guitai.domains.aftersales.playbook_changes import change_step
from guitai.domains.aftersales.playbook_texts import shipped
from guitai.domains.chat import passes
from guitai.domains.chat.models import Kind
from guitai.domains.chat.passes import BuyerPass
from guitai.live import urls as sockets

CANARY = "金丝雀7788"
Cast = SimpleNamespace


@dataclass(frozen=True)
class Call:
    """How an address of a shop is called; ``row`` names the row of the cast its ``pk`` (``by``) means.

    ``path`` is what else stands in it, the same in every shop.

    ``outsourced`` says that it is for everybody in the shop, outsourced agents too.
    """

    method: str = "GET"
    row: str = ""
    data: dict[str, str] = field(default_factory=dict)
    outsourced: bool = True
    by: str = "pk"
    path: dict[str, str] = field(default_factory=dict)


LEAD = {"outsourced": False}
BOOK = {"path": {"key": "quality"}}
BOOK_STEP = {"path": {"key": "quality", "step": "worn"}, **LEAD}
BOOK_ANSWER = {"path": {"key": "quality", "step": "worn", "answer": "fresh"}, **LEAD}
CALLS: dict[str, Call] = {
    "knowledge": Call(data={"q": CANARY}),
    "knowledge-new": Call(),
    "knowledge-preview": Call("POST", data={"answer": "您好"}),
    "knowledge-use": Call(),
    "knowledge-product": Call(row="product"),
    "knowledge-entry": Call(row="entry"),
    "knowledge-approve": Call("POST", "entry", **LEAD),
    "knowledge-retire": Call("POST", "entry", **LEAD),
    "knowledge-restore": Call("POST", "entry", **LEAD),
    "knowledge-candidates": Call(data={"pk": "{candidate}"}),
    "knowledge-decide": Call("POST", "candidate", {"to": "new"}, **LEAD),
    "knowledge-undo": Call("POST", "candidate", **LEAD),
    "knowledge-duplicates": Call(**LEAD),
    "knowledge-merge": Call("POST", data={"into": "{entry}", "all": "{entry}"}, **LEAD),
    "knowledge-unmerge": Call("POST", data={"into": "{entry}", "merged": "{entry}"}, **LEAD),
    "knowledge-export": Call(),
    "knowledge-import": Call(**LEAD),
    "knowledge-import-keep": Call("POST", **LEAD),
    "guard": Call(),
    "guard-new": Call(**LEAD),
    "guard-try": Call("POST", data={"text": "加我微信"}),
    "guard-run": Call("POST", data={"rule": "off-contact"}, **LEAD),
    "guard-rule": Call(row="rule"),
    "guard-rule-switch": Call("POST", "rule", {"to": "off"}, **LEAD),
    "guard-rule-edit": Call(row="rule", **LEAD),
    "guard-rule-text": Call(row="rule", **LEAD),
    "guard-rule-history": Call(row="rule"),
    "guard-rule-back": Call("POST", "rule", **LEAD),
    "guard-verdicts": Call(**LEAD),
    "guard-imported": Call("POST", **LEAD),
    "guard-imported-live": Call(**LEAD),
    "guard-approvals": Call(**LEAD),
    "setup-terms": Call(**LEAD),
    "setup-activity-add": Call(**LEAD),
    "setup-activity": Call(row="activity", **LEAD),
    "setup-activity-retire": Call("POST", "activity", **LEAD),
    "sidecar": Call(),
    "sidecar-manifest": Call(),
    "sidecar-worker": Call(),
    "sidecar-read": Call("POST", data={"pasted": "tb_secret"}),
    "sidecar-about": Call(data={"order": "{order}"}),
    "sidecar-advise": Call("POST"),
    "sidecar-reading": Call("POST"),
    "sidecar-find": Call(data={"q": "SECRET", "order": "{order}"}),
    "sidecar-suggest": Call("POST", data={"q": "SECRET"}),
    "sidecar-check": Call("POST"),
    "sidecar-copied": Call("POST"),
    "sidecar-ask": Call("POST"),
    "sidecar-asked": Call(),
    "sidecar-withdraw": Call("POST", "approval"),
    "questions": Call(),
    "question-answer": Call("POST", "question", {"answer": "好"}, **LEAD),
    "question-drop": Call("POST", "question", **LEAD),
    "question-prepared": Call(row="conversation"),
    "question-ask": Call("POST", "conversation"),
    "question-withdraw": Call("POST", "waiter"),
    "question-told": Call("POST", "waiter"),
    "sidecar-questions": Call(),
    "sidecar-question-ask": Call("POST"),
    "sidecar-question-withdraw": Call("POST", "waiter"),
    "sidecar-question-told": Call("POST", "waiter"),
    "sidecar-case": Call("POST"),
    "sidecar-todos": Call(),
    "sidecar-todo-copied": Call("POST", "todo"),
    "sidecar-todo-close": Call("POST", "todo"),
    "sidecar-todo-reopen": Call("POST", "todo"),
    "followups": Call(data={"pk": "{todo}"}),
    "followups-copied": Call("POST", "todo"),
    "followups-tried": Call("POST", "todo", {"way": "call"}),
    "followups-close": Call("POST", "todo", {"outcome": "kept"}),
    "followups-take": Call("POST", "todo"),
    "followups-pass-on": Call("POST", "todo"),
    "followups-put-off": Call("POST", "todo", {"until": "2099-01-01T09:00"}),
    "followups-drop": Call("POST", "todo"),
    "followups-reopen": Call("POST", "todo"),
    "followups-closed": Call(data={"from": "2026-03-01"}),
    "followups-results": Call(),
    "followups-xlsx": Call(),
    "followups-reviews": Call(),
    "followups-review-write": Call("POST", "review", {"text": "感谢您的反馈，请联系客服。"}),
    "followups-review-agree": Call("POST", "review", **LEAD),
    "followups-review-send-back": Call("POST", "review", {"reason": "先说怎么处理"}, **LEAD),
    "followups-review-put-up": Call("POST", "review"),
    "followups-review-take-down": Call("POST", "review"),
    "followups-settings": Call(**LEAD),
    "followups-setting": Call("POST", data={"listing": "unpaid"}, **LEAD),
    "followups-processes": Call(),
    "followups-processes-usual": Call("POST", **LEAD),
    "followups-process-add": Call(**LEAD),
    "followups-process": Call(row="process", **LEAD),
    "followups-process-remove": Call("POST", "process", **LEAD),
    "conflicts": Call(**LEAD),
    "conflict-settle": Call("POST", "conflict", {"side": "0"}, **LEAD),
    "conflict-dismiss": Call("POST", "conflict", **LEAD),
    "conflict-back": Call("POST", "conflict", **LEAD),
    "gaps": Call(**LEAD),
    "gap-answer": Call("POST", "gap", {"answer": "好"}, **LEAD),
    "gap-dismiss": Call("POST", "gap", **LEAD),
    "gap-back": Call("POST", "gap", **LEAD),
    "answers-look": Call("POST", **LEAD),
    "answers-look-live": Call(data={"tab": "gaps"}, **LEAD),
    "desk": Call(),
    "desk-state": Call(),
    "desk-remarks": Call("POST", "order", data={"text": "改发顺丰"}, by="number"),
    "desk-remarks-settle": Call("POST", "order", data={"holds": "ours"}, by="number"),
    "couriers": Call(),
    "couriers-usual": Call("POST", **LEAD),
    "couriers-days": Call("POST", data={"origin": "浙江"}, **LEAD),
    "courier-add": Call(**LEAD),
    "courier": Call(row="courier", **LEAD),
    "courier-remove": Call("POST", "courier", **LEAD),
    "courier-reaches": Call(row="courier", **LEAD),
    "desk-cancelling": Call("POST", "order", by="number"),
    "desk-cancelling-answer": Call("POST", "order", {"answer": "wants"}, by="number"),
    "desk-cancelling-back": Call("POST", "order", by="number"),
    "desk-cancelling-restart": Call("POST", "order", by="number"),
    "desk-cancelling-drop": Call("POST", "order", by="number"),
    "desk-case": Call(row="conversation"),
    "desk-case-answer": Call("POST", "booked_case", {"talk": "{conversation}"}, by="number"),
    "desk-case-back": Call("POST", "booked_case", {"talk": "{conversation}"}, by="number"),
    "desk-case-attempt": Call("POST", "booked_case", {"talk": "{conversation}"}, by="number"),
    "desk-case-pictures": Call("POST", "booked_case", {"talk": "{conversation}"}, by="number"),
    "desk-warehouse": Call("POST", "order", {"kind": "change", "what": "换成M码"}, by="number"),
    "desk-warehouse-withdraw": Call("POST", "task"),
    "desk-warehouse-told": Call("POST", "task", {"answer": "found"}),
    "roster": Call(),
    "roster-ask": Call(data={"day": "2026-03-03"}),
    "roster-agree": Call("POST", "swap"),
    "roster-decline": Call("POST", "swap"),
    "roster-withdraw": Call("POST", "swap"),
    "roster-approve": Call("POST", "swap", **LEAD),
    "roster-refuse": Call("POST", "swap", **LEAD),
    "handover:list": Call(),
    "handover:now": Call("POST"),
    "handover:take-all": Call("POST", data={"kind": "note"}),
    "handover:one": Call(row="handover"),
    "handover:note": Call("POST", "handover", {"note": "x"}),
    "handover:take": Call("POST", "handed"),
    "handover:give-back": Call("POST", "handed"),
    "handover:settle": Call("POST", "handed"),
    "ledgers:ledgers": Call(data={"show": "lines"}, **LEAD),
    "ledgers:settlement": Call(**LEAD),
    "ledgers:xlsx": Call(**LEAD),
    "ledgers:correct": Call("POST", "booked", {"amount": "1.00", "note": "x"}, **LEAD),
    "ledgers:paid": Call("POST", "booked_case", {"amount": "1.00", "note": "x"}, by="number", **LEAD),
    "ledgers:confirm": Call("POST", "booked_case", {"confirmed": "yes"}, by="number", **LEAD),
    "warehouse": Call(),
    "warehouse-take": Call("POST", "task", **LEAD),
    "warehouse-answer": Call("POST", "task", {"answer": "found"}, **LEAD),
    "warehouse-reopen": Call("POST", "task", **LEAD),
    "warehouse-reveal": Call("POST", "task", **LEAD),
    "warehouse-picture": Call(row="task"),
    "issues:issues": Call(**LEAD),
    "issues:open": Call("POST", data={"product": CANARY, "fault": "x"}, **LEAD),
    "issues:issue": Call(row="issue", **LEAD),
    "issues:give": Call("POST", "issue", {"owner": ""}, **LEAD),
    "issues:measure": Call("POST", "issue", {"measure": "x"}, **LEAD),
    "issues:close": Call("POST", "issue", **LEAD),
    "issues:false": Call("POST", "issue", **LEAD),
    "cases:board": Call(data={"q": CANARY}),
    "cases:open": Call(data={"q": "880088"}),
    "cases:settings": Call(**LEAD),
    "cases:case": Call(row="booked_case", by="number"),
    "cases:answer": Call("POST", "booked_case", {"answer": "none"}, by="number"),
    "cases:back": Call("POST", "booked_case", by="number"),
    "cases:give": Call("POST", "booked_case", {"owner": ""}, by="number"),
    "cases:describe": Call("POST", "booked_case", {"fault": "x"}, by="number"),
    "cases:attempt": Call("POST", "booked_case", {"way": "call", "reached": "no"}, by="number"),
    "cases:pictures": Call("POST", "booked_case", {"files": "FILE"}, by="number"),
    "cases:take-pictures": Call("POST", "booked_case", {"message": "1"}, by="number"),
    "cases:kind": Call("POST", "booked_case", {"kind": "lost"}, by="number"),
    "cases:merge": Call("POST", "booked_case", {"into": "1"}, by="number"),
    "cases:reopen": Call("POST", "booked_case", by="number"),
    "pictures:archive": Call(data={"q": CANARY}),
    "pictures:upload": Call("POST"),
    "pictures:download": Call("POST", data={"all": "1"}),
    "pictures:picture": Call(row="fault"),
    "pictures:small": Call(row="fault"),
    "pictures:large": Call(row="fault"),
    "pictures:describe": Call("POST", "fault", {"fault": "x"}),
    "pictures:remove": Call("POST", "fault"),
    "pictures:restore": Call("POST", "fault"),
    "remarks": Call(),
    "remarks-meanings": Call("POST", data={"red": "加急"}, **LEAD),
    "remarks-settle": Call("POST", data={"number": "880088"}),
    "remarks-xlsx": Call(),
    "remarks-csv": Call(),
    "remarks-sent": Call("POST", data={"upto": "99999999"}),
    "remarks-sent-undo": Call("POST"),
    "remarks-write": Call("POST"),
    "desk-note-contact": Call("POST", "conversation", data={"kind": "call"}),
    "desk-no-contact": Call("POST", "conversation"),
    "desk-next": Call("POST"),
    "desk-todos": Call(),
    "desk-conversation-todos": Call(row="conversation"),
    "desk-todo-confirm": Call("POST", "todo"),
    "desk-todo-close": Call("POST", "todo"),
    "desk-todo-drop": Call("POST", "todo"),
    "desk-todo-reopen": Call("POST", "todo"),
    "desk-todo-take": Call("POST", "todo"),
    "desk-todo-put-off": Call("POST", "todo"),
    "desk-search": Call(data={"q": CANARY}),
    "desk-closed": Call(),
    "desk-phrases": Call(data={"conversation": "{conversation}"}),
    "desk-guides": Call(),
    "desk-products": Call(),
    "desk-emoji": Call(),
    "desk-picture": Call(row="picture"),
    "desk-conversation": Call(row="conversation"),
    "desk-messages": Call(row="conversation", data={"before": "99999999"}),
    "desk-suggestions": Call(row="conversation", data={"q": CANARY}),
    "desk-panel": Call(row="conversation"),
    "desk-advice": Call(row="conversation"),
    "desk-reading": Call(row="conversation"),
    "desk-reading-correct": Call("POST", "conversation", {"mood": "angry"}, **LEAD),
    "desk-reveal": Call("POST", "conversation", {"order": "{order}"}, **LEAD),
    "desk-send-picture": Call("POST", "conversation", {"local_id": "x1", "picture": "FILE"}),
    "desk-take": Call("POST", "conversation"),
    "desk-transfer": Call("POST", "conversation"),
    "desk-close": Call("POST", "conversation"),
    "desk-reopen": Call("POST", "closed"),
    "guides": Call(),
    "guide-new": Call(**LEAD),
    "guide": Call(row="guide"),
    "guide-retire": Call("POST", "guide", **LEAD),
    "guide-restore": Call("POST", "guide", **LEAD),
    "guide-shift": Call("POST", "guide", {"to": "up"}, **LEAD),
    "pairings": Call(**LEAD),
    "pairing-remove": Call("POST", "pairing", **LEAD),
    "reports": Call(**LEAD),
    "reports-hours": Call(**LEAD),
    "reports-funnel": Call(**LEAD),
    "reports-buyers": Call(data={"now": "1"}, **LEAD),
    "reports-aftersales": Call(**LEAD),
    "reports-products": Call(data={"now": "1"}, **LEAD),
    "reports-platform": Call(**LEAD),
    "reports-asked": Call(**LEAD),
    "reports-asked-talks": Call(data={"intent": "price"}, **LEAD),
    "reports-asked-examples": Call(data={"of": "intents"}, **LEAD),
    "reports-behind": Call(data={"from": "2026-03-01", "to": "2026-03-02", "agent": "yunshang:xiaomei"}),
    "reports-agents": Call(**LEAD),
    "reports-mine": Call(data={"agent": "yunshang:xiaomei"}),
    "pay": Call(**LEAD),
    "pay-scheme": Call(data={"source": "version:{version}"}, **LEAD),
    "pay-end": Call("POST", data={"whom": "shop", "month": "2026-03"}, **LEAD),
    "pay-targets": Call(**LEAD),
    "pay-payroll": Call(**LEAD),
    "pay-member": Call(row="agent", **LEAD),
    "whatif": Call(**LEAD),
    "whatif-margin": Call("POST", data={"share": "35"}, **LEAD),
    "lost": Call(data={"from": "2026-03-01", "to": "2026-03-31"}),
    "lost-list": Call(data={"from": "2026-03-01", "to": "2026-03-31"}),
    "lost-xlsx": Call(),
    "lost-mine": Call(data={"pk": "{lost}"}),
    "lost-count": Call(),
    "lost-confirm": Call("POST", "lost", {"reason": "price"}, **LEAD),
    "lost-back": Call("POST", "lost", **LEAD),
    "imports": Call(**LEAD),
    "imports-live": Call(**LEAD),
    "imports-upload": Call("POST", data={"files": "EXPORT"}, **LEAD),
    "imports-start": Call("POST", **LEAD),
    "imports-mappings": Call(**LEAD),
    "imports-mapping-remove": Call("POST", "mapping", **LEAD),
    "imports-run": Call(row="imported", **LEAD),
    "imports-rejected": Call(row="imported", **LEAD),
    "imports-map": Call(row="unmapped", **LEAD),
    "imports-remove": Call("POST", "unmapped", **LEAD),
    "imports-cancel": Call("POST", "imported", **LEAD),
    "imports-again": Call("POST", "imported", **LEAD),
    "imports-undo": Call("POST", "imported", **LEAD),
    "staffing": Call(**LEAD),
    "staffing-proposal": Call(data={"week": "2026-03-09"}, **LEAD),
    "staffing-live": Call(data={"week": "2026-03-09"}, **LEAD),
    "staffing-ask": Call("POST", **LEAD),
    "staffing-days-off": Call("POST", **LEAD),
    "staffing-take": Call("POST", "proposal", **LEAD),
    "staffing-undo": Call("POST", "proposal", **LEAD),
    "staffing-settings": Call(**LEAD),
    "staffing-members": Call(**LEAD),
    "staffing-member": Call(row="agent", **LEAD),
    "playbooks:playbooks": Call(),
    "playbooks:playbook": Call(**BOOK),
    "playbooks:try": Call(**BOOK),
    "playbooks:history": Call(**BOOK),
    "playbooks:text": Call(**BOOK, **LEAD),
    "playbooks:back": Call("POST", data={"version": "1"}, **BOOK, **LEAD),
    "playbooks:shipped": Call("POST", **BOOK, **LEAD),
    "playbooks:step": Call("POST", data={"base": "1"}, **BOOK_STEP),
    "playbooks:step-remove": Call("POST", data={"base": "1", "instead": "kept"}, **BOOK_STEP),
    "playbooks:answer-add": Call("POST", data={"base": "1"}, **BOOK_STEP),
    "playbooks:answer": Call("POST", data={"base": "1"}, **BOOK_ANSWER),
    "playbooks:answer-remove": Call("POST", data={"base": "1"}, **BOOK_ANSWER),
    "playbooks:step-add": Call("POST", data={"base": "1"}, **BOOK_ANSWER),
    "playbooks:end-add": Call("POST", data={"base": "1"}, **BOOK_ANSWER),
    "playbooks:end": Call("POST", data={"base": "1"}, path={"key": "quality", "end": "kept"}, **LEAD),
    "setup": Call(),
    "setup-shop": Call(**LEAD),
    "setup-figures": Call(**LEAD),
    "setup-window": Call(**LEAD),
    "setup-window-secret": Call("POST", **LEAD),
    "setup-window-rotate": Call("POST", **LEAD),
    "setup-pieces": Call(**LEAD),
    "setup-people": Call(**LEAD),
    "setup-person-add": Call("POST", data={"username": "x", "nickname": "x", "role": "lead"}, **LEAD),
    "setup-person-add-known": Call("POST", data={"person": "{person}", "role": "lead"}, **LEAD),
    "setup-person": Call(row="agent", **LEAD),
    "setup-person-password": Call("POST", "agent", **LEAD),
    "setup-person-end": Call("POST", "agent", **LEAD),
    "setup-groups": Call(**LEAD),
    "setup-group": Call(row="group", **LEAD),
    "setup-group-remove": Call("POST", "group", **LEAD),
    "setup-roster": Call(),
    "setup-roster-plan": Call("POST", **LEAD),
    "setup-roster-copy": Call("POST", **LEAD),
    "setup-shifts": Call(**LEAD),
    "setup-shift": Call(row="pattern", **LEAD),
    "setup-shift-retire": Call("POST", "pattern", **LEAD),
    "setup-history": Call(**LEAD),
    "setup-phrases": Call(),
    "setup-phrase-new": Call(),
    "setup-phrases-preview": Call("POST", data={"text": "您好"}),
    "setup-phrases-usage": Call(),
    "setup-phrase": Call(row="phrase"),
    "setup-phrase-retire": Call("POST", "phrase", **LEAD),
    "setup-phrase-restore": Call("POST", "phrase", **LEAD),
    "setup-phrase-shift": Call("POST", "phrase", {"step": "1"}, **LEAD),
    "setup-phrase-folders": Call(**LEAD),
    "setup-phrase-folder": Call("POST", "folder", **LEAD),
    "setup-phrase-folder-remove": Call("POST", "folder", **LEAD),
    "setup-phrases-export": Call(),
    "setup-phrases-import": Call(),
}
# Addresses of no shop in particular, or open to any page, and why that is right.
OPEN: dict[str, str] = {
    "home": "leads to one's own shop",
    "first-sidecar": "leads to one's own shop",
    "alive": "says ok",
    "sign-in": "the door",
    "sign-out": "the door",
    "password": "one's own",
    "set_language": "one's own",
    "setup-first": "is not there once somebody can sign in",
    "widget-script": "the same for everybody",
    "demo-shop-page": "an example page",
    "widget-hello": "greets whoever opens a window; gives a pass for a new visitor",
    "widget-messages": "by a pass alone; tried below",
    "widget-cases": "by a pass alone; tried below",
    "widget-send-picture": "by a pass alone; tried below",
    "widget-picture": "by a signed address alone; tried below",
}
SOCKETS = {"live/desk/<slug:shop_key>/", "live/widget/", ""}
DENIED = {301, 302, 401, 403, 404, 405}


def _patterns(patterns: list[Any], before: str = "", within: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            namespace = f"{within}{pattern.namespace}:" if pattern.namespace else within
            yield from _patterns(pattern.url_patterns, route, namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{within}{pattern.name}", route


@pytest.fixture
def picture(shop: Shop, now: datetime) -> Any:
    """A real picture of the shop."""
    written = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(written, "PNG")
    return keep_picture(written.getvalue(), shop_id=shop.pk, at=now)


@pytest.fixture
def cast(
    shop: Shop,
    lead: Membership,
    agent: Membership,
    outsourced: Membership,
    former: Membership,
    other_shop: Shop,
    other_lead: Membership,
    neighbour: Membership,
    nobody: Person,
    picture: Any,
    now: datetime,
) -> Cast:
    """A shop whose every row holds the canary, and the people who must not see it."""
    group = GroupFactory(shop=shop, name=f"{CANARY}组", purpose=Group.Purpose.PRESALE)
    named = PersonFactory(display_name=f"{CANARY}人")
    MembershipFactory(shop=shop, person=named, nickname=f"{CANARY}客服", role=Role.AGENT)
    buyer = BuyerFactory(shop=shop, account="tb_secret", display_name=f"{CANARY}买家")
    product = ProductFactory(shop=shop, title=f"{CANARY}商品", code="SECRET")
    conversation = ConversationFactory(buyer=buyer, agent=agent, product=product, last_text=CANARY)
    MessageFactory(conversation=conversation, text=f"{CANARY}留言").corrections.create(
        of="intents", now="price", by=lead, at=now
    )
    MessageFactory(conversation=conversation, kind=Kind.PICTURE, text="", picture=picture)
    closed = ConversationFactory(buyer=BuyerFactory(shop=shop), closed_at=now, summary=CANARY)
    order = RemarkFactory(
        by=agent,
        text=f"{CANARY}备注",
        order=OrderFactory(
            buyer=buyer,
            receiver=f"{CANARY}收货人",
            address=f"{CANARY}路1号",
            titles=f"{CANARY}裙",
            number="880088",
        ),
    ).order
    folder = PhraseFolderFactory(shop=shop, name=f"{CANARY}分类")
    phrase = QuickPhraseFactory(shop=shop, folder=folder, title=f"{CANARY}短语", text=f"{CANARY}短语正文")
    guide = GuideFactory(shop=shop, title=f"{CANARY}指引", note=CANARY, steps=[f"{CANARY}步骤"])
    pairing = PairingFactory(product=product, note=CANARY)
    entry = EntryFactory(shop=shop, questions=[f"{CANARY}问"], answer=f"{CANARY}答", product=product)
    candidate = CandidateFactory(by=agent, entry=entry, question=f"{CANARY}怎么答", answer=f"{CANARY}新答")
    SuggestionUseFactory(membership=agent, key=entry.pk)
    found = _asked_and_found(agent, product, conversation.pk)
    pattern = ShiftPatternFactory(shop=shop, name=f"{CANARY}班")
    imported = RunFactory(by=lead, name=f"{CANARY}.csv", state="done", rejected=1, journal_id=1)
    RejectedSheetFactory(run=imported, headings=[CANARY])
    unmapped = with_file(RunFactory(by=lead, state="unmapped", kinds=[]), f"{CANARY},客户\n1,2\n".encode())
    mapping = ColumnMappingFactory(by=lead, columns={"order_id": CANARY})
    own_rule = RuleStateFactory(by=lead, rule_id="canary", written=f"# {CANARY}")
    RuleChangeFactory(by=lead, rule_id="canary", why=CANARY)
    rule = SimpleNamespace(pk=own_rule.rule_id)
    TermsFactory(shop=shop, gifts=[CANARY])
    activity = ActivityFactory(shop=shop, name=f"{CANARY}活动")
    GivenAmountFactory(buyer=buyer, said=CANARY)
    verdict = VerdictFactory(
        member=agent, conversation=conversation.pk, account="tb_secret", text=f"{CANARY}草稿"
    )
    finding = FindingFactory(verdict=verdict, matched=CANARY, why=f"{CANARY}原因", rewrite=f"{CANARY}改写")
    approval = ApprovalFactory(
        verdict=VerdictFactory(
            member=agent, conversation=conversation.pk, account="tb_secret", text=CANARY, outcome="asked"
        ),
        note=f"{CANARY}申请",
    )
    contact = ContactFactory(shop=shop, by=agent, account="tb_secret", note=CANARY)
    no_contact = NoContactFactory(shop=shop, by=agent, account="tb_secret", said=CANARY)
    proposal = RosterProposalFactory(shop=shop)
    version = PayVersionFactory(shop=shop, by=lead, why=CANARY)
    PayAssignmentFactory(shop=shop, version=version, by=lead)
    lost = LostInquiryFactory(
        agent=agent, buyer_name=f"{CANARY}丢单", conversation=conversation.pk, product=product.pk
    )
    person = named
    return Cast(**locals(), **found, **_to_do(agent, conversation), **_to_send(agent, order, picture))


def _to_do(agent: Membership, conversation: Any) -> dict[str, Any]:
    """Give what was promised to a buyer, a line of the process table, and a shift somebody gives away."""
    todo = TodoFactory(owner=agent, conversation=conversation, why={"said": f"{CANARY}承诺"}, note=CANARY)
    review = ReviewFactory(shop=agent.shop, order=None, order_number="880099", text=CANARY)
    PublicAnswerFactory(by=agent, review=review, text=CANARY)
    _own_playbook(agent)
    return {
        "todo": todo,
        "process": ProcessFactory(shop=agent.shop, title=f"{CANARY}流程", answer=CANARY),
        "swap": _given_away(agent),
        **_left(agent),
        "review": review,
    }


def _own_playbook(member: Membership) -> None:
    """Let the shop keep a text of its own for quality."""
    written = change_step(shipped()["quality"], "worn", {"say": f"{CANARY}怎么说"})
    about = {"key": "quality", "written": written, "is_own": True, "why": CANARY}
    PlaybookTextFactory(shop=member.shop, by=member, **about)


def _left(agent: Membership) -> dict[str, Any]:
    """Give what a shift that has just ended left to the next."""
    handover = HandoverFactory(member=agent, ends_at=timezone.now() - timedelta(minutes=5), note=CANARY)
    return {"handover": handover, "handed": HandoverItemFactory(handover=handover, told=CANARY)}


def _given_away(agent: Membership) -> Any:
    """Give a swap that waits for the lead: a colleague takes the agent's shift of a day to come."""
    duty = DutyFactory(membership=agent, day=timezone.localdate() + timedelta(days=7))
    about = {"day": duty.day, "pattern": duty.pattern, "state": "agreed", "note": CANARY}
    return SwapFactory(member=agent, asked_at=timezone.now(), **about)


def _to_send(agent: Membership, order: Any, picture: Any) -> dict[str, Any]:
    """Give what the warehouse was asked about an order, and a courier."""
    task = TaskFactory(order=order, asked_by=agent, what=f"{CANARY}找件", picture=picture)
    courier = CourierFactory(shop=agent.shop, name=f"{CANARY}快递", claims=CANARY)
    about = {"order": order, "buyer": order.buyer, "fault": f"{CANARY}脱线", "note": CANARY, "source": "chat"}
    fault = CasePictureFactory(shop=agent.shop, by=agent, picture=picture, **about)
    issue = ProductIssueFactory(
        shop=agent.shop, fault=CANARY, measure=CANARY, opened_at=timezone.now(), owner=agent
    )
    return {"task": task, "courier": courier, "fault": fault, "issue": issue, **_booked(agent, order)}


def _booked(agent: Membership, order: Any) -> dict[str, Any]:
    """Give a line of a ledger with the case it belongs to."""
    case = CaseFactory(order=order, owner=agent, number=880, said=CANARY)
    told = {"at": timezone.now(), "title": f"{CANARY}裙", "courier": f"{CANARY}快递", "note": CANARY}
    return {"booked": LedgerLineFactory(case=case, **told), "booked_case": case}


def _asked_and_found(agent: Membership, product: Any, conversation: int) -> dict[str, Any]:
    """Give rows of what nobody knew, of contradictions between agents, and of what no entry answers."""
    shop = agent.shop
    question = OpenQuestionFactory(asked_by=agent, question=f"{CANARY}什么料", note=CANARY, product=product)
    waiter = QuestionWaiterFactory(question=question, conversation=conversation, buyer_name=f"{CANARY}买家")
    conflict = AnswerConflictFactory(shop=shop, topic=f"{CANARY}问", sides=[side(CANARY), side("3天")])
    gap = KnowledgeGapFactory(shop=shop, topic=f"{CANARY}没人答", examples=[f"{CANARY}没人答"])
    return {"question": question, "waiter": waiter, "conflict": conflict, "gap": gap}


def _strangers(cast: Cast) -> dict[str, Client]:
    people = {
        "lead next door": cast.other_lead.person,
        "agent next door": cast.neighbour.person,
        "former member": cast.former.person,
        "somebody in no shop": cast.nobody,
    }
    clients = {"nobody signed in": Client()}
    for who, person in people.items():
        clients[who] = Client()
        clients[who].force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return clients


def _call(client: Client, name: str, cast: Cast, *, shop_key: str, accept: str = "text/html") -> Any:
    call = CALLS[name]
    given: dict[str, Any] = {"shop_key": shop_key, **call.path}
    if call.row:
        given[call.by] = getattr(getattr(cast, call.row), call.by)
    data: dict[str, Any] = {
        key: cast.picture_file()
        if value == "FILE"
        else SimpleUploadedFile("a.csv", "单号,客户\n1,2\n".encode())
        if value == "EXPORT"
        else value.format(
            conversation=cast.conversation.pk,
            order=cast.order.pk,
            person=cast.person.pk,
            lost=cast.lost.pk,
            todo=cast.todo.pk,
            entry=cast.entry.pk,
            candidate=cast.candidate.pk,
            version=cast.version.pk,
        )
        for key, value in call.data.items()
    }
    ask = client.get if call.method == "GET" else client.post
    return ask(reverse(name, kwargs=given), data, headers={"accept": accept})


def _body(response: HttpResponseBase) -> str:
    body = b"".join(response)  # type: ignore[call-overload]  # streamed or not
    for close in response._resource_closers:  # the whole response's close() would end the test's connection
        close()
    # JSON may spell Chinese in escapes.
    return body.decode("utf-8", "replace") + re.sub(
        r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), body.decode("utf-8", "replace")
    )


def _everything() -> dict[str, list[Any]]:
    """Give all rows of all tables of ours, but for when somebody last signed in."""
    own = [model for model in apps.get_models() if model.__module__.startswith("guitai")]
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in own}
    for person in rows["Person"]:
        del person["last_login"]
    return rows


@contextmanager
def _written() -> Iterator[list[str]]:
    """Gather what is said to the database but questions."""
    said: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if not sql.startswith(("SELECT ", "SAVEPOINT ", "RELEASE SAVEPOINT ")):
            said.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(listen):
        yield said


def _denied(response: Any, *, what: str) -> None:
    assert response.status_code in DENIED, f"{what}: {response.status_code}"
    if response.status_code in {301, 302}:
        assert response["Location"].startswith("/sign-in/"), what
    assert CANARY not in _body(response), what
    assert "tb_secret" not in _body(response), what


@pytest.fixture(autouse=True)
def _file(cast: Cast) -> None:
    written = io.BytesIO()
    Image.new("RGB", (4, 4), "blue").save(written, "PNG")
    cast.picture_file = lambda: SimpleUploadedFile("a.png", written.getvalue(), "image/png")


def test_every_address_is_in_the_table():
    known = dict(_patterns(get_resolver().url_patterns))

    assert set(known) == set(CALLS) | set(OPEN)
    assert {name for name, route in known.items() if "<slug:shop_key>" in route} == set(CALLS)


def test_every_socket_is_tried():
    assert {str(pattern.pattern) for pattern in sockets.urlpatterns} == SOCKETS


@pytest.mark.parametrize("name", CALLS)
def test_a_stranger_neither_sees_nor_changes_anything(cast: Cast, name: str):
    strangers = _strangers(cast)
    before = _everything()

    for who, client in strangers.items():
        for accept in ("text/html", "application/json"):
            with _written() as written:
                response = _call(client, name, cast, shop_key=cast.shop.key, accept=accept)

            _denied(response, what=f"{who} at {name}")
            # Reading all rows of all tables takes longer than the call: if it wrote, and once in the end.
            assert not written or _everything() == before, f"{who} at {name}"

    assert _everything() == before


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.row or call.data])
def test_a_neighbour_reaches_no_row_of_ours_through_their_own_shop(cast: Cast, name: str):
    client = _strangers(cast)["lead next door"]
    before = _ours(cast)

    response = _call(client, name, cast, shop_key=cast.other_shop.key)

    if CALLS[name].row:
        assert response.status_code == 404
    assert "tb_secret" not in _body(response)
    assert CANARY not in _body(response).replace(f'value="{CANARY}"', "")
    assert _ours(cast) == before


def _ours(cast: Cast) -> Any:
    rows = _everything()
    keep = {
        "Conversation",
        "Message",
        "Draft",
        "Change",
        "Assignment",
        "Order",
        "Remark",
        "QuickPhrase",
        "PhraseFolder",
        "Entry",
        "EntryWording",
        "Candidate",
        "SuggestionUse",
        "Guide",
        "GuideStep",
        "RejectedSheet",
        "ColumnMapping",
        "RulesInForce",
        "RuleState",
        "RuleChange",
        "Verdict",
        "VerdictFinding",
        "Approval",
        "Contact",
        "NoContact",
        "PayVersion",
        "LostInquiry",
        "RosterProposal",
        "Process",
        "Todo",
        "PublicAnswer",
        "Cancelling",
        "Task",
        "CasePicture",
        "Courier",
        "Reach",
        "Swap",
        "Handover",
        "HandoverItem",
        "Case",
        "LedgerLine",
        "PlaybookText",
        "ProductIssue",
    }
    return {name: rows[name] for name in keep | {"Membership", "Group", "ShiftPattern", "Person"}}


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if not call.outsourced])
def test_an_outsourced_agent_gets_only_what_their_role_carries(cast: Cast, name: str):
    client = Client()
    client.force_login(cast.outsourced.person, backend="django.contrib.auth.backends.ModelBackend")
    before = _everything()

    response = _call(client, name, cast, shop_key=cast.shop.key, accept="application/json")

    assert response.status_code in {403, 404}
    assert _everything() == before


@pytest.mark.parametrize("name", CALLS)
def test_the_lead_gets_through_so_that_the_table_is_right(cast: Cast, name: str):
    client = Client()
    client.force_login(cast.lead.person, backend="django.contrib.auth.backends.ModelBackend")

    response = _call(client, name, cast, shop_key=cast.shop.key, accept="application/json")

    assert _body(response) or response.status_code == 302
    assert response.status_code not in {401, 403, 404, 405, 500} or name == "desk-next"


@pytest.mark.parametrize(
    "name",
    [
        "desk",
        "desk-state",
        "desk-search",
        "desk-panel",
        "followups",
        "followups-processes",
        "setup-people",
        "imports",
        "imports-run",
        "imports-map",
        "lost-list",
        "lost-mine",
        "remarks",
        "cases:case",
        "cases:open",
        "issues:issues",
        "issues:issue",
        "pictures:archive",
        "pictures:picture",
        "roster",
        "handover:list",
        "handover:one",
        "ledgers:ledgers",
        "ledgers:settlement",
        "playbooks:playbook",
        "playbooks:try",
        "playbooks:history",
        "playbooks:text",
    ],
)
def test_the_canary_sings_for_those_who_work_here(cast: Cast, name: str):
    client = Client()
    client.force_login(cast.lead.person, backend="django.contrib.auth.backends.ModelBackend")

    assert CANARY in _body(_call(client, name, cast, shop_key=cast.shop.key))


@pytest.mark.parametrize("name", ["home", "password", "sign-in", "setup-first", "demo-shop-page"])
def test_pages_of_no_shop_tell_nothing_of_ours(cast: Cast, name: str):
    for client in _strangers(cast).values():
        assert CANARY not in _body(client.get(reverse(name), follow=True))


def test_an_ended_session_opens_nothing(cast: Cast):
    client = Client()
    client.force_login(cast.agent.person, backend="django.contrib.auth.backends.ModelBackend")
    Session.objects.update(expire_date=timezone.now())

    for name in ("desk", "desk-state", "desk-conversation"):
        _denied(_call(client, name, cast, shop_key=cast.shop.key), what=name)


# The chat window


def _bearer(shop: Shop, account: str) -> dict[str, str]:
    token = passes.sign_buyer(BuyerPass(shop.pk, account, account), at=timezone.now())
    return {"authorization": f"Bearer {token}"}


def _widget_calls(cast: Cast) -> dict[str, Callable[[dict[str, str]], Any]]:
    key = cast.shop.widget_key
    client = Client()
    return {
        "messages": lambda headers: client.get(
            reverse("widget-messages", args=[key]), {"before": "9999999"}, headers=headers
        ),
        "cases": lambda headers: client.get(reverse("widget-cases", args=[key]), headers=headers),
        "picture": lambda headers: client.post(
            reverse("widget-send-picture", args=[key]),
            {"local_id": "w1", "picture": cast.picture_file()},
            headers=headers,
        ),
    }


@pytest.mark.parametrize("call", ["messages", "cases", "picture"])
def test_a_window_without_our_pass_gets_nothing(cast: Cast, call: str):
    visitor = passes.sign_visitor(BuyerPass(cast.shop.pk, "tb_secret", "x"), at=timezone.now())
    for headers in (
        {},
        {"authorization": "Bearer forged"},
        {"authorization": f"Bearer {visitor}"},
        _bearer(cast.other_shop, "tb_secret"),
    ):
        response = _widget_calls(cast)[call](headers)

        assert response.status_code == 401
        assert CANARY not in _body(response)


def test_another_buyers_pass_shows_their_own_talk_alone(cast: Cast):
    ask = _widget_calls(cast)["messages"]

    assert ask(_bearer(cast.shop, "tb_other")).json()["messages"] == []
    assert CANARY in _body(ask(_bearer(cast.shop, "tb_secret")))


def test_another_buyers_pass_shows_their_own_cases_alone(cast: Cast):
    ask = _widget_calls(cast)["cases"]

    assert ask(_bearer(cast.shop, "tb_other")).json()["cases"] == []
    (seen,) = ask(_bearer(cast.shop, "tb_secret")).json()["cases"]
    assert seen["number"] == 880


def test_a_picture_is_shown_by_its_own_signed_address_alone(cast: Cast):
    now = timezone.now()
    signed = passes.picture_url(shop=cast.shop, account="tb_secret", picture_id=cast.picture.pk, at=now)
    elsewhere = signed.replace(cast.shop.widget_key, cast.other_shop.widget_key)
    other = signed.replace(f"/{cast.picture.pk}/", f"/{cast.picture.pk + 1}/")
    client = Client()

    shown = client.get(signed)

    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert _body(shown)
    for address in (signed.partition("?")[0], elsewhere, other, signed[:-1], signed + "x"):
        assert client.get(address).status_code in {401, 404}


def test_hello_gives_nothing_of_the_shop_but_its_window(cast: Cast):
    response = Client().post(
        reverse("widget-hello", args=[cast.shop.widget_key]), "{}", content_type="application/json"
    )

    assert response.status_code == 200
    assert CANARY not in _body(response)


# The sockets


@pytest.mark.parametrize("who", ["other_lead", "neighbour", "former"])
async def test_a_strangers_desk_socket_is_closed(transactional_db: None, cast: Cast, wires: Wires, who: str):
    cookie = await in_thread(cookie_of)(getattr(cast, who))

    wire = await wires.at("/live/desk/yunshang/", headers=[cookie, (b"origin", b"http://testserver")])

    assert await wire.closed() == 4403


async def test_the_sockets_next_door_are_told_nothing_of_ours(
    transactional_db: None, cast: Cast, wires: Wires
):
    desk = await wires.desk(cast.other_lead)
    window = await wires.widget(cast.other_shop, "tb_secret")
    stranger = await wires.widget(cast.shop, "tb_other")
    ours = await wires.widget(cast.shop, "tb_secret")

    await ours.ask("stored", do="send", local_id="w1", text=f"{CANARY}密语")
    await desk.say(do="since", seq=0)
    heard = [*await desk.told(), *await window.told(), *await stranger.told()]
    heard.append(await window.ask("history", do="since", after=0))
    heard.append(await stranger.ask("history", do="since", after=0))

    assert CANARY not in str(heard)


@pytest.mark.parametrize(
    "frame",
    [
        {"do": "send", "local_id": "k1", "text": "x"},
        {"do": "send", "local_id": "k1", "text": "x", "note": True},
        {"do": "card", "local_id": "k1", "card": "product", "id": 1},
        {"do": "card", "local_id": "k1", "card": "guide", "id": 1, "step": 1},
        {"do": "watch"},
        {"do": "read", "upto": 1},
        {"do": "typing"},
        {"do": "draft", "text": "x"},
    ],
    ids=lambda frame: "-".join(str(word) for word in frame.values()),
)
async def test_no_frame_next_door_reaches_a_conversation_of_ours(
    transactional_db: None, cast: Cast, wires: Wires, frame: dict[str, Any]
):
    before = await in_thread(_ours)(cast)
    desk = await wires.desk(cast.other_lead)
    ours = await wires.widget(cast.shop, "tb_secret")

    await desk.say(**frame, conversation=cast.conversation.pk)
    await desk.ask("tick", do="alive")

    assert await ours.told() == []
    assert CANARY not in str(await desk.told())
    assert await in_thread(_ours)(cast) == before
