"""What each web process of granian loads: the app, with the flows that its parent has read."""

from web.app import create_app
from web.serve import shared

app = create_app(library=shared.library)
