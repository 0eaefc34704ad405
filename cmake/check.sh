#!/bin/sh
# From a bare Debian 12 to every test run: sh cmake/check.sh [--no-install]
# Installs what is missing, builds, and runs the tests.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/cmake/install_packages.sh"
read_arguments "$@"
install_packages build test
cd "$root"
[ -f build/dev/build.ninja ] || cmake --preset dev
cmake --build --preset dev
exec ctest --preset dev --parallel "$(nproc)"
