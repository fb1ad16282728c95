"""What goes on paper, into calendars and into archives: facts, read through the doors of the floors below."""

from .archive import files_of as files_of
from .archive import portfolio_data as portfolio_data
from .portfolio import pages_of as pages_of
from .roster import Feed as Feed
from .roster import Roster as Roster
from .roster import draft_of as draft_of
from .roster import feed_of as feed_of
from .roster import sent_of as sent_of
