"""Who the records belong to."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

#: The login of the one person of a private installation (no password, bound to this machine).
LOCAL_LOGIN = "local"


class OwnerManager(BaseUserManager["Owner"]):
    """Make owners; passwords go through Django's hashers."""

    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "Owner":
        """Create an owner; without a password, nobody can log in as them."""
        owner = self.model(login=login, **fields)
        owner.set_password(password)
        owner.save(using=self._db)
        return owner

    def local(self) -> "Owner":
        """Return the one person of a private installation, made on first use."""
        try:
            return self.get(login=LOCAL_LOGIN)
        except self.model.DoesNotExist:
            return self.create_user(LOCAL_LOGIN)


class Owner(AbstractBaseUser):
    """A person who uses Relance, with their settings. Every other row belongs to one."""

    login = models.CharField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    gender = models.CharField(max_length=1, blank=True, choices=[("f", "f"), ("m", "m"), ("x", "x")])
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, default="fr", choices=[("fr", "Français"), ("en", "English")])
    letter_locale = models.CharField(max_length=5, default="fr-FR")
    playbook = models.CharField(max_length=80, default="consensus-fr")
    region = models.CharField(max_length=16, default="FR")
    tz = models.CharField(max_length=64, default="Europe/Paris")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OwnerManager] = OwnerManager()

    USERNAME_FIELD = "login"

    def __str__(self) -> str:
        return self.name or self.login

    @cached_property
    def playbook_tables(self) -> dict[str, Any]:
        """The tables of the doctrines made by this person, by id; read once for as long as this object lives."""
        return {row.key: row.values for row in self.own_playbooks.all() if isinstance(row.values, dict)}
