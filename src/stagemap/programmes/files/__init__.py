"""Reads programmes as folders of YAML (the library, and whoever edits one) into the records of ``core``."""

from .folder import LIBRARY as LIBRARY
from .folder import BrokenLibrary as BrokenLibrary
from .folder import Folder as Folder
from .folder import Kinds as Kinds
from .folder import read_folder as read_folder
from .folder import shipped as shipped
