#!/usr/bin/env bash
# Fills a database of its own with invented pages and times searches over them:
#     tests/benchmarks/search.sh .venv/bin/python 100000
# On SQLite, or on the PostgreSQL server that DATABASE_URL names (tests/postgres.sh starts one).
set -euo pipefail

python=$1
pages=${2:-100000}
DATA_DIR=$(mktemp -d "${TMPDIR:-/tmp}/bench-search.XXXXXX")
export DATA_DIR
trap 'rm -rf "$DATA_DIR"' EXIT

"$python" manage.py migrate --verbosity 0
"$python" -m tests.benchmarks.search --fill "$pages"
# A site that has run for a while is measured, not the minute after so much was written.
"$python" -m tests.benchmarks.search --each 30 >/dev/null
"$python" -m tests.benchmarks.search "${@:3}"
