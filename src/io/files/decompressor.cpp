#include "io/files/decompressor.hpp"

namespace tema { inline namespace v0 { namespace detail {

std::unique_ptr<Decompressor> decompressor_for(std::string_view beginning) {
  constexpr std::string_view gzip = "\x1F\x8B\x08";  // with the one method that there is
  constexpr std::string_view zstd = "\x28\xB5\x2F\xFD";
  if (beginning.starts_with(gzip)) return make_gzip_decompressor();
  if (beginning.starts_with(zstd)) return make_zstd_decompressor();
  return nullptr;
}

}}}  // namespace tema::v0::detail
