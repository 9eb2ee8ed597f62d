"""What the web server calls."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.config.settings")
application = get_wsgi_application()

# All pages are loaded before the first is asked for, and what stays for good is not looked through
# again and again for rubbish: that would hold up one request in twenty by a tenth of a second.
get_resolver().url_patterns  # noqa: B018 - asking loads them
gc.collect()
gc.freeze()
