#!/bin/sh
# From a bare Debian 12 to tests that ran: sh cmake/check.sh [--no-install]
# Installs what is missing, builds, and runs the tests, but for those of consumers that compile much, which the gate runs
# (and ctest --preset dev).
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/cmake/install_packages.sh"
read_arguments "$@"
install_packages build test
cd "$root"
[ -f build/dev/build.ninja ] || cmake --preset dev
cmake --build --preset dev
exec ctest --preset dev --parallel "$(nproc)" --label-exclude slow
