"""A Postfix of our own: takes letters on a free port, delivers into our Dovecot, and makes real bounces.

Mail for example.org goes to Dovecot; «nobody@example.org» is refused at RCPT (5.1.1); mail for any other domain
goes to `relay_port`, whose refusals Postfix turns into bounces sent back to the sender's mailbox.
"""

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from relance.mail.accounts import Security, ServerAccount, Timeouts
from tests.servers.dovecot import DOMAIN, PASSWORD, Dovecot
from tests.servers.parts import as_root, find_binary, free_port, greets, short_folder, stopped_by, wait_until

MAIN = """
compatibility_level = 3.6
myhostname = mail.example.org
mydestination =
mynetworks = {networks}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = /tmp, /var
mail_owner = postfix
setgid_group = postdrop
alias_maps =
alias_database =
local_recipient_maps =
biff = no
append_dot_mydomain = no
readme_directory = no
virtual_mailbox_domains = {domain}
virtual_mailbox_maps = static:ok
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
default_transport = {transport}
smtp_dns_support_level = disabled
lmtp_dns_support_level = disabled
minimal_backoff_time = 2s
queue_run_delay = 2s
bounce_notice_recipient = postmaster@{domain}
double_bounce_sender = double-bounce
smtpd_tls_cert_file = {cert}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = may
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth}
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
smtpd_recipient_restrictions =
    check_recipient_access inline:{{{{nobody@{domain} = 550 5.1.1 unknown}}}},
    permit_mynetworks, permit_sasl_authenticated, reject
"""

MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp      unix  - - n - - smtp
relay     unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
local     unix  - n n - - local
virtual   unix  - n n - - virtual
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running Postfix, beside the Dovecot it delivers to."""

    folder: Path
    port: int
    dovecot: Dovecot

    def account(
        self,
        user: str = "",
        *,
        security: Security = "starttls",
        password: str = PASSWORD,
        timeouts: Timeouts | None = None,
    ) -> ServerAccount:
        """Settings for our transmitter; with a user, it has to log in."""
        return ServerAccount(
            host="127.0.0.1",
            port=self.port,
            security=security,
            username=user,
            password=password,
            timeouts=timeouts or Timeouts(connect=10, command=10, final=10),
            trusted_pem=self.dovecot.certificate.text,
        )


@contextlib.contextmanager
def postfix(dovecot: Dovecot, *, relay_port: int | None = None, open_to_all: bool = True) -> Iterator[Postfix]:
    """Start a Postfix (root or sudo is needed: its programs change accounts); stopped at the end, whatever happens.

    Without `relay_port`, mail for another domain is an error at once: 5.1.2, and a bounce. With `open_to_all`
    false, only a logged-in sender may relay.
    """
    binary = find_binary("postfix", package="postfix")
    prefix = as_root()
    with short_folder("postfix") as folder:
        port = free_port()
        _write(folder, port, dovecot, relay_port, open_to_all=open_to_all)
        subprocess.run([*prefix, "chown", "postfix", str(folder / "data")], check=True, capture_output=True)
        log = folder / "postfix.log"
        command = [*prefix, "env", f"MAIL_CONFIG={folder}", binary, "-c", str(folder)]
        with stopped_by([*command, "stop"], log=folder / "stop.log"):
            started = subprocess.run([*command, "start"], capture_output=True, text=True, check=False, timeout=60)
            if started.returncode:
                raise RuntimeError(f"postfix did not start: {started.stdout}{started.stderr}")
            wait_until(lambda: greets(port, b"220"), what="postfix", log=log)
            yield Postfix(folder, port, dovecot)
        if prefix:  # what root made there, only root may take away
            subprocess.run([*prefix, "rm", "-rf", str(folder)], check=False, capture_output=True)


def _write(folder: Path, port: int, dovecot: Dovecot, relay_port: int | None, *, open_to_all: bool) -> None:
    for name in ("queue", "data"):
        (folder / name).mkdir()
    transport = f"smtp:[127.0.0.1]:{relay_port}" if relay_port else "error:5.1.2 no such domain"
    main = MAIN.format(
        folder=folder,
        networks="127.0.0.0/8" if open_to_all else "192.0.2.0/24",
        domain=DOMAIN,
        lmtp=dovecot.lmtp_port,
        auth=dovecot.auth_port,
        transport=transport,
        cert=dovecot.certificate.pem,
        key=dovecot.certificate.key,
    )
    (folder / "main.cf").write_text(main, encoding="ascii")
    (folder / "master.cf").write_text(MASTER.format(port=port), encoding="ascii")
