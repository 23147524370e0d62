#!/usr/bin/env bash
# Run README's two commands on a bare Debian 12: what a stranger sees who has never seen this source.
#
#   sudo packaging/bare_machine.sh [FOLDER] [dev.py's arguments ...]
#
# FOLDER (default: a new temporary one) becomes a Debian of debootstrap's smallest variant with python3,
# git and ca-certificates, and a clone of the last commit. With further arguments only that dev.py command
# is run, in a system that may be there from before. The way to package mirrors (apt's sources, pip's
# configuration, certificates, proxies) is this machine's own, copied at run time.
set -euo pipefail

if [[ $EUID -ne 0 ]] || ! command -v debootstrap >/dev/null; then
  echo "error: it needs root and debootstrap (apt-get install debootstrap)" >&2
  exit 1
fi

# Mounts of our own namespace vanish with it, whatever happens.
if [[ ${1:-} != --inside ]]; then exec unshare --mount --propagation private "$0" --inside "$@"; fi
shift

root=$(cd "$(dirname "$0")/.." && pwd)
target=${1:-$(mktemp -d -t bare-machine.XXXXXX)}
shift || true
mkdir -p "$target"
target=$(cd "$target" && pwd)

mirror=$(sed -n 's/^URIs: *\([^ ]*\/debian\)\/\{0,1\}$/\1/p; s/^deb \(http[^ ]*\/debian\)\/\{0,1\} .*/\1/p' \
  /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1 || true)

if [[ ! -e $target/usr/bin/python3 ]]; then
  debootstrap --variant=minbase --include=python3,git,ca-certificates \
    bookworm "$target" ${mirror:+"$mirror"}
fi

mount -t proc proc "$target/proc"
mount --rbind /dev "$target/dev"

# This machine's way to the mirrors.
cp -L /etc/resolv.conf "$target/etc/resolv.conf"
cp -a /etc/apt/sources.list.d/debian.sources "$target/etc/apt/sources.list.d/" 2>/dev/null &&
  rm -f "$target/etc/apt/sources.list"
if [[ -d /usr/local/share/ca-certificates ]]; then
  cp -a /usr/local/share/ca-certificates/. "$target/usr/local/share/ca-certificates/"
  chroot "$target" update-ca-certificates >/dev/null
fi
pip_settings=()
while IFS='=' read -r name value; do
  case $name in
    PIP_CERT | PIP_INDEX_URL | PIP_DEFAULT_TIMEOUT | SSL_CERT_FILE | SSL_CERT_DIR | *_proxy | *_PROXY)
      pip_settings+=("$name=$value") ;;
  esac
done < <(env)

# A clone: only what is committed.
rm -rf "$target/intake" "$target/tmp/demo"
git clone --quiet --no-local "$root" "$target/intake"

inside() {
  chroot "$target" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    "${pip_settings[@]}" /bin/sh -c "cd /intake && $1"
}

if [[ $# -gt 0 ]]; then
  inside "python3 packaging/dev.py $*"
else
  inside "python3 packaging/dev.py demo --out /tmp/demo"
  inside "python3 packaging/dev.py test"
fi
echo "the bare machine in $target did it"
