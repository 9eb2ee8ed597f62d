"""The country's load in one office: 3,321 communes, 14 duties, a third reported.

Makes everything in a throw-away folder, serves it with the real server, and asks with four clients
at once. Run it with `python benchmarks/country.py`; it prints what it measured.
"""

from __future__ import annotations

import http.client
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "src"))
UNITS, DUTIES, CLIENTS = 3321, 14, 4
REQUESTS = int(os.environ.get("REQUESTS", "40"))  # by each client, for each page


def prepare() -> str:
    """Make an empty office in a folder of its own, and start Django on it."""
    home = tempfile.mkdtemp(prefix="songhanh-country-")
    os.environ["SONGHANH_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.config.settings")
    import django  # noqa: PLC0415 - its settings look at the environment above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, run_syncdb=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    return home


def fill() -> dict[str, Any]:
    """Make the country, issue the directive to all of it, and let a third report."""
    from django.utils import timezone  # noqa: PLC0415
    from django.utils.timezone import localdate  # noqa: PLC0415

    from songhanh.accounts.models import Membership, Role, User  # noqa: PLC0415
    from songhanh.directives import services  # noqa: PLC0415
    from songhanh.directives.models import Assignment, Directive, Duty, DutyBody  # noqa: PLC0415
    from songhanh.organizations.models import Body, Territory  # noqa: PLC0415

    now, today = timezone.now(), localdate()  # noqa: TID251 - as a view does
    start = today - timedelta(days=900)

    def territory(code: str, name: str, kind: str, parent: Territory | None) -> Territory:
        return Territory(
            code=code, name=name, kind=kind, parent=parent, valid_from=start, sort_key=code,
            confidence="sample",
        )  # fmt: skip

    country = territory("0000", "Nước mẫu", "province", None)
    country.save()
    communes = [
        territory(f"{n:05}", f"Xã mẫu {n:04}", "commune", country) for n in range(1, UNITS + 1)
    ]
    Territory.objects.bulk_create(communes, batch_size=500)

    def body(name: str, kind: str, where: Territory, parent: Body | None = None) -> Body:
        return Body(
            code=f"{kind}-{where.code}", name=name, kind=kind, territory=where, parent=parent,
            valid_from=start, sort_key=f"{where.code} {name}", sample=True, confidence="sample",
        )  # fmt: skip

    authority = body("UBND nước mẫu", "peoples-committee", country)
    authority.save()
    standing = body("Cục mẫu", "department", country, authority)
    standing.save()
    units = [body(f"UBND {c.name.lower()}", "peoples-committee", c, None) for c in communes]
    Body.objects.bulk_create(units, batch_size=500)

    def person(name: str, role: str, where: Body) -> User:
        found: User = User.objects.create_user(f"{role}-{where.pk}@mau.test", name)
        Membership.objects.create(user=found, body=where, role=role, valid_from=start)
        return found

    coordinator = person("Điều phối mẫu", Role.COORDINATOR, standing)
    leader = person("Lãnh đạo mẫu", Role.LEADER, authority)
    people = [User(email=f"dau-moi-{u.pk}@mau.test", name=f"Đầu mối {u.pk}") for u in units]
    User.objects.bulk_create(people, batch_size=500)
    Membership.objects.bulk_create(
        (
            Membership(user=p, body=u, role=Role.FOCAL_POINT, valid_from=start)
            for p, u in zip(people, units, strict=True)
        ),
        batch_size=500,
    )
    directive = Directive.objects.create(
        number="00/MẪU", subject="việc thử cả nước (mẫu)", text="Tổ chức truyền thông.", sample=True,
        authority=authority, standing_unit=standing, created_at=now, dated_on=today, slug="mau",
        reading={"duties": []},
    )  # fmt: skip
    for order in range(1, DUTIES + 1):
        due = today + timedelta(days=(order - 5) * 4)
        duty = Duty.objects.create(
            directive=directive, order=order, title=f"Nhiệm vụ mẫu {order}", text="Nhiệm vụ mẫu",
            due_on=due, due_set_by="coordinator",
        )  # fmt: skip
        DutyBody.objects.bulk_create(
            (DutyBody(duty=duty, body=unit, words="UBND các xã") for unit in units), batch_size=500
        )
    begun = time.perf_counter()
    services.issue(directive=directive, by=coordinator, at=now)
    print(f"issue: {UNITS * DUTIES:,} assignments in {time.perf_counter() - begun:.1f} s")  # noqa: T201
    begun = time.perf_counter()
    for unit in units[::3]:
        rows = list(Assignment.objects.filter(unit=unit))
        services.record_report(assignments=rows, by=coordinator, at=now)
    taken = time.perf_counter() - begun
    count = len(units[::3])
    print(f"report: {count:,} units, {count * DUTIES:,} assignments in {taken:.1f} s")  # noqa: T201
    first = Assignment.objects.filter(unit=units[0]).order_by("pk").values_list("pk", flat=True)[0]
    return {
        "leader": session_of(leader),
        "focal": session_of(people[0]),
        "assignment": first,
        "directive": directive.pk,
    }


def session_of(person: Any) -> str:
    """Sign a person in, as the sign-in page does, and return the cookie."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def serve() -> tuple[subprocess.Popen[bytes], int, float]:
    """Start the real server on a free port; return it, its port, and how long it took to answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--workers", "1",
        "--blocking-threads", "4", "--backpressure", "64", "--no-ws", "--log-level", "warning",
        "--host", "127.0.0.1", "--port", str(port), "songhanh.config.wsgi:application",
    ]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(PROJECT / "src"), os.environ.get("PYTHONPATH", "")])}
    begun = time.perf_counter()
    server = subprocess.Popen(command, env=environment)  # noqa: S603
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return server, port, time.perf_counter() - begun


def ask(port: int, path: str, cookie: str) -> float:
    """Ask for one page and return the seconds until it was there whole."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    taken = time.perf_counter() - begun
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{path}: {answer.status}")
    return taken


def measure(port: int, name: str, path: str, cookie: str) -> None:
    """Ask with all clients at once and print median and p95 in milliseconds."""
    times: list[float] = []

    def client() -> None:
        times.extend(ask(port, path, cookie) for _n in range(REQUESTS))

    ask(port, path, cookie)
    alone = statistics.median(ask(port, path, cookie) for _n in range(5))
    together(client)
    times.sort()
    p95 = times[int(len(times) * 0.95) - 1]
    print(  # noqa: T201
        f"{name}: alone {alone * 1000:.0f} ms, {CLIENTS} clients median "
        f"{statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
    )


def together(work: Callable[[], None]) -> None:
    """Do the same with every client at once."""
    clients = [threading.Thread(target=work) for _n in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()


def main() -> None:
    """Make, serve, measure."""
    prepare()
    made = fill()
    from django.db import connections  # noqa: PLC0415
    from django.utils.timezone import localdate  # noqa: PLC0415

    connections.close_all()
    yesterday = localdate() - timedelta(days=1)
    server, port, start = serve()
    try:
        print(f"server: up in {start:.1f} s")  # noqa: T201
        home = "/lam-viec"
        measure(port, "leader's page", f"{home}/tien-do/", made["leader"])
        measure(
            port,
            "leader's page, a past day",
            f"{home}/tien-do/?ngay={yesterday:%d/%m/%Y}",
            made["leader"],
        )
        measure(port, "late rows", f"{home}/viec/?timing=late", made["leader"])
        measure(port, "my work", f"{home}/viec-cua-toi/", made["focal"])
        measure(port, "one assignment", f"{home}/viec/{made['assignment']}/", made["focal"])
        status = Path(f"/proc/{server.pid}/status").read_text("ascii")
        peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
        workers = children_peak(server.pid)
        print(f"peak memory: server {(int(peak) + workers) / 1024:.0f} MB")  # noqa: T201
    finally:
        server.terminate()
        server.wait()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(f"peak memory: set-up {usage.ru_maxrss / 1024:.0f} MB")  # noqa: T201


def children_peak(pid: int) -> int:
    """Return the peak memory of a process's children, in kB."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text("ascii")
        except OSError:
            continue
        fields = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        if fields.get("PPid", "").strip() == str(pid) and "VmHWM" in fields:
            total += int(fields["VmHWM"].split()[0])
    return total


if __name__ == "__main__":
    main()
