"""People, their passwords and their language."""

import secrets
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import audit
from guitai.domains.accounts.errors import (
    MissingNameError,
    NameTakenError,
    NotYourPersonError,
    WeakPasswordError,
    WrongPasswordError,
)
from guitai.domains.accounts.models import Membership, People, Person
from guitai.domains.accounts.queries import leads_every_shop_of
from guitai.kernel.text import clean

_LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def create_person(
    *,
    username: str,
    display_name: str,
    password: str,
    at: datetime,
    by: Membership | None = None,
    language: str = Person.Language.CHINESE,
) -> Person:
    """Let somebody sign in; what they see begins with their first membership.

    :param by: the lead who adds them, or nobody when the installation does it itself.
    :raises MissingNameError: if a name is empty.
    :raises NameTakenError: if somebody else signs in by that name.
    :raises WeakPasswordError: if the password would be guessed.
    """
    person = Person(username=People.normalise(username), display_name=clean(display_name), language=language)
    if not person.username or not person.display_name:
        raise MissingNameError(_("Write a sign-in name and a name."))
    if Person.objects.filter(username=person.username).exists():
        raise NameTakenError(_("Somebody already signs in as %(name)s.") % {"name": person.username})
    _check_strength(password, person=person)
    person.set_password(password)
    person.save()
    audit.record("person_created", subject=person, by=by, at=at, shop_id=by.shop_id if by else None)
    return person


@transaction.atomic
def set_password(*, person: Person, password: str, at: datetime, by: Membership | None = None) -> None:
    """Give somebody a new password; everywhere they are signed in, they have to sign in again.

    :param by: the lead who does it, or nobody when the installation does it itself.
    :raises NotYourPersonError: if the person also works in a shop that lead does not lead.
    :raises WeakPasswordError: if the password would be guessed.
    """
    if by and not leads_every_shop_of(person, lead=by):
        raise NotYourPersonError(
            _("%(name)s also works in another shop; only they themselves can change their password.")
            % {"name": person.display_name}
        )
    _check_strength(password, person=person)
    person.set_password(password)
    person.save(update_fields=["password"])
    audit.record("password_set", subject=person, by=by, at=at, shop_id=by.shop_id if by else None)


@transaction.atomic
def issue_password(*, person: Person, by: Membership, at: datetime) -> str:
    """Give somebody a new random password and hand it back, to be told to them once; it is kept nowhere.

    :raises NotYourPersonError: if the person also works in a shop that lead does not lead.
    """
    password = new_password()
    set_password(person=person, password=password, by=by, at=at)
    return password


def new_password() -> str:
    """Make a password that can be read out: twelve letters and digits, none like another, in three groups."""
    return "-".join("".join(secrets.choice(_LEGIBLE) for _place in range(4)) for _group in range(3))


@transaction.atomic
def change_own_password(*, person: Person, old: str, new: str, at: datetime) -> None:
    """Change the password of whoever knows the present one.

    :raises WrongPasswordError: if the present password is another one.
    :raises WeakPasswordError: if the new one would be guessed.
    """
    if not person.check_password(old):
        raise WrongPasswordError(_("That is not your present password."))
    _check_strength(new, person=person)
    person.set_password(new)
    person.save(update_fields=["password"])
    audit.record("password_set", subject=person, by=person, at=at)


def set_language(*, person: Person, language: str) -> None:
    """Keep the language a person reads; one we do not speak is left aside."""
    if language in Person.Language.values:
        person.language = language
        person.save(update_fields=["language"])


def _check_strength(password: str, *, person: Person) -> None:
    try:
        validate_password(password, user=person)
    except ValidationError as error:
        raise WeakPasswordError(" ".join(error.messages)) from error
