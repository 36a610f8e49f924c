#!/bin/sh
# Installs the system packages that Sommet needs and that are missing; says what to install where there is no apt.
set -eu

command -v swift >/dev/null || {
  echo "setup: Swift 6.3 or newer is needed: https://www.swift.org/install" >&2
  exit 2
}

has_pip() { python3 -m pip --version >/dev/null 2>&1; }

missing=""
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  # Not a Debian: look for the programs, and leave the installing to the reader.
  for program in git pkg-config python3; do
    command -v "$program" >/dev/null || missing="$missing $program"
  done
  has_pip || missing="$missing pip(for python3)"
  command -v dot >/dev/null || missing="$missing graphviz"
  pkg-config --exists libxml-2.0 2>/dev/null || missing="$missing libxml2(headers)"
  pkg-config --exists zlib 2>/dev/null || missing="$missing zlib(headers)"
  pkg-config --exists serd-0 2>/dev/null || missing="$missing serd(headers)"
  pkg-config --exists libedit 2>/dev/null || missing="$missing libedit(headers)"
  pkg-config --exists sqlite3 2>/dev/null || missing="$missing sqlite3(headers)"
  [ -z "$missing" ] && exit 0
  echo "setup: please install with your system's package manager:$missing" >&2
  exit 2
fi

for package in git libxml2-dev zlib1g-dev libserd-dev libedit-dev libsqlite3-dev pkg-config graphviz python3-pip; do
  case "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" in
  *" installed") continue ;;
  esac
  # What came another way than by apt is as good.
  case "$package" in
  git | pkg-config) command -v "$package" >/dev/null && continue ;;
  graphviz) command -v dot >/dev/null && continue ;;
  python3-pip) has_pip && continue ;;
  esac
  missing="$missing $package"
done
[ -z "$missing" ] && exit 0

sudo=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "setup: not root, and there is no sudo; as root, run: apt-get install$missing" >&2
    exit 2
  }
  sudo="sudo"
fi
echo "setup: installing$missing"
# shellcheck disable=SC2086
$sudo apt-get update -qq &&
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null || {
  echo "setup: apt-get did not install$missing; its reason stands above" >&2
  exit 2
}
