#!/bin/sh
# Installs the system packages that Sommet needs and that are missing; says what to install where there is no apt.
#   setup.sh         to build and run
#   setup.sh tests   what only the tests need
set -eu

case "${1:-}" in
tests) wanted="libxml2-utils" ;;
*) wanted="libxml2-dev zlib1g-dev pkg-config graphviz python3-pip" ;;
esac

command -v swift >/dev/null || {
  echo "setup: Swift 6.3 or newer is needed: https://www.swift.org/install" >&2
  exit 2
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  # Not a Debian: look for the programs, and leave the installing to the reader.
  missing=""
  pkg-config --exists libxml-2.0 2>/dev/null || missing="$missing libxml2(headers)"
  pkg-config --exists zlib 2>/dev/null || missing="$missing zlib(headers)"
  command -v dot >/dev/null || missing="$missing graphviz"
  python3 -m pip --version >/dev/null 2>&1 || missing="$missing python3-pip"
  [ -z "$missing" ] && exit 0
  echo "setup: please install with your system's package manager:$missing" >&2
  exit 2
fi

missing=""
for package in $wanted; do
  case "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" in
  *" installed") continue ;;
  esac
  # A pip that came another way than by apt is as good.
  [ "$package" = python3-pip ] && python3 -m pip --version >/dev/null 2>&1 && continue
  missing="$missing $package"
done
[ -z "$missing" ] && exit 0

echo "setup: installing$missing"
sudo=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "setup: run as root: apt-get install$missing" >&2
    exit 2
  }
  sudo="sudo"
fi
$sudo apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
