"""Reads of the portfolio: the folder, one sheet with its history, what waits for the mentor, words, facts."""

from .beginning import facts_of as facts_of
from .beginning import kinds_for_block as kinds_for_block
from .folder import Folder as Folder
from .folder import Leaf as Leaf
from .folder import Source as Source
from .folder import TabLeaves as TabLeaves
from .folder import blocks_of as blocks_of
from .folder import folder_of as folder_of
from .history import VersionLine as VersionLine
from .history import history_of as history_of
from .lines import Asked as Asked
from .lines import Lists as Lists
from .lines import NoteLine as NoteLine
from .lines import SentLine as SentLine
from .lines import SheetLine as SheetLine
from .lines import State as State
from .lines import lists_of as lists_of
from .permissions import confirmed_of as confirmed_of
from .reading import PermissionAsked as PermissionAsked
from .reading import ToRead as ToRead
from .reading import to_read as to_read
from .search import Hit as Hit
from .search import hits_of as hits_of
from .search import text_of as text_of
