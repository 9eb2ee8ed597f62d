#!/bin/sh
# Chromium (journeys) and PostgreSQL (the same tests on the second database) come from Debian.
# Where they may not be installed, the tests say loudly what they leave out.
set -u
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Debian packages:$missing"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 ||
    echo "!!! Could not install:$missing. What needs them is left out below."
else
  echo "!!! Not installed:$missing (needs root: apt-get install$missing). What needs them is left out below."
fi
exit 0
