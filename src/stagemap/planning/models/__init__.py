from .block import Block, BlockChange, BlockComment
from .plan import Approval, ExtraClass, LearningAim, OwnTask, Plan, Proposal, TaskChoice
from .version import Answer, CalendarFeed, RosterVersion

__all__ = [
    "Answer",
    "Approval",
    "Block",
    "BlockChange",
    "BlockComment",
    "CalendarFeed",
    "ExtraClass",
    "LearningAim",
    "OwnTask",
    "Plan",
    "Proposal",
    "RosterVersion",
    "TaskChoice",
]
