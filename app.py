"""The web chat: ``python app.py``, and what a Hugging Face Space starts."""

from assistant.ui.web import launch

if __name__ == "__main__":
    launch()
