# Puts the page of the report together: cmake -D OUTPUT=FOLDER -D STYLE=page.css -D SCRIPTS=a.js|b.js -P report_page.cmake
#
# OUTPUT gets report_style.css, report_script.js (all scripts, in one scope of their own), and report_policy.txt: the
# Content-Security-Policy that allows this style and this script, by their hashes, and nothing else.
string(REPLACE "|" ";" scripts "${SCRIPTS}")

file(READ "${STYLE}" style)
set(script "(() => {\n'use strict';\n\n")
foreach(file IN LISTS scripts)
  file(READ "${file}" text)
  string(APPEND script "${text}\n")
endforeach()
string(APPEND script "})();\n")

# The SHA-256 of a text, in base64 as browsers expect it.
function(hash_source text out)
  set(alphabet ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)
  string(SHA256 digits "${text}")
  set(encoded "")
  foreach(start RANGE 0 63 6)
    string(SUBSTRING "${digits}0000" ${start} 6 group)
    foreach(shift 18 12 6 0)
      math(EXPR index "(0x${group} >> ${shift}) & 63")
      string(SUBSTRING "${alphabet}" ${index} 1 character)
      string(APPEND encoded "${character}")
    endforeach()
  endforeach()
  string(SUBSTRING "${encoded}" 0 43 encoded)  # 32 bytes are 43 characters and one of padding
  set(${out} "sha256-${encoded}=" PARENT_SCOPE)
endfunction()

hash_source("${style}" style_source)
hash_source("${script}" script_source)
file(MAKE_DIRECTORY "${OUTPUT}")
file(WRITE "${OUTPUT}/report_style.css" "${style}")
file(WRITE "${OUTPUT}/report_script.js" "${script}")
file(WRITE "${OUTPUT}/report_policy.txt" "default-src 'none'; script-src '${script_source}'; "
     "style-src '${style_source}'; base-uri 'none'; form-action 'none'")
