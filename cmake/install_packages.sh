# Sourced by the set-up scripts: install_packages GROUP… installs what is missing of packages-debian.txt.
# It prints the command before it runs it; it says in one line why it cannot.

die() { echo "tema: $1" >&2; exit 1; }

missing_packages() {
  for group in "$@"; do
    sed 's/#.*//' "$root/cmake/packages-debian.txt" | awk -v group="$group" '$2 == group { print $1 }'
  done | while read -r package; do
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || printf '%s ' "$package"
  done
}

run_shown() { echo "+ $1"; $1; }

install_packages() {
  [ "$install" = yes ] || return 0
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    die "this is no Debian: install what cmake/packages-debian.txt lists by hand, then run again with --no-install"
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" = 0 ]; then as_root=""; else
    command -v sudo >/dev/null || die "neither root nor sudo: ask for these packages, then run again with --no-install: $missing"
    as_root="sudo "
  fi
  # Without the option it succeeds though every fetch failed.
  run_shown "${as_root}apt-get -o APT::Update::Error-Mode=any update" ||
    die "apt-get update failed: is there a network? (--no-install skips it)"
  # sudo does not pass the environment on.
  run_shown "${as_root}env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing" ||
    die "apt-get could not install: $missing"
}

read_arguments() {
  install=yes
  for argument in "$@"; do
    case $argument in
      --no-install) install=no ;;
      *) die "unknown argument $argument; the only one is --no-install" ;;
    esac
  done
}
