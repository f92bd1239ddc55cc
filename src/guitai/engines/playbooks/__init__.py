"""Lead through a tree of steps that is kept as data: what to ask, what each answer leads to."""

from guitai.engines.playbooks.loading import PlaybookError as PlaybookError
from guitai.engines.playbooks.loading import load as load
from guitai.engines.playbooks.types import Answer as Answer
from guitai.engines.playbooks.types import End as End
from guitai.engines.playbooks.types import Playbook as Playbook
from guitai.engines.playbooks.types import Step as Step
from guitai.engines.playbooks.types import Who as Who
from guitai.engines.playbooks.types import Words as Words
from guitai.engines.playbooks.walking import Path as Path
from guitai.engines.playbooks.walking import go as go
from guitai.engines.playbooks.walking import paths as paths
