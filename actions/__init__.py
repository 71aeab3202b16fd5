"""rasa-sdk actions, one a file, and the runner that calls them; alone to import rasa_sdk.

The same classes run in the site's process, on `python -m rasa_sdk --actions actions`, and under a
real Rasa bot.
"""
