"""The clauses of the guide that can be checked: a plan in, findings out."""

from stagemap.core.rules.case import Case as Case
from stagemap.core.rules.findings import KEYS as KEYS
from stagemap.core.rules.findings import SHAPES as SHAPES
from stagemap.core.rules.findings import Finding as Finding
from stagemap.core.rules.findings import Mend as Mend
from stagemap.core.rules.findings import MendKind as MendKind
from stagemap.core.rules.findings import Severity as Severity
from stagemap.core.rules.findings import Shape as Shape
from stagemap.core.rules.findings import asks_reason as asks_reason
from stagemap.core.rules.findings import stops_sending as stops_sending
from stagemap.core.rules.table import RULES as RULES
from stagemap.core.rules.table import Rule as Rule
from stagemap.core.rules.table import check as check
from stagemap.core.rules.table import judge as judge
