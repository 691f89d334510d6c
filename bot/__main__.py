"""The command line: every command is loaded when it is called, so that each starts fast."""

from __future__ import annotations

from importlib import import_module, metadata

import click

COMMANDS = {
    "canon": ("bot.cli.canon", "List, show and check the role library."),
    "cycle": ("bot.cli.cycle", "Show what a review cycle would send."),
    "db": ("bot.cli.db", "Upgrade, back up, restore and check the database."),
    "demo": ("bot.cli.demo", "Try everything in a made-up workspace on this computer."),
    "doctor": ("bot.cli.doctor", "Say what would keep the app from running well."),
    "frames": ("bot.cli.frames", "Print a role's goals in four layouts."),
    "init": ("bot.cli.init", "Write .env for a real workspace and check its tokens."),
    "manifest": ("bot.cli.manifest", "Print the manifest to make the Slack app from."),
    "people": ("bot.cli.people", "Import the company's own list of people."),
    "run": ("bot.cli.run", "Run the app for a real Slack workspace."),
    "verify": ("bot.cli.verify", "Say whether a receipt, or what the database holds, was changed."),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in sorted(COMMANDS.items())])


@click.command(cls=_Commands, epilog="Start here: goalframe demo")
@click.version_option(metadata.version("goalframe"), prog_name="goalframe")
def main() -> None:
    """Goalframe: performance goals in Slack, from a library of job roles, word for word."""


if __name__ == "__main__":
    main(prog_name="goalframe")
