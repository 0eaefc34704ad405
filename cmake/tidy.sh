#!/bin/sh
# clang-tidy over what differs from a commit: sh cmake/tidy.sh [COMMIT]
# over everything:                            sh cmake/tidy.sh --all
# COMMIT is where the change begins, origin/main unless given. Where it is not known, where nothing differs from it,
# and where the checks themselves differ, everything is checked. Needs the build of the preset asan.
set -eu
cd "$(dirname "$0")/.."

all_sources() { git ls-files 'src/*.cpp' 'examples/*.cpp' 'bench/*.cpp'; }

# Sources stay; a header gives the sources that include it, or, if only headers do, the sources that include those.
sources_of() {
  while read -r file; do
    case $file in
      src/*.cpp | examples/*.cpp | bench/*.cpp) echo "$file" ;;
      include/*.hpp | src/*.hpp | examples/*.hpp | bench/*.hpp)
        name=$(basename "$file" | sed 's/[.]/[.]/g')
        includers=$(git grep -lE "#include [<\"](.*/)?$name[>\"]" -- src include examples bench |
          grep -v "/$name$" || true)
        sources=$(echo "$includers" | grep '[.]cpp$' || true)
        echo "${sources:-$includers}" | sources_of
        ;;
    esac
  done
}

changed_sources() {
  base=$(git merge-base HEAD "${1:-origin/main}" 2>/dev/null) || base=""
  changed=$([ -z "$base" ] || git diff --name-only --diff-filter=d "$base")
  if [ -z "$changed" ] || echo "$changed" | grep -qxE '[.]clang-tidy|cmake/tidy[.]sh'; then
    all_sources
  else
    echo "$changed" | sources_of | sort -u
  fi
}

# What the preset asan does not build, such as a benchmark beside a library that is not here, cannot be checked.
only_built() {
  while read -r file; do
    if grep -q "\"file\": \"$PWD/$file\"" build/asan/compile_commands.json; then echo "$file"; fi
  done
}

if [ "${1:-}" = --all ]; then sources=$(all_sources); else sources=$(changed_sources "${1:-}"); fi
sources=$(echo "$sources" | only_built)
[ -n "$sources" ] || { echo "clang-tidy: no source differs"; exit 0; }
echo "clang-tidy: $(echo "$sources" | wc -l) of $(all_sources | wc -l) files"
echo "$sources" | xargs -P "$(nproc)" -n 4 clang-tidy -p build/asan --quiet
