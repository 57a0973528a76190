"""The `relance` command: one module a subcommand, imported only when it is called."""

import importlib

import click

# Subcommand -> its module, which holds the click command as `command`, and its line of help. The line stands here
# so that `relance --help` imports none of them.
SUBCOMMANDS: dict[str, tuple[str, str]] = {
    "today": ("relance.cli.today", "What there is to do, and until when the rest may wait."),
    "new": ("relance.cli.new", "Start a case from an invitation, or from what is typed."),
    "show": ("relance.cli.show", "A case: its plan with reasons, its letters."),
    "debrief": ("relance.cli.debrief", "Note the debrief of an interview."),
    "log": ("relance.cli.log", "Write in the journal what happened elsewhere."),
    "send": ("relance.cli.send", "Approve a letter for its hour."),
    "serve": ("relance.site.serving", "Serve the pages on 127.0.0.1, and work beside them."),
    "worker": ("relance.worker.command", "Read mail, send what is due, remind."),
    "export": ("relance.cli.export", "Everything, as JSON."),
    "import": ("relance.cli.import_", "Take an export back in."),
    "erase": ("relance.cli.erase", "Erase a case, or everything."),
    "doctor": ("relance.cli.doctor", "What is configured, what is missing, what to do."),
    "adduser": ("relance.cli.adduser", "An account for one more person (RELANCE_ACCOUNTS=login)."),
    "demo": ("relance.cli.demo", "Fill an empty installation with an invented search."),
    "plan": ("relance.cli.plan", "Plan a case file (pure)."),
    "may-contact": ("relance.cli.may_contact", "May I write now? (pure)"),
    "duties": ("relance.cli.duties", "Who waits for news from a recruiter, and since when (pure)."),
    "draft": ("relance.cli.draft", "Draft a letter from a case file (pure)."),
    "check": ("relance.cli.check", "Check a message (pure)."),
    "read": ("relance.cli.read", "Tell what a mail says (pure)."),
    "invitation": ("relance.cli.invitation", "Read an invitation (pure)."),
}


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is called, so that `--help` stays under 0.3 s."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names in the order people meet them."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the one module asked for."""
        if cmd_name not in SUBCOMMANDS:
            return None
        command: click.Command = importlib.import_module(SUBCOMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in SUBCOMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="relance", prog_name="relance")
def main() -> None:
    """Relance: what to do after a job interview."""
