"""People, passwords, languages: done, refused, written down."""

import pytest
from tests.factories.accounts import MembershipFactory

from guitai.common import audit
from guitai.common.models import AuditEntry
from guitai.domains.accounts import actions
from guitai.domains.accounts.errors import (
    MissingNameError,
    NameTakenError,
    NotYourPersonError,
    WeakPasswordError,
    WrongPasswordError,
)
from guitai.domains.accounts.models import Person

GOOD = "布谷鸟-morning-7"


def create(now, **more):
    return actions.create_person(
        **{"username": "XiaoYu", "display_name": "小雨", "password": GOOD, "at": now} | more
    )


def test_a_new_person_can_sign_in_by_their_folded_name(db, now):
    person = create(now)

    assert person.username == "xiaoyu"
    assert person.check_password(GOOD)
    assert person.language == "zh-hans"


def test_a_person_made_by_a_lead_is_in_the_history_of_their_shop(lead, now):
    create(now, by=lead)

    entry = audit.entries(shop_id=lead.shop_id).get()
    assert (entry.deed, entry.by_id, entry.subject_label) == ("person_created", lead.pk, "小雨")


@pytest.mark.parametrize("names", [{"username": " "}, {"display_name": "\u200b"}])
def test_a_person_without_a_name_is_refused(db, now, names):
    with pytest.raises(MissingNameError):
        create(now, **names)


def test_a_name_somebody_has_is_refused_whatever_its_capitals(agent, now):
    with pytest.raises(NameTakenError):
        create(now, username="XIAOMEI")


@pytest.mark.parametrize("password", ["short1", "password123", "xiaoyu2026", ""])
def test_a_password_that_would_be_guessed_is_refused_and_nobody_is_made(db, now, password):
    with pytest.raises(WeakPasswordError):
        create(now, password=password, username="xiaoyu2026")

    assert not Person.objects.exists()


def test_a_lead_gives_somebody_a_new_password(lead, agent, now):
    actions.set_password(person=agent.person, password=GOOD, by=lead, at=now)

    agent.person.refresh_from_db()
    assert agent.person.check_password(GOOD)
    assert audit.entries(shop_id=lead.shop_id).get().deed == "password_set"


def test_an_issued_password_works_and_is_written_down_nowhere(lead, agent, now):
    password = actions.issue_password(person=agent.person, by=lead, at=now)

    agent.person.refresh_from_db()
    assert agent.person.check_password(password)
    assert len(password) == 14
    assert password not in str(AuditEntry.objects.values())


def test_a_lead_cannot_set_the_password_of_who_also_works_elsewhere(lead, agent, other_shop, now):
    MembershipFactory(shop=other_shop, person=agent.person)

    with pytest.raises(NotYourPersonError):
        actions.set_password(person=agent.person, password=GOOD, by=lead, at=now)

    assert not AuditEntry.objects.exists()


def test_the_installation_sets_anybodys_password_but_not_a_weak_one(agent, now):
    with pytest.raises(WeakPasswordError):
        actions.set_password(person=agent.person, password="12345678", at=now)

    actions.set_password(person=agent.person, password=GOOD, at=now)

    assert AuditEntry.objects.get().by_label == "guitai"


def test_who_knows_the_present_password_changes_it(db, now):
    person = create(now)

    actions.change_own_password(person=person, old=GOOD, new="another-Good-1", at=now)

    assert person.check_password("another-Good-1")
    assert AuditEntry.objects.filter(deed="password_set", by_id=person.pk).exists()


def test_who_does_not_know_the_present_password_cannot_change_it(db, now):
    person = create(now)

    with pytest.raises(WrongPasswordError):
        actions.change_own_password(person=person, old="guess", new="another-Good-1", at=now)

    assert person.check_password(GOOD)


def test_the_new_password_has_to_be_a_good_one_too(db, now):
    person = create(now)

    with pytest.raises(WeakPasswordError):
        actions.change_own_password(person=person, old=GOOD, new="12345678", at=now)


@pytest.mark.parametrize(("asked", "kept"), [("en", "en"), ("fr", "zh-hans")])
def test_a_language_is_kept_if_we_speak_it(nobody, asked, kept):
    actions.set_language(person=nobody, language=asked)

    nobody.refresh_from_db()
    assert nobody.language == kept
