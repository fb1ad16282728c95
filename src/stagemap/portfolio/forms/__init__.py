"""Forms of the portfolio: they parse and check, they never save."""

from .cards import NO_KEY as NO_KEY
from .cards import PinForm as PinForm
from .controls import Around as Around
from .drawn import stretches_of as stretches_of
from .files import CaptionsForm as CaptionsForm
from .files import PieceForm as PieceForm
from .places import path_in as path_in
from .places import question_of as question_of
from .places import told_place as told_place
from .reading import number_in as number_in
from .rich import clean as clean
from .rich import clean_answers as clean_answers
from .sheet import SheetForm as SheetForm
from .small import AskForm as AskForm
from .small import BeginForm as BeginForm
from .small import ChosenForm as ChosenForm
from .small import CommentForm as CommentForm
from .small import DayNoteForm as DayNoteForm
from .small import LayerForm as LayerForm
from .small import ReviewForm as ReviewForm
