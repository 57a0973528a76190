"""Install the system parts the tests drive, when that is allowed; name the missing ones.

Exit status 1 when a part is missing, unless ALLOW_MISSING_PARTS=1.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# What is looked for -> the Debian package that brings it.
PARTS = {
    "chromium": ("chromium", ["/usr/bin/chromium"]),
    "dovecot": ("dovecot-imapd", ["/usr/sbin/dovecot"]),
    "dovecot lmtp": ("dovecot-lmtpd", ["/usr/lib/dovecot/lmtp"]),
    "postfix": ("postfix", ["/usr/sbin/postfix"]),
    "postgresql": ("postgresql", sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))),
    "grammalecte": ("python3-grammalecte", ["/usr/lib/python3/dist-packages/grammalecte"]),
}


def missing() -> dict[str, str]:
    """Parts that are not on this machine, with their package."""
    return {
        name: package
        for name, (package, places) in PARTS.items()
        if not any(Path(place).exists() for place in places)
    }


def may_install() -> list[str] | None:
    """The words before apt-get, or None when this user may not install packages."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    asked = (
        subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True) if shutil.which("sudo") else None
    )
    return ["sudo", "-n"] if asked is not None and asked.returncode == 0 else None


def install(packages: list[str], prefix: list[str]) -> None:
    """Install packages without a question; a service they bring is not started."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for words in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
        subprocess.run(
            [*prefix, "apt-get", *words], check=False, env=environment, timeout=1200, stdout=subprocess.DEVNULL
        )


def main() -> int:
    """Install what is missing if allowed; say what still is."""
    absent = missing()
    prefix = may_install()
    if absent and prefix is not None:
        print("installing for the tests:", ", ".join(sorted(set(absent.values()))))
        install(sorted(set(absent.values())), prefix)
        absent = missing()
    for name, package in absent.items():
        print(f"missing: {name} (Debian package {package}); the tests that need it cannot run")
    return 1 if absent and os.environ.get("ALLOW_MISSING_PARTS") != "1" else 0


if __name__ == "__main__":
    sys.exit(main())
