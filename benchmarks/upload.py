"""From the upload of the seed to the page with the proposed duties: median and p95, in one process."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = "data/packs/tam-ky-2021/seed/000_ecd5c5294e6654dc.txt"
TAKE_IN = "/lam-viec/chi-dao/tiep-nhan/"
TIMES = 40


def main() -> None:
    """Measure in a process of its own: settings read the data folder once."""
    with tempfile.TemporaryDirectory(prefix="songhanh-bench-") as home:
        environment = os.environ | {"SONGHANH_HOME": home, "SONGHANH_BENCH": "1"}
        subprocess.run([sys.executable, __file__], env=environment, check=True)  # noqa: S603


def measure() -> None:
    import django  # noqa: PLC0415 - settings must know the folder first

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from songhanh.accounts.models import Role, User  # noqa: PLC0415

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_demo", verbosity=0)
    client = Client()
    coordinator = User.objects.filter(memberships__role=Role.COORDINATOR).first()
    assert coordinator is not None  # noqa: S101
    client.force_login(coordinator)
    page = client.get(TAKE_IN).content.decode()
    unit = re.search(r'name="unit"[^>]*value="(\d+)"', page) or re.search(
        r'<option value="(\d+)"', page
    )
    assert unit is not None  # noqa: S101
    data = (Path(__file__).resolve().parents[1] / SEED).read_bytes()
    times = []
    for number in range(TIMES):
        upload = SimpleUploadedFile(f"cong-van-{number}.txt", data)
        begun = time.perf_counter()
        answer = client.post(TAKE_IN, {"unit": unit[1], "file": upload}, follow=True)
        times.append(time.perf_counter() - begun)
        assert answer.status_code == 200, answer.status_code  # noqa: S101
        assert "14 nhiệm vụ" in answer.content.decode()  # noqa: S101
    ordered = sorted(times)
    sys.stdout.write(
        f"upload of the seed to the page of 14 proposed duties, {TIMES} times: "
        f"median {statistics.median(times) * 1000:.0f} ms, "
        f"p95 {ordered[int(TIMES * 0.95) - 1] * 1000:.0f} ms\n"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.config.settings")
    measure() if os.environ.get("SONGHANH_BENCH") else main()
