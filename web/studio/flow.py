"""One flow: its problems, counts, preview, snippet, link and QR code, versions."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Response, abort, render_template, request, url_for
from markupsafe import Markup, escape
from sqlalchemy import select

from store.database import db
from store.flow_versions import FlowVersion
from web.preview_pass import preview_pass
from web.site import site
from web.studio import blueprint
from web.studio.flows import FlowRow, flow_rows, problem_lines

if TYPE_CHECKING:
    from segno import QRCode

VERSIONS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to put a flow on a page; `attributes` come after `data-flow`."""

    name: str
    title: str
    words: str
    attributes: tuple[tuple[str, str], ...] = ()


MODES = (
    Mode("inline", "Inline", "Stands in the page where the script stands, and grows as it needs."),
    Mode("bubble", "Bubble", "A round button in the corner opens a chat window.",
         (("data-position", "right"),)),
    Mode("popup", "Popup", "A window over the page. It opens by itself once: here after 8 seconds. "
         "data-open also takes click, scroll:50 and exit.", (("data-open", "delay:8"),)),
    Mode("drawer", "Drawer", "Slides in from the side when its button is pressed.",
         (("data-open", "click"), ("data-position", "right"))),
    Mode("page", "Page", "Fills the whole page: for a campaign's own landing page."),
)  # fmt: skip


@blueprint.get("/flows/<name>")
def flow(name: str) -> str:
    """One flow (marketer, admin)."""
    row = find_flow(name)
    mode = next((mode for mode in MODES if mode.name == request.args.get("mode")), MODES[0])
    preview = _preview(row)
    return render_template(
        "studio/flow.html",
        flow=row,
        address=address_of(name),
        problems=problem_lines(name),
        preview=preview,
        preview_url=lambda **changed: url_for(
            "studio.flow",
            name=name,
            **{**preview["chosen"], "mode": mode.name, **changed},
        ),
        modes=MODES,
        chosen=mode,
        snippet=_snippet(name, mode),
        qr=_qr(name) if row.served else None,
        versions=_versions(row),
    )


@blueprint.get("/flows/<name>/qr.svg")
def flow_qr(name: str) -> Response:
    """The QR code as a file (marketer, admin)."""
    find_flow(name)
    file = io.BytesIO()
    _code(name).save(file, kind="svg", scale=8, border=4)
    response = Response(file.getvalue(), mimetype="image/svg+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-qr.svg"'
    return response


def find_flow(name: str) -> FlowRow:
    """The flow of this name, or a 404."""
    return next((row for row in flow_rows() if row.name == name), None) or abort(404)


def address_of(name: str) -> str:
    """A flow's own public address."""
    return f"{site().settings.public_url}/f/{name}"


def _snippet(name: str, mode: Mode) -> str:
    attributes = [("data-flow", name), ("data-mode", mode.name), *mode.attributes]
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes)
    return f'<script src="{escape(site().settings.public_url)}/embed.js"{written} async></script>'


def _code(name: str) -> QRCode:
    import segno  # for this page alone

    return segno.make(address_of(name), error="m", micro=False)


def _qr(name: str) -> Markup:
    # segno's own SVG of digits and path commands: nothing of the address is in it as text
    return Markup(_code(name).svg_inline(border=1, omitsize=True, svgclass=None, lineclass=None))  # noqa: S704


def _preview(row: FlowRow) -> dict[str, Any]:
    width = "wide" if request.args.get("width") == "wide" else "phone"
    colours = "dark" if request.args.get("colours") == "dark" else "light"
    language = request.args.get("language", "")
    if language not in row.languages:
        language = row.languages[0] if row.languages else ""
    chosen = {"width": width, "colours": colours, "language": language}
    src = f"/f/{row.name}/frame?preview={preview_pass()}&language={language}&mode=page"
    return {**chosen, "chosen": chosen, "src": src}


def _versions(row: FlowRow) -> list[dict[str, Any]]:
    found = db.session.execute(
        select(FlowVersion.version, FlowVersion.published_at)
        .where(FlowVersion.name == row.name)
        .order_by(FlowVersion.id.desc())
        .limit(VERSIONS_SHOWN)
    )
    return [{"hash": hash_, "at": at, "serving": hash_ == row.version} for hash_, at in found]
