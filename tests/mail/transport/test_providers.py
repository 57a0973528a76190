"""Providers: the data is whole, and each rule has its line."""

import pytest

from relance.mail.accounts import ServerAccount, account_problems
from relance.mail.providers import files_own_sent, provider_for, providers
from relance.wording.mailbox import NOTES


@pytest.mark.parametrize(
    ("address", "name", "imap", "smtp", "note"),
    [
        (
            "zoe@gmail.com",
            "Gmail",
            ("imap.gmail.com", 993, "tls"),
            ("smtp.gmail.com", 465, "tls"),
            "needs_app_password",
        ),
        (
            "ZOE@Wanadoo.FR",
            "Orange",
            ("imap.orange.fr", 993, "tls"),
            ("smtp.orange.fr", 465, "tls"),
            "imap_to_switch_on",
        ),
        (
            "z@proton.me",
            "Proton Mail",
            ("127.0.0.1", 1143, "starttls"),
            ("127.0.0.1", 1025, "starttls"),
            "needs_bridge",
        ),
    ],
)
def test_known_domains_need_no_typing(
    address: str, name: str, imap: tuple[str, int, str], smtp: tuple[str, int, str], note: str
) -> None:
    provider = provider_for(address)
    assert provider is not None
    assert (provider.name, provider.note) == (name, note)
    assert (provider.imap.host, provider.imap.port, provider.imap.security) == imap
    assert (provider.smtp.host, provider.smtp.port, provider.smtp.security) == smtp


@pytest.mark.parametrize("address", ["zoe@example.org", "zoe@notgmail.com", "zoe", ""])
def test_other_domains_are_asked(address: str) -> None:
    assert provider_for(address) is None


def test_every_line_is_usable() -> None:
    assert len(providers()) > 20
    for provider in providers():
        assert provider.username in {"address", "local"}
        assert provider.note is None or provider.note in NOTES
        for server in (provider.imap, provider.smtp):
            account = ServerAccount(host=server.host, port=server.port, security=server.security)
            assert account_problems(account, place="imap") == ()


def test_no_domain_belongs_to_two_providers() -> None:
    domains = [domain for provider in providers() for domain in provider.domains]
    assert sorted(set(domains)) == sorted(domains)
    assert [domain for domain in domains if domain != domain.lower()] == []


@pytest.mark.parametrize(
    ("host", "files"),
    [
        ("imap.gmail.com", True),
        ("IMAP.GMAIL.COM.", True),
        ("outlook.office365.com", True),
        ("imap-mail.outlook.com", True),
        ("p42-imap.mail.me.com", True),
        ("imappro.zoho.eu", True),
        ("imap.orange.fr", False),
        ("imap.notgmail.com", False),
        ("127.0.0.1", False),
    ],
)
def test_who_files_what_leaves(host: str, files: bool) -> None:  # noqa: FBT001 - a table
    assert files_own_sent(host) is files
