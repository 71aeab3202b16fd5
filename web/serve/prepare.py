"""What happens once before the web processes start: tables, flows, the words on the screen."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.test import Client

from bot.library import Library
from bot.understanding import Request, understand
from store.database import db
from store.prepared import compile_every
from store.types import now
from store.upgrade import upgrade
from store.writing import WriteLockBusy
from web.app import create_app
from web.conversations import record_published
from web.limits import limiter
from web.rules.applying import keep_up
from web.rules.present import active_definition
from web.serve import shared
from web.serve.figures import forget_figures, share_figures
from web.serve.rehearsing import rehearse
from web.settings import Settings, SettingsError
from web.site import Site

log = logging.getLogger("lodestone.serve")


def prepare(settings: Settings) -> None:
    """Bring the database up to date, read the flows and print where everything is."""
    share_figures(settings.data_dir / "metrics")
    app = create_app(settings)
    _in_child(lambda: upgrade(app))
    with app.app_context():
        site: Site = app.extensions["lodestone"]
        _greet(settings, site.library, _first_link(app))
        with _unlimited():
            rehearse_if_possible(app)
            _warm(app, site.library)
        with db.engine.connect() as connection:
            compile_every(connection)
        keep_versions_if_possible(site)
        db.session.remove()
        db.engine.dispose()
    forget_figures(settings.data_dir / "metrics")
    shared.app = app


def _in_child(work: Callable[[], None]) -> None:
    """Do something in a process of its own, so that what it imports is not kept by the site."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        except Exception as error:
            reason = getattr(error, "orig", None) or error
            sys.stderr.write(f"DATABASE_URL: the database cannot be brought up to date: {reason}\n")
        finally:
            sys.stderr.flush()
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    if status != 0:
        raise SettingsError("DATABASE_URL: the site was not started; see the line above")


@contextmanager
def _unlimited() -> Iterator[None]:
    """Nobody is counted for what is done meanwhile."""
    limiter.enabled, before = False, limiter.enabled
    try:
        yield
    finally:
        limiter.enabled = before


def rehearse_if_possible(app: Flask) -> None:
    """Rehearse; what goes wrong is logged, and the site starts without."""
    try:
        rehearse(app)
    except Exception:
        # It makes a site quicker and smaller; without it the site works as well.
        log.exception("the rehearsal broke")


def _warm(app: Flask, library: Library) -> None:
    """Show every page once, unseen: templates, formulas and languages are then made before the
    fork, for all processes together, and the first visitor waits for none of them."""
    client = Client(app)
    for address in ("/", "/studio/sign-in"):
        client.get(address)
    for language in {one for each in library.flows.values() for one in each.flow.languages}:
        understand(Request(type="number", text="1", language=language))
    for name, published in library.flows.items():
        if published.flow.answers is not None:
            from bot.answers import book_of  # not every site has an answers.yml

            book = book_of(published.flow.answers)
            for language in book.languages:
                book.index(language)
        for language in published.flow.languages:
            client.get(f"/f/{name}?language={language}")


def keep_versions_if_possible(site: Site) -> None:
    """Keep the versions of flows and rules: what that compiles is then there for all processes.
    What goes wrong is logged, and the worker does it later."""
    try:
        record_published()
        keep_up(db.engine, site, now())
        active_definition()
    except Exception:
        # Somebody may hold the database for long, and a site that could serve is not to wait.
        log.exception("versions were not kept")
        db.session.rollback()


def _first_link(app: Flask) -> str | None:
    from web.studio.accounts import first_link

    try:
        return first_link(app)
    except (SQLAlchemyError, WriteLockBusy) as error:
        reason = getattr(error, "orig", None) or error
        raise SettingsError(
            f"DATABASE_URL: the first sign-in link cannot be kept: {reason}. Stop what writes to "
            "the database, and start again."
        ) from None


def _greet(settings: Settings, library: Library, link: str | None) -> None:
    base = settings.public_url
    errors = [problem for problem in library.problems if problem.severity == "error"]
    lines = [
        "",
        "  Lodestone is starting",
        "",
        f"  Demo      {base}/",
        f"  Studio    {base}/studio/",
    ]
    if link:
        lines.append(f"  Sign in   {base}{link}" if link.startswith("/") else f"  Sign in   {link}")
        lines.append("            (once, within 24 hours: makes the first admin)")
    kind = settings.database.split(":")[0].split("+")[0]
    lines.append(f"  Data      {settings.data_dir} ({kind})")
    lines.append(f"  Flows     {len(library.flows)} published from {settings.flows_dir}")
    if errors:
        lines.append(f"            {len(errors)} errors; see the studio, or: python -m bot check")
        lines += [f"            {problem}" for problem in errors[:5]]
    lines += ["", "  Ctrl-C stops it. What is stored stays.", ""]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
