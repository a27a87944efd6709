"""Commands of those who build, measure and edit; the others stand in ``__main__``."""
