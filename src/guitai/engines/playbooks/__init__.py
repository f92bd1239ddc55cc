"""Lead through a tree of steps that is kept as data: what to ask, what each answer leads to."""

from guitai.engines.playbooks.leaving import left_on_order as left_on_order
from guitai.engines.playbooks.loading import PlaybookError as PlaybookError
from guitai.engines.playbooks.loading import load as load
from guitai.engines.playbooks.together import Stop as Stop
from guitai.engines.playbooks.together import Walk as Walk
from guitai.engines.playbooks.together import check_together as check_together
from guitai.engines.playbooks.together import onwards as onwards
from guitai.engines.playbooks.together import walks as walks
from guitai.engines.playbooks.types import GIVES as GIVES
from guitai.engines.playbooks.types import WITH_AMOUNT as WITH_AMOUNT
from guitai.engines.playbooks.types import Answer as Answer
from guitai.engines.playbooks.types import End as End
from guitai.engines.playbooks.types import Entry as Entry
from guitai.engines.playbooks.types import Playbook as Playbook
from guitai.engines.playbooks.types import Step as Step
from guitai.engines.playbooks.types import Who as Who
from guitai.engines.playbooks.types import Words as Words
from guitai.engines.playbooks.walking import Path as Path
from guitai.engines.playbooks.walking import go as go
from guitai.engines.playbooks.walking import paths as paths
