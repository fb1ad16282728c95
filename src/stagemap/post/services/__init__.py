"""Writing mail and having it delivered."""

from .delivery import deliver_due as deliver_due
from .outbox import queue as queue
from .outbox import write as write
