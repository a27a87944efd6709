"""Hugging Face's ZeroGPU wants one function decorated with ``spaces.GPU``; this is it.

Nothing here needs a GPU, so the decorated function is never called.  Without
the ``spaces`` package (that is, anywhere but on such a Space) this does nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec


def unused() -> None:
    """Stands for a function that would use a GPU."""


def declare_gpu() -> Callable[[], None]:
    """The decorated function on a ZeroGPU Space; elsewhere the plain one."""
    if find_spec("spaces") is None:
        return unused
    import spaces

    decorated: Callable[[], None] = spaces.GPU(unused)
    return decorated
