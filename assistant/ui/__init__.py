"""The web face.  Sees the chat and the records, nothing behind them."""

from assistant.settings import quiet_environment

# Gradio reads the environment when it is imported, so this comes before any room in here.
quiet_environment()
