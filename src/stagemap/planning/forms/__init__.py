"""Forms of planning: they parse and check, they never save."""

from .block import BlockForm as BlockForm
from .block import initial_of_block as initial_of_block
from .block import initial_of_task as initial_of_task
from .fields import DurationField as DurationField
from .fields import PupilsField as PupilsField
from .fields import minutes_in as minutes_in
from .project import ClassForm as ClassForm
from .project import ExtraClassForm as ExtraClassForm
from .project import ProjectForm as ProjectForm
from .project import WeekForm as WeekForm
from .roster import AnswerForm as AnswerForm
from .roster import ApproveForm as ApproveForm
from .roster import CommentForm as CommentForm
from .roster import SendForm as SendForm
from .roster import TickForm as TickForm
from .tasks import ChoiceForm as ChoiceForm
from .tasks import OwnTaskForm as OwnTaskForm
from .tasks import ProposalForm as ProposalForm
