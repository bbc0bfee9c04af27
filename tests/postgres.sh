#!/usr/bin/env bash
# Runs a command with DATABASE_URL naming a PostgreSQL server of its own, which is gone afterwards:
#     tests/postgres.sh .venv/bin/python -m pytest
set -euo pipefail

programs() {
    local found
    # Debian keeps the server's programs off the PATH.
    found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    [ -x "$found" ] || found=$(command -v initdb) && dirname "$found"
}

if ! programs >/dev/null; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "These tests need PostgreSQL: install it (on Debian: apt install postgresql)." >&2
        exit 1
    fi
    echo "Installing postgresql ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null
    apt-get install -y -qq --no-install-recommends postgresql >/dev/null
fi
bin=$(programs)

# initdb refuses to work for root, so the server then belongs to somebody without rights.
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    as_owner() { runuser -u "$owner" -- "$@"; }
fi

# Under /tmp, since the path of a socket may have 107 characters only.
folder=$(mktemp -d /tmp/postgres-tests.XXXXXX)
remove() {
    (cd / && as_owner "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop) \
        >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap remove EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
[ -z "${owner:-}" ] || chown "$owner" "$folder"

server() {
    cd /  # the owner may not be allowed to stand in the folder of the project
    as_owner "$bin/initdb" --pgdata="$folder/data" --username=tests --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync
    # It answers on a socket in its own folder alone, and may lose everything in a crash.
    as_owner "$bin/pg_ctl" --pgdata="$folder/data" --wait --log="$folder/log" start --options \
        "-k $folder -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
}
if ! (server) >"$folder.log" 2>&1; then
    echo "The PostgreSQL server could not be started:" >&2
    cat "$folder.log" "$folder/log" >&2 || true
    rm -f "$folder.log"
    exit 1
fi
rm -f "$folder.log"

DATABASE_URL="postgres://tests@${folder//\//%2F}/postgres" "$@"
