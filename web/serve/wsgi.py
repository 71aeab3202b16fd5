"""What each web process of granian loads: the app that its parent has made, else one of its own."""

import os

from web.app import create_app
from web.serve import shared
from web.serve.orphans import end_with_parent

end_with_parent(os.getppid())

app = shared.app or create_app()
