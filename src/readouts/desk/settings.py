"""How a desk is served: where it listens, who may come in, how much at once."""

from __future__ import annotations

from dataclasses import dataclass

from readouts.desk.hosts import is_loopback


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `readouts serve` was told.

    `sign_in` asks for an account before anything is shown, as is done in any case where others than this machine come
    to it; `hosts` are further names that the desk answers by; `proxied` believes the proxy in front on who asks;
    `readers` are the connections to the ledger that are kept open at once, more of which only slow each other down;
    `posts` is how much one visitor may send a minute, `slowest` within how many seconds a form must have come in.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    sign_in: bool = False
    hosts: tuple[str, ...] = ()
    proxied: bool = False
    readers: int = 2
    posts: int = 60
    slowest: float = 20.0

    @property
    def signs_in(self) -> bool:
        """Whether an account is asked for."""
        return self.sign_in or self.proxied or not is_loopback(self.host)
