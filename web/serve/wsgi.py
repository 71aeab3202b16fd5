"""What each web process of granian loads: the app that its parent has made, else one of its own."""

from web.app import create_app
from web.serve import shared

app = shared.app or create_app()
