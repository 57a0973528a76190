"""`relance serve`: the pages and the worker, on this machine."""

import os
import socket
import sys
import threading
import time
import webbrowser

import click


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port on 127.0.0.1.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.option("--demo", is_flag=True, help="Fill an empty installation with an invented search.")
def command(*, port: int, open_browser: bool, demo: bool) -> None:
    """Serve the pages on 127.0.0.1 and work in the background."""
    if _taken(port):
        raise click.ClickException(
            f"port {port} of 127.0.0.1 is in use: Relance may be running already (http://127.0.0.1:{port}/), "
            f"or another program is. Choose another port: make run PORT={port + 1}"
        )
    environment = {**os.environ, "RELANCE_PORT": str(port), "DJANGO_SETTINGS_MODULE": "relance.site.settings"}
    if demo:
        _fill_demo(environment)
    address = f"http://127.0.0.1:{port}/"
    click.echo(f"Relance: {address}  (Ctrl-C to stop)")
    if open_browser and os.fork() == 0:
        _open_when_ready(port, address)
        os._exit(0)
    # The arbiter of gunicorn must not carry Django: this process becomes it.
    words = ["-m", "gunicorn", "-c", "python:relance.site.gunicorn_conf", "relance.site.wsgi:application"]
    os.execve(sys.executable, [sys.executable, *words], environment)  # noqa: S606


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _fill_demo(environment: dict[str, str]) -> None:
    import subprocess  # noqa: PLC0415

    subprocess.run([sys.executable, "-m", "relance", "demo"], check=True, env=environment, timeout=300)


def _open_when_ready(port: int, address: str) -> None:
    for _ in range(120):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.25)
    opener = threading.Thread(target=webbrowser.open, args=(address,), daemon=True)
    opener.start()
    opener.join(10)
