"""The `relance` command: one module a subcommand, imported only when it is called."""

import importlib

import click

# Subcommand -> the module that holds its click command, in an attribute called `command`.
SUBCOMMANDS: dict[str, str] = {
    "plan": "relance.cli.plan",
    "may-contact": "relance.cli.may_contact",
    "invitation": "relance.cli.invitation",
    "today": "relance.cli.today",
    "new": "relance.cli.new",
    "show": "relance.cli.show",
    "debrief": "relance.cli.debrief",
    "log": "relance.cli.log",
    "send": "relance.cli.send",
    "worker": "relance.worker.command",
    "serve": "relance.site.serving",
    "export": "relance.cli.export",
    "import": "relance.cli.import_",
    "erase": "relance.cli.erase",
    "doctor": "relance.cli.doctor",
}


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is asked for, so that `--help` stays under 0.3 s."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names in the order people meet them."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the one module asked for."""
        if cmd_name not in SUBCOMMANDS:
            return None
        command: click.Command = importlib.import_module(SUBCOMMANDS[cmd_name]).command
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="relance", prog_name="relance")
def main() -> None:
    """Relance: what to do after a job interview."""
