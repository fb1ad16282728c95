"""Forms of planning: they parse and check, they never save."""

from .block import BlockForm as BlockForm
from .block import initial_of_block as initial_of_block
from .block import initial_of_task as initial_of_task
from .fields import DurationField as DurationField
from .fields import PupilsField as PupilsField
