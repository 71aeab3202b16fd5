"""`python -m web serve`: the site and its worker. `python -m web welcome`: a new sign-in link."""

from __future__ import annotations

import argparse
import errno
import socket
import sys

from web.settings import Settings, SettingsError, check_folders, load_settings


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m web", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="start the site and its worker")
    commands.add_parser("upgrade", help="bring the database up to date and stop")
    welcome = commands.add_parser("welcome", help="print a one-time link for a user locked out")
    welcome.add_argument("email", help="the user's e-mail")
    rules = commands.add_parser("rules", help="what a changed lead.yml would do; apply it")
    rules.add_argument("do", nargs="?", choices=["apply"], help="let it count for all leads")
    audit = commands.add_parser("audit", help="whether the audit log's chain holds")
    audit.add_argument("do", choices=["verify"])
    audit.add_argument("--head", help="a hash noted earlier, which must still be in the chain")
    given = parser.parse_args(arguments)
    try:
        settings = load_settings()
        check_folders(settings)
        if given.command == "welcome":
            return link(settings, given.email)
        if given.command == "audit":
            return audit_log(settings, given.head)
        if given.command == "rules":
            return rule(settings, given.do == "apply")
        return serve(settings) if given.command == "serve" else upgrade(settings)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


def serve(settings: Settings) -> int:
    """Prepare, then run until stopped."""
    check_address(settings)
    from web.serve.prepare import prepare

    prepare(settings)
    # After it: this imports what counts, and where it counts into is settled by then.
    from web.serve.processes import run_site

    return run_site(settings)


def upgrade(settings: Settings) -> int:
    """Migrations only: for set-ups that run them apart from the start."""
    from store.upgrade import upgrade as upgrade_database
    from web.app import create_app

    app = create_app(settings)
    with app.app_context():
        upgrade_database(app)
    return 0


def link(settings: Settings, email: str) -> int:
    """Print a new one-time sign-in link for `email`."""
    from web.app import create_app
    from web.studio.accounts import link_for

    app = create_app(settings)
    with app.app_context():
        path = link_for(app, email)
    if path is None:
        print(f"No user has the e-mail {email}.", file=sys.stderr)
        return 1
    print(f"{settings.public_url}{path}")
    return 0


def rule(settings: Settings, applied: bool) -> int:
    """Print what the folder's lead.yml would do, or apply it."""
    from web.app import create_app
    from web.rules.command import apply_now, show

    app = create_app(settings)
    return apply_now(app) if applied else show(app)


def audit_log(settings: Settings, head: str | None) -> int:
    """Say whether the audit log holds; 1 when not."""
    from web.audit_command import verdict_on_log

    holds, words = verdict_on_log(settings, head)
    print(words)
    return 0 if holds else 1


def check_address(settings: Settings) -> None:
    """Raises `SettingsError` when HOST and PORT cannot be listened on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingsError(_address_complaint(settings, error)) from None


def _address_complaint(settings: Settings, error: OSError) -> str:
    host, port = settings.host, settings.port
    if error.errno == errno.EADDRINUSE:
        return (
            f"PORT: {port} on {host} is taken. Stop what runs there, "
            f"or choose another: PORT={port + 1 if port < 65535 else 8000} make run"
        )
    if error.errno == errno.EACCES:
        return f"PORT: {port} may not be used by this user. Choose one from 1024, behind a proxy."
    return f"HOST: {host} is no address of this machine ({error.strerror})"


if __name__ == "__main__":
    sys.exit(main())
