"""The same thing done by several at once, each with a connection of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable


def at_once(work: Callable[[], object], *, times: int = 4) -> list[BaseException]:
    """Do it in that many threads that start together; return what went wrong in any of them."""
    failed: list[BaseException] = []
    ready = threading.Barrier(times)

    def one() -> None:
        ready.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - the test wants to know any failure
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed
