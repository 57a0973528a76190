"""The user's mailbox and what was read in it."""

from django.db import models
from django.db.models import Q

from relance.records.models.cases import Case
from relance.records.models.journal import Entry
from relance.records.models.letters import Letter
from relance.records.models.owners import Owner


class Mailbox(models.Model):
    """How to read and send the owner's mail. `secret` is the password, encrypted (records.secrets).

    `trusted_pem` holds certificates to trust besides the machine's own. `emptied_is_normal` once the user has said
    that a folder suddenly empty is as it should be.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="mailboxes")
    address = models.EmailField(max_length=254)
    display_name = models.CharField(max_length=200, blank=True)
    imap_host = models.CharField(max_length=253)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, default="tls")
    smtp_host = models.CharField(max_length=253)
    smtp_port = models.PositiveIntegerField(default=465)
    smtp_security = models.CharField(max_length=8, default="tls")
    username = models.CharField(max_length=254)
    secret = models.BinaryField()
    trusted_pem = models.TextField(blank=True)
    emptied_is_normal = models.BooleanField(default=False)
    has_idle = models.BooleanField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=60, blank=True)
    failure_said = models.CharField(max_length=1000, blank=True)
    next_read_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "mailboxes"
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_mailbox_per_owner")]

    def __str__(self) -> str:
        return self.address


class FolderCursor(models.Model):
    """How far a folder was read (RFC 9051 §2.3.1: UIDs mean nothing once UIDVALIDITY changes)."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="cursors")
    folder = models.CharField(max_length=500)
    uidvalidity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    messages = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "folder"], name="cursor_once_per_folder")]

    def __str__(self) -> str:
        return f"{self.folder} {self.uidvalidity}:{self.last_uid}"


class InboundMail(models.Model):
    """A message that concerns a case, or may. Mail that concerns none is not kept.

    `case` is set when the match is sure or the user said so; `likely_cases` holds the ids to choose from when it
    is not. `reading` is what was understood; nothing of it is a fact before `entry` exists.
    """

    class Status(models.TextChoices):
        """Whether the user has looked."""

        NEW = "new"
        HANDLED = "handled"
        DISMISSED = "dismissed"

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="inbound_mails")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="inbound_mails")
    likely_cases = models.JSONField(default=list, blank=True)
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers")
    message_id = models.CharField(max_length=998)
    in_reply_to = models.TextField(blank=True)
    sender_name = models.CharField(max_length=500, blank=True)
    sender_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=1000, blank=True)
    received_at = models.DateTimeField()
    text = models.TextField(blank=True)
    raw = models.BinaryField()
    kind = models.CharField(max_length=20)
    is_human = models.BooleanField(default=True)
    confidence = models.FloatField(default=0)
    reading = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="mails")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "message_id"], name="inbound_once")]
        indexes = [models.Index(fields=["owner"], condition=Q(status="new"), name="inbound_to_look_at")]

    def __str__(self) -> str:
        return self.subject


class Notice(models.Model):
    """Something the user must be told once: `key` makes a second telling impossible."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="notices")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict, blank=True)
    key = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="notice_once")]
        indexes = [models.Index(fields=["owner"], condition=Q(seen_at__isnull=True), name="notice_unseen")]

    def __str__(self) -> str:
        return self.code
