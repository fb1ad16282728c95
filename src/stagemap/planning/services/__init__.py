"""Writes of planning: one verb a function, keyword-only, one transaction, one activity line."""

from .blocks import add_block as add_block
from .blocks import change_block as change_block
from .blocks import duplicate_block as duplicate_block
from .blocks import mark_outside as mark_outside
from .blocks import move_block as move_block
from .blocks import remove_block as remove_block
from .blocks import resize_block as resize_block
from .blocks import split_block as split_block
from .fields import BlockFields as BlockFields
from .fields import StaleBlock as StaleBlock
from .fields import fields_of as fields_of
from .plans import plan_of as plan_of
from .undo import undo as undo
