"""The coordinator's pages of programmes and editions."""

from .pages import edition as edition
from .pages import open_edition as open_edition
from .pages import programmes as programmes
from .pages import renew_kinds as renew_kinds
