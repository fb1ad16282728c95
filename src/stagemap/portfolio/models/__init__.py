from .beside import Attachment, DayNote, PupilCode, Upload
from .card import CardOpening, ClassCard, OpenPrint
from .sheet import Permission, ReadRequest, Review, Sheet, SheetComment, SheetVersion

__all__ = [
    "Attachment",
    "CardOpening",
    "ClassCard",
    "DayNote",
    "OpenPrint",
    "Permission",
    "PupilCode",
    "ReadRequest",
    "Review",
    "Sheet",
    "SheetComment",
    "SheetVersion",
    "Upload",
]
