#!/bin/sh
# A browser for the tests: the one that is there, else Debian's chromium, else playwright's own.
set -eu
if command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
    command -v google-chrome >/dev/null 2>&1; then
    exit 0
fi
if command -v apt-get >/dev/null 2>&1; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    if $as_root apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
            chromium fonts-dejavu-core >/dev/null; then
        exit 0
    fi
fi
exec .venv/bin/python -m playwright install chromium
