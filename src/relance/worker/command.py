"""`relance worker`: the worker in a process of its own, beside the site."""

import os
import signal

import click


@click.command("worker")
@click.option("--once", is_flag=True, help="One round, then stop.")
def command(*, once: bool) -> None:
    """Read mail, send what is due, remind. Several at once are safe."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relance.site.settings")
    import django  # noqa: PLC0415  (a second: only who works pays for it)

    django.setup()
    from relance.worker.loop import Worker  # noqa: PLC0415

    worker = Worker()
    if once:
        due = worker.tick()
        click.echo(f"due: {due}")
        return
    signal.signal(signal.SIGTERM, lambda *_: worker.stop.set())
    try:
        worker.run()
    except KeyboardInterrupt:
        worker.stop.set()
