#!/bin/sh
# Starts a PostgreSQL server of its own, loads scripts, asks questions, stops it.
#   postgres.sh FOLDER
# Every FOLDER/NAME.sql goes into the schema NAME, with what psql says in NAME.log; every FOLDER/NAME.ask is then run, its
# answer goes to NAME.answer, one row a line. The server listens on a socket in FOLDER and nowhere else.
# Ends with 77 where there is no server.
set -eu
folder=$(cd "$1" && pwd)
bin=""
for place in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
  [ -x "$place/initdb" ] && bin=$place/
done
if [ -z "$bin" ] && ! command -v initdb >/dev/null; then exit 77; fi
command -v psql >/dev/null || [ -x "${bin}psql" ] || exit 77
psql=$(command -v psql || echo "${bin}psql")

# The server refuses to be root.
as=""
if [ "$(id -u)" -eq 0 ]; then
  for user in postgres nobody; do
    if id "$user" >/dev/null 2>&1; then as="runuser -u $user --"; break; fi
  done
  command -v runuser >/dev/null && [ -n "$as" ] || exit 77
fi
# A socket's path is short, whatever the folder's is.
home=$(mktemp -d /tmp/sommet-pg-XXXXXX)
stop() {
  [ -d "$home/data" ] && (cd / && $as "${bin}pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1) || true
  rm -rf "$home"
}
trap stop EXIT
trap 'exit 1' INT TERM
[ -z "$as" ] || chown "$user" "$home"
cd /
$as "${bin}initdb" -D "$home/data" -U sommet -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 ||
  { cat "$folder/initdb.log" >&2; exit 1; }
$as "${bin}pg_ctl" -D "$home/data" -w -t 60 -l "$home/log" \
  -o "-c listen_addresses='' -c unix_socket_directories='$home' -c fsync=off" start >/dev/null ||
  { cat "$home/log" >&2; exit 1; }

ask() { PGOPTIONS='-c client_min_messages=warning' "$psql" -X -q -h "$home" -U sommet -d postgres -v ON_ERROR_STOP=1 "$@"; }
for script in "$folder"/*.sql; do
  [ -e "$script" ] || continue
  name=$(basename "$script" .sql)
  status=0
  ask -v schema="$name" -f "$script" >"$folder/$name.log" 2>&1 || status=$?
  echo "exit $status" >>"$folder/$name.log"
done
for question in "$folder"/*.ask; do
  [ -e "$question" ] || continue
  ask -A -t -f "$question" >"${question%.ask}.answer" 2>&1 || { cat "${question%.ask}.answer" >&2; exit 1; }
done
