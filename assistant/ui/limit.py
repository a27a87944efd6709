"""How often one visitor may search: a bucket of tokens each, kept in memory only."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable


class Limiter:
    """``burst`` calls at once, then one every ``pause`` seconds; oldest visitors are forgotten."""

    def __init__(
        self,
        burst: int = 20,
        pause: float = 1.5,
        visitors: int = 5000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst, self._pause, self._visitors = burst, pause, visitors
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, visitor: str) -> float:
        """Take a token; 0 if there was one, else the seconds until there is."""
        now = self._clock()
        with self._lock:
            tokens, seen = self._buckets.pop(visitor, (float(self._burst), now))
            tokens = min(self._burst, tokens + (now - seen) / self._pause)
            allowed = tokens >= 1
            self._buckets[visitor] = (tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > self._visitors:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) * self._pause


def visitor(peer: str | None, forwarded: str | None) -> str:
    """Who calls: the peer, or, where that is a proxy, the last public address it was given.

    Addresses further left in ``X-Forwarded-For`` are whatever the caller wrote.
    """
    if peer and _is_public(peer):
        return peer
    for address in reversed((forwarded or "").split(",")):
        if _is_public(address.strip()):
            return address.strip()
    return peer or "unknown"


def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False
