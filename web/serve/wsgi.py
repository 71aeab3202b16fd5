"""What each web process of granian loads."""

from web.app import create_app

app = create_app()
