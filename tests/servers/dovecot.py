"""A Dovecot of our own: IMAP, IMAP over TLS, LMTP and a door for Postfix to check passwords, on free ports.

Any user name is taken, with the one password: each test uses a name of its own and starts from an empty mailbox.
"""

import contextlib
import grp
import os
import pwd
import shutil
import smtplib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from imapclient import IMAPClient

from relance.mail.accounts import Security, ServerAccount, Timeouts
from tests.servers.certificates import Certificate, certificate
from tests.servers.parts import child, find_binary, free_port, greets, is_root, short_folder, wait_until

PASSWORD = "mot-de-passé"
DOMAIN = "example.org"

CONFIG = """
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
auth_username_format = %n
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 200
default_vsz_limit = 512M
{accounts}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%n
}}
namespace inbox {{
  inbox = yes
{sent}
  mailbox Drafts {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service auth {{
  inet_listener {{
    port = {auth}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running Dovecot."""

    folder: Path
    port: int
    tls_port: int
    lmtp_port: int
    auth_port: int
    certificate: Certificate

    def new_user(self) -> str:
        """A name nobody has used: its mailbox is empty."""
        return f"u{uuid.uuid4().hex[:12]}"

    def address(self, user: str) -> str:
        return f"{user}@{DOMAIN}"

    def account(
        self, user: str, *, security: Security = "none", password: str = PASSWORD, timeouts: Timeouts | None = None
    ) -> ServerAccount:
        return ServerAccount(
            host="127.0.0.1",
            port=self.tls_port if security == "tls" else self.port,
            security=security,
            username=user,
            password=password,
            timeouts=timeouts or Timeouts(connect=10, command=10, final=10),
            trusted_pem=self.certificate.text,
        )

    @contextlib.contextmanager
    def client(self, user: str) -> Iterator[IMAPClient]:
        """A plain client, to set the scene and to look behind ours."""
        with IMAPClient("127.0.0.1", port=self.port, ssl=False, timeout=10) as client:
            client.plain_login(user, PASSWORD)
            yield client

    def deliver(self, user: str, raw: bytes) -> None:
        """Let a message arrive, as from the outside (LMTP)."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port, local_hostname="localhost", timeout=10) as link:
            link.sendmail("sender@example.com", [self.address(user)], raw)

    def renew_uidvalidity(self, user: str) -> None:
        """Lose the inbox's numbering, as after a restoration: Dovecot numbers the messages anew."""
        maildir = self.folder / "home" / user / "Maildir"
        for lost in [maildir / "dovecot-uidlist", *maildir.glob("dovecot.index*")]:
            lost.unlink(missing_ok=True)

    def remove_folder_files(self, user: str, folder: str) -> None:
        """Take every message away behind the server's back, as a failing disk would."""
        maildir = self.folder / "home" / user / "Maildir"
        place = maildir if folder == "INBOX" else maildir / f".{folder}"
        for part in ("cur", "new"):
            for message in (place / part).iterdir():
                message.unlink()


SENT = """
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
"""


@contextlib.contextmanager
def dovecot(*, sent: bool = True, idle: bool = True) -> Iterator[Dovecot]:
    """Start a Dovecot; it is stopped by its pid at the end, whatever happens.

    Without `sent` there is no Sent folder, without `idle` the server does not offer IDLE.
    """
    binary = find_binary("dovecot", package="dovecot-imapd dovecot-lmtpd")
    with short_folder("dovecot") as folder:
        made = certificate(folder)
        ports = {name: free_port() for name in ("imap", "imaps", "lmtp", "auth")}
        config = folder / "dovecot.conf"
        text = _config(folder, made, ports, sent=SENT if sent else "")
        # Offered before and after the login; Dovecot would add its own otherwise.
        text += "" if idle else "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS SPECIAL-USE\n"
        config.write_text(text, encoding="utf-8")
        log = folder / "dovecot.log"
        with child([binary, "-F", "-c", str(config)], log=log):
            wait_until(lambda: greets(ports["imap"], b"* OK"), what="dovecot", log=log)
            wait_until(lambda: greets(ports["lmtp"], b"220"), what="dovecot's lmtp", log=log)
            yield Dovecot(folder, ports["imap"], ports["imaps"], ports["lmtp"], ports["auth"], made)


def _config(folder: Path, made: Certificate, ports: dict[str, int], *, sent: str) -> str:
    home = folder / "home"
    home.mkdir()
    uid, gid, accounts = "nobody", "nogroup", ""
    if is_root():
        shutil.chown(home, uid, gid)
    else:
        uid, gid = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name
        accounts = f"default_login_user = {uid}\ndefault_internal_user = {uid}\ndefault_internal_group = {gid}"
    return CONFIG.format(
        folder=folder,
        cert=made.pem,
        key=made.key,
        accounts=accounts,
        sent=sent,
        password=PASSWORD,
        uid=uid,
        gid=gid,
        **ports,
    )
