"""How long the first and the second start take until a page answers, and how much room all takes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Start the demo twice in a throw-away folder; print seconds and sizes."""
    with tempfile.TemporaryDirectory(prefix="songhanh-start-") as home:
        first, second = start(home), start(home)
        sys.stdout.write(
            f"start until a page answers: first {first:.1f} s (with the demo loaded), "
            f"second {second:.1f} s\n"
            f"room: environment {size(PROJECT / '.venv'):.0f} MB, "
            f"data folder with the demo {size(Path(home)):.0f} MB\n"
        )


def start(home: str) -> float:
    """Serve on a free port; return the seconds until the help page came, and stop."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("songhanh")), "run"]
    environment = os.environ | {"SONGHANH_HOME": home, "PORT": str(port)}
    begun = time.perf_counter()
    server = subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait(f"http://127.0.0.1:{port}/giup-do/")
        return time.perf_counter() - begun
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def wait(address: str) -> None:
    """Ask until there is an answer."""
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310
        except OSError:
            time.sleep(0.05)
        else:
            return


def size(folder: Path) -> float:
    """Return how much a folder holds, in MB."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


if __name__ == "__main__":
    main()
