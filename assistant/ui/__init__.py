"""The web face.  Sees the chat and the records, nothing behind them."""
