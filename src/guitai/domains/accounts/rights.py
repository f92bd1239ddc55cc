"""What each role may do in its shop."""

from enum import StrEnum

from guitai.domains.accounts.models import Role


class Right(StrEnum):
    """One thing a member may or may not do; the word goes to the desk's page as it is."""

    ANSWER = "answer"
    TAKE_OVER = "take_over"
    SEE_FLOOR = "see_floor"
    SEE_PERSONAL = "see_personal"
    EDIT_SHOP = "edit_shop"
    EDIT_PEOPLE = "edit_people"
    EDIT_ROSTER = "edit_roster"
    EDIT_SHOP_PHRASES = "edit_shop_phrases"
    EDIT_TEAM_PHRASES = "edit_team_phrases"
    IMPORT = "import"
    APPROVE = "approve"
    EDIT_RULES = "edit_rules"
    SEE_VERDICTS = "see_verdicts"
    SEE_FIGURES = "see_figures"
    EDIT_PAY = "edit_pay"
    EDIT_KNOWLEDGE = "edit_knowledge"
    CORRECT_READINGS = "correct_readings"
    WORK_WAREHOUSE = "work_warehouse"
    KEEP_LEDGERS = "keep_ledgers"
    EDIT_PLAYBOOKS = "edit_playbooks"


_AT_THE_COUNTER = frozenset({Right.ANSWER, Right.SEE_PERSONAL, Right.EDIT_TEAM_PHRASES})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.LEAD: frozenset(Right),
    Role.AGENT: _AT_THE_COUNTER,
    Role.AFTERSALES: _AT_THE_COUNTER | {Right.KEEP_LEDGERS},
    Role.WAREHOUSE: frozenset({Right.SEE_PERSONAL, Right.WORK_WAREHOUSE}),
    Role.TRAINER: frozenset(
        {
            Right.SEE_FLOOR,
            Right.EDIT_TEAM_PHRASES,
            Right.EDIT_SHOP_PHRASES,
            Right.SEE_VERDICTS,
            Right.EDIT_KNOWLEDGE,
            Right.CORRECT_READINGS,
        }
    ),
    Role.OUTSOURCED: frozenset({Right.ANSWER}),
}
