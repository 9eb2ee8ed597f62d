"""The country's load in one office: 3,321 communes, 14 duties, a third reported and accepted.

Makes everything in a throw-away folder, serves it with the real server, and asks with four clients
at once. Run it with `python benchmarks/country.py`; it prints what it measured.
"""

from __future__ import annotations

import atexit
import http.client
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "src"))
UNITS, DUTIES, CLIENTS = 3321, 14, 4
TODAY = date.today()  # noqa: DTZ011 - the machine's own day
START = TODAY - timedelta(days=900)
THEMES = ("communication", "action_month", "violence_response", "funding", "training")
REQUESTS = int(os.environ.get("REQUESTS", "40"))  # by each client, for each page


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def moment() -> datetime:
    """Return now."""
    return datetime.now(UTC)  # noqa: TID251 - as a view does


def prepare() -> str:
    """Make an empty office in a folder of its own, and start Django on it."""
    home = tempfile.mkdtemp(prefix="songhanh-country-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["SONGHANH_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.config.settings")
    import django  # noqa: PLC0415 - its settings look at the environment above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, run_syncdb=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    from songhanh.datapacks.packs import load_figures  # noqa: PLC0415

    load_figures()
    return home


def fill() -> dict[str, Any]:
    """Make the country, issue the directive to all of it, and let a third report."""
    from songhanh.directives.models import Assignment  # noqa: PLC0415

    authority, standing, units = bodies()
    coordinator, leader, focal = people(authority, standing, units)
    directive = draft(authority, standing, units)
    issue(directive, coordinator)
    report(directive, units[1::3], focal[1::3], coordinator)
    consolidate(directive, coordinator)
    first = Assignment.objects.filter(unit=units[0]).order_by("pk").values_list("pk", flat=True)[0]
    return {"leader": session_of(leader), "focal": session_of(focal[0]), "assignment": first}


def bodies() -> tuple[Any, Any, list[Any]]:
    """Make an invented country: its authority, the unit that follows up, every commune."""
    from songhanh.organizations.models import Body, Territory  # noqa: PLC0415

    def place(code: str, name: str, kind: str, parent: Territory | None = None) -> Territory:
        return Territory(
            code=code, name=name, kind=kind, parent=parent, valid_from=START, sort_key=code,
            confidence="sample",
        )  # fmt: skip

    def body(name: str, kind: str, where: Territory, parent: Body | None = None) -> Body:
        return Body(
            code=f"{kind}-{where.code}", name=name, kind=kind, territory=where, parent=parent,
            valid_from=START, sort_key=f"{where.code} {name}", sample=True, confidence="sample",
        )  # fmt: skip

    country = place("0000", "Nước mẫu", "province")
    country.save()
    communes = [place(f"{n:05}", f"Xã mẫu {n:04}", "commune", country) for n in range(1, UNITS + 1)]
    Territory.objects.bulk_create(communes, batch_size=500)
    authority = body("UBND nước mẫu", "peoples-committee", country)
    authority.save()
    standing = body("Cục mẫu", "department", country, authority)
    standing.save()
    units = [body(f"UBND {c.name.lower()}", "peoples-committee", c) for c in communes]
    Body.objects.bulk_create(units, batch_size=500)
    return authority, standing, units


def people(authority: Any, standing: Any, units: list[Any]) -> tuple[Any, Any, list[Any]]:
    """Make a coordinator, a leader, and a focal point in every commune; return all."""
    from songhanh.accounts.models import Membership, Role, User  # noqa: PLC0415

    def member(person: User, role: str, where: Any) -> Membership:
        return Membership(user=person, body=where, role=role, valid_from=START)

    coordinator = User.objects.create_user("dieu-phoi@mau.test", "Điều phối mẫu")
    leader = User.objects.create_user("lanh-dao@mau.test", "Lãnh đạo mẫu")
    focal = [User(email=f"dau-moi-{u.pk}@mau.test", name=f"Đầu mối {u.pk}") for u in units]
    User.objects.bulk_create(focal, batch_size=500)
    rows = [
        member(coordinator, Role.COORDINATOR, standing),
        member(leader, Role.LEADER, authority),
        *(member(p, Role.FOCAL_POINT, unit) for p, unit in zip(focal, units, strict=True)),
    ]
    Membership.objects.bulk_create(rows, batch_size=500)
    return coordinator, leader, focal


def draft(authority: Any, standing: Any, units: list[Any]) -> Any:
    """Make the draft: fourteen duties, a third of them past their deadline, for every commune."""
    from songhanh.directives.models import Directive, Duty, DutyBody  # noqa: PLC0415

    directive = Directive.objects.create(
        number="00/MẪU", subject="việc thử cả nước (mẫu)", text="Tổ chức truyền thông.", sample=True,
        authority=authority, standing_unit=standing, created_at=moment(), dated_on=TODAY,
        slug="mau", reading={"duties": []},
    )  # fmt: skip
    for order in range(1, DUTIES + 1):
        duty = Duty.objects.create(
            directive=directive, order=order, title=f"Nhiệm vụ mẫu {order}", text="Nhiệm vụ mẫu",
            theme=THEMES[order % len(THEMES)],
            due_on=TODAY + timedelta(days=(order - 5) * 4), due_set_by="coordinator",
        )  # fmt: skip
        rows = (DutyBody(duty=duty, body=unit, words="UBND các xã") for unit in units)
        DutyBody.objects.bulk_create(rows, batch_size=500)
    return directive


def issue(directive: Any, coordinator: Any) -> None:
    """Give the directive to the whole country."""
    from songhanh.directives import services  # noqa: PLC0415

    begun = time.perf_counter()
    services.issue(directive=directive, by=coordinator, at=moment())
    say(f"issue: {UNITS * DUTIES:,} assignments in {time.perf_counter() - begun:.1f} s")


def report(directive: Any, units: list[Any], focal: list[Any], coordinator: Any) -> None:
    """Let these units send everything, with figures, and accept it: one after the other."""
    from songhanh.returns.models import Section  # noqa: PLC0415
    from songhanh.returns.queries.sections import asks_of  # noqa: PLC0415
    from songhanh.returns.services import drafts, reviewing, sending  # noqa: PLC0415

    taken = {"send": 0.0, "accept": 0.0}
    for unit, person in zip(units, focal, strict=True):
        opened = drafts.open_return(directive=directive, unit=unit, by=person, at=moment())
        asks = asks_of(opened)
        sections = list(Section.objects.filter(unit_return=opened))
        for section in sections:
            section.draft = answer(asks[section.pk].own, section.pk)
        Section.objects.bulk_update(sections, ["draft"])
        begun = time.perf_counter()
        sending.send(
            unit_return=opened, sections=sections, token=f"t{opened.pk}", by=person, at=moment()
        )
        sent = time.perf_counter()
        reviewing.accept_all(unit_return=opened, by=coordinator, at=moment())
        taken["send"] += sent - begun
        taken["accept"] += time.perf_counter() - sent
    say(
        f"report: {len(units):,} units, {len(units) * DUTIES:,} sections; a whole return is sent in "
        f"{taken['send'] / len(units) * 1000:.0f} ms, accepted in "
        f"{taken['accept'] / len(units) * 1000:.0f} ms"
    )


def answer(asked: list[Any], seed: int) -> dict[str, Any]:
    """Return what a unit types under a duty: texts, a document, every figure asked for."""
    from songhanh.returns.rules import content  # noqa: PLC0415

    def cells(*, by_sex: bool) -> dict[str, dict[str, str]]:
        female, male = seed % 90, seed % 70
        if not by_sex:
            return {"total": {"typed": str(female + male)}}
        counts = {"total": female + male, "female": female, "male": male}
        return {split: {"typed": str(count)} for split, count in counts.items()}

    return content.tidy(
        {
            "done": f"Đã tổ chức thực hiện theo kế hoạch của đơn vị, đợt {seed} (mẫu). " * 3,
            "difficulties": "Kinh phí còn hạn chế (mẫu)." if seed % 3 == 0 else "",
            "documents": [{"number": f"{seed}/KH-UBND", "dated": f"{TODAY:%d/%m/%Y}", "title": ""}],
            "proposals": [{"text": f"Đề nghị tập huấn đợt {seed} (mẫu)."}]
            if seed % 20 == 0
            else [],
            "figures": {row.code: cells(by_sex=row.by_sex) for row in asked},
        }
    )


def consolidate(directive: Any, coordinator: Any) -> None:
    """Make the consolidated report as Word and PDF, and its annex with every row."""
    from songhanh.returns.queries import tables  # noqa: PLC0415
    from songhanh.returns.services.reports import consolidate, prepare_report  # noqa: PLC0415

    begun = time.perf_counter()
    consolidate(directive, TODAY)
    summed = time.perf_counter()
    prepare_report(directive=directive, by=coordinator, at=moment())
    made = time.perf_counter()
    annex = tables.annex(directive, on=TODAY)
    say(
        f"consolidated report: summed up in {summed - begun:.2f} s; as Word and PDF, kept, in "
        f"{made - summed:.2f} s; annex of {len(annex) / 1e6:.1f} MB in "
        f"{time.perf_counter() - made:.1f} s"
    )


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
    program = (
        "from songhanh.config import wsgi; "  # loaded before the server copies itself, as `run` does
        f"from songhanh.config.serving import serve_web; serve_web('127.0.0.1', {port})"
    )
    command = [sys.executable, "-c", program]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(PROJECT / "src"), os.environ.get("PYTHONPATH", "")])
    }
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


def measure(server: int, port: int, name: str, path: str, cookie: str) -> None:
    """Ask with all clients at once and print median and p95, and what a request costs the processor."""
    times: list[float] = []

    def client() -> None:
        times.extend(ask(port, path, cookie) for _n in range(REQUESTS))

    ask(port, path, cookie)
    alone = statistics.median(ask(port, path, cookie) for _n in range(5))
    before = processor(server)
    together(client)
    cost = (processor(server) - before) / len(times)
    times.sort()
    p95 = times[int(len(times) * 0.95) - 1]
    say(
        f"{name}: alone {alone * 1000:.0f} ms, {CLIENTS} clients median "
        f"{statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, "
        f"{cost * 1000:.0f} ms of processor a request"
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

    connections.close_all()
    yesterday = TODAY - timedelta(days=1)
    server, port, start = serve()
    try:
        say(f"server: up in {start:.1f} s")
        memory = Memory(server.pid)
        memory.start()
        home = "/lam-viec"
        time.sleep(3)  # each of its processes has loaded all pages
        measure(server.pid, port, "leader's page", f"{home}/tien-do/", made["leader"])
        measure(
            server.pid,
            port,
            "leader's page, a past day",
            f"{home}/tien-do/?ngay={yesterday:%d/%m/%Y}",
            made["leader"],
        )
        measure(server.pid, port, "late rows", f"{home}/viec/?timing=late", made["leader"])
        measure(server.pid, port, "my work", f"{home}/viec-cua-toi/", made["focal"])
        measure(
            server.pid, port, "one assignment", f"{home}/viec/{made['assignment']}/", made["focal"]
        )
        measure(
            server.pid,
            port,
            "consolidated report, page",
            f"{home}/bao-cao/tong-hop/1/",
            made["leader"],
        )
        say(
            f"peak memory: server {memory.whole / 1024:.0f} MB, "
            f"{memory.own / 1024:.0f} MB of it without the pages of files"
        )
    finally:
        server.terminate()
        server.wait()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    say(f"peak memory: set-up {usage.ru_maxrss / 1024:.0f} MB")


def family(pid: int) -> list[Path]:
    """Return the process and its children, as folders of /proc."""
    found = [Path(f"/proc/{pid}")]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[1] == str(pid):
            found.append(stat.parent)
    return found


def processor(pid: int) -> float:
    """Return the seconds of processor time that the server has used."""
    ticks = os.sysconf("SC_CLK_TCK")
    stats = [(path / "stat").read_text("utf-8").rpartition(")")[2].split() for path in family(pid)]
    return sum(int(fields[11]) + int(fields[12]) for fields in stats) / ticks


class Memory(threading.Thread):
    """Looks twice a second how much memory the server uses, and keeps the most, in kB.

    `whole` counts what its processes share once; `own` leaves out the pages of the database file,
    which the system takes back whenever it needs room.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.whole, self.own = pid, 0, 0

    def run(self) -> None:
        while True:
            self.whole = max(self.whole, self.sum_of("Pss:"))
            self.own = max(self.own, self.sum_of("Pss_Anon:"))
            time.sleep(0.5)

    def sum_of(self, name: str) -> int:
        total = 0
        for path in family(self.pid):
            try:
                lines = (path / "smaps_rollup").read_text("utf-8").splitlines()
            except OSError:  # it has just ended
                continue
            total += sum(int(line.split()[1]) for line in lines if line.startswith(name))
        return total


if __name__ == "__main__":
    main()
