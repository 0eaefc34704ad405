#!/bin/sh
# From a bare Debian 12 to topics on the screen: sh cmake/demo.sh [--no-install]
# Installs what is missing, builds a release, and runs it on the sample built into the program.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/cmake/install_packages.sh"
read_arguments "$@"
install_packages build
cd "$root"
[ -f build/release/build.ninja ] || cmake --preset release
cmake --build --preset release
exec build/release/examples/tema/tema topics --sample
