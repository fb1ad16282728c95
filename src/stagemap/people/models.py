from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Finds accounts by mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The account with this mail address, in any case; raises ``User.DoesNotExist``."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody with an account: student, supervisor or coordinator. Mentors have none (see placements)."""

    class Language(models.TextChoices):
        DUTCH = "nl"
        ENGLISH = "en"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.DUTCH)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    def has_usable_password(self) -> bool:
        """Never: nobody has a password. The field only holds what all sessions of the account are bound to."""
        return False

    @property
    def first_name(self) -> str:
        """The given name, for use after the first mention."""
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """First letters of the first and the last word of the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
