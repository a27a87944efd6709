"""Makes the bundled model.  Not part of the wheel; needs the extra ``train``."""
