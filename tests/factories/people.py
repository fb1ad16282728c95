from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from stagemap.core.roles import Viewer
from stagemap.people.models import User
from tests.factories.programmes import coordination

if TYPE_CHECKING:
    from stagemap.programmes.models import Programme

_numbers = count(1)


def user(name: str = "Noor Verhaegen", *, email: str = "", language: str = "nl", telephone: str = "") -> User:
    address = email or f"{name.split(maxsplit=1)[0].lower()}{next(_numbers)}@student.example"
    return User.objects.create(name=name, email=address, language=language, telephone=telephone)


def supervisor(name: str = "Karim Haddad") -> User:
    return user(name, email=f"karim{next(_numbers)}@college.example")


def coordinator(programme: Programme, name: str = "Hilde Wouters") -> User:
    made = user(name, email=f"hilde{next(_numbers)}@college.example")
    coordination(programme, made)
    return made


def account(of: User) -> Viewer:
    """The viewer that somebody with an account is."""
    return Viewer(user_id=of.pk, name=of.name, language=of.language)
