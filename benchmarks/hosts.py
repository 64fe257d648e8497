"""Hosts on this machine: network namespaces with an address each, joined by a bridge. Linux, as root."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Host:
    """A network namespace and its address; a command that begins with `inside` runs there and sees no other network."""

    name: str
    address: str

    @property
    def inside(self) -> tuple[str, ...]:
        """What comes before a command."""
        return "ip", "netns", "exec", self.name


@contextmanager
def hosts(count: int) -> Iterator[tuple[str, list[Host]]]:
    """The address of this machine in their network, and so many hosts. OSError where none can be made."""
    number = os.getpid() % 60_000
    net, bridge = f"10.{200 + number // 250 % 50}.{number % 250}", f"rdb{number}"
    made = [Host(f"rd{number}-{n}", f"{net}.{n + 2}") for n in range(count)]
    try:
        _ip("link", "add", bridge, "type", "bridge")
        _ip("addr", "add", f"{net}.1/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        for n, host in enumerate(made):
            _ip("netns", "add", host.name)
            _ip("link", "add", f"{bridge}-{n}", "type", "veth", "peer", "name", "eth0", "netns", host.name)
            _ip("link", "set", f"{bridge}-{n}", "master", bridge, "up")
            _ip("-n", host.name, "addr", "add", f"{host.address}/24", "dev", "eth0")
            for device in ("eth0", "lo"):
                _ip("-n", host.name, "link", "set", device, "up")
        yield f"{net}.1", made
    finally:
        for host in made:
            subprocess.run(["ip", "netns", "del", host.name], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(["ip", "link", "del", bridge], check=False, stderr=subprocess.DEVNULL)


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"ip {' '.join(words)}: {done.stderr.strip()}")
