"""What protects pupils: codes instead of names, and hints where a text looks as if it held a name (G17)."""

from stagemap.core.privacy.codes import block_without_codes as block_without_codes
from stagemap.core.privacy.codes import codes_in as codes_in
from stagemap.core.privacy.codes import is_code as is_code
from stagemap.core.privacy.codes import plan_without_codes as plan_without_codes
from stagemap.core.privacy.codes import title_without_codes as title_without_codes
from stagemap.core.privacy.codes import without_codes as without_codes
from stagemap.core.privacy.lists import Dictionary as Dictionary
from stagemap.core.privacy.lists import Lists as Lists
from stagemap.core.privacy.lists import folded as folded
from stagemap.core.privacy.lists import lists_from as lists_from
from stagemap.core.privacy.names import hints_in as hints_in
from stagemap.core.privacy.names import known_in as known_in
from stagemap.core.privacy.names import replaced as replaced
from stagemap.core.privacy.records import Hint as Hint
from stagemap.core.privacy.records import Why as Why
