# Doxygen 1.9 knows a link to an example only as a reference to the file, whose text has no marks.
s,\[`\([^`]*\)`\](\(\.\./\)*examples/\([a-z0-9_]*\.cpp\)),[\1](@ref \3),g
# Pictures lie beside the pages.
s,\(!\[[^]]*\]\)(cmake/docs/\([a-z0-9_]*\.png\)),\1(\2),
