"""Bytes that a visitor and a host page load, gzipped, against the promises made for them."""

from __future__ import annotations

import gzip
import re
import tempfile
from pathlib import Path

from flask.testing import FlaskClient

STATIC = Path(__file__).resolve().parent.parent / "web" / "static"

#: Bytes gzipped: what the embed and a visitor's first page may weigh.
EMBED_LIMIT = 4 * 1024
PAGE_LIMIT = 20 * 1024


def gzipped(data: bytes) -> int:
    """Size in bytes as a server sends it."""
    return len(gzip.compress(data, 9))


def first_page(client: FlaskClient, address: str) -> dict[str, int]:
    """Gzipped bytes of a page and of every style and script it loads from us."""
    html = client.get(address).data
    sizes = {address: gzipped(html)}
    for found in re.findall(rb'(?:src|href)="(/static/[^"?]+\.(?:css|js))', html):
        name = found.decode()
        sizes[name] = gzipped(client.get(name).data)
    return sizes


def main() -> None:
    """Print the figures."""
    from web.app import create_app
    from web.settings import load_settings

    embed = gzipped((STATIC / "embed.v1.js").read_bytes())
    print(f"embed.v1.js            {embed:6} bytes gzipped, {embed / EMBED_LIMIT:.2f} of its limit")
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load_settings(data_dir=Path(folder), rate_limit="off"))
        from store.upgrade import upgrade

        with app.app_context():
            upgrade(app)
        client = app.test_client()
        for name in ("plan-finder", "marketer-type", "newsletter", "roi"):
            sizes = first_page(client, f"/f/{name}")
            total = sum(sizes.values())
            parts = ", ".join(f"{key.rsplit('/', 1)[-1]} {size}" for key, size in sizes.items())
            print(f"/f/{name:<19} {total:6} bytes, {total / PAGE_LIMIT:.2f} of the limit ({parts})")


if __name__ == "__main__":
    main()
