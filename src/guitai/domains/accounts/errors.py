"""What this domain refuses; each refusal has a code that never changes."""

from guitai.kernel.errors import GuitaiError


class AlreadySetUpError(GuitaiError):
    """The first shop was opened before."""

    code = "accounts.already_set_up"


class NameTakenError(GuitaiError):
    """Something else has this name, key or account already."""

    code = "accounts.name_taken"


class MissingNameError(GuitaiError):
    """A name was left empty."""

    code = "accounts.missing_name"


class WeakPasswordError(GuitaiError):
    """The password is too short, too common or too much like the name."""

    code = "accounts.weak_password"


class WrongPasswordError(GuitaiError):
    """The present password was not the right one."""

    code = "accounts.wrong_password"


class NotYourPersonError(GuitaiError):
    """A person of other shops too: only who leads all of their shops may do this."""

    code = "accounts.not_your_person"


class AlreadyMemberError(GuitaiError):
    """The person works in this shop already."""

    code = "accounts.already_member"


class MembershipEndedError(GuitaiError):
    """The person no longer works in this shop."""

    code = "accounts.membership_ended"


class LastLeadError(GuitaiError):
    """A shop always keeps one lead."""

    code = "accounts.last_lead"


class OtherShopError(GuitaiError):
    """A group, shift or member of another shop was named."""

    code = "accounts.other_shop"


class SettingRefusedError(GuitaiError):
    """A setting is outside of what makes sense."""

    code = "accounts.setting_refused"


class BlocksRefusedError(GuitaiError):
    """The hours of a shift overlap, have no end or are no times."""

    code = "accounts.blocks_refused"


class ShiftInUseError(GuitaiError):
    """A shift somebody is still to work can't be taken away."""

    code = "accounts.shift_in_use"


class NoSuchSwapError(GuitaiError):
    """There is no such swap for this member, or it is not at a point where this can be done with it."""

    code = "accounts.no_such_swap"


class SwapRefusedError(GuitaiError):
    """A shift can't change hands so: nobody works it, it has begun, or who takes it works at that time."""

    code = "accounts.swap_refused"
