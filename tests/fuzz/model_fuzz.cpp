// Model files that lie: any bytes, or a model's own with changed parts and right checksums. Each is refused
// by an error that names the file, or all that can be done with a model goes well with it.
#include "fuzz_input.hpp"
#include "reference/model_uses.hpp"
#include "reference/random_texts.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "tema/io/mapped_model.hpp"

#include <iterator>
#include <limits>

namespace {

using Bytes = std::vector<std::byte>;

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = [] {
    tema::Random random(1);
    return reference::random_texts(reference::english(), 5, random).texts;
  }();
  return all;
}

const fuzz::Folder& folder() {
  static const fuzz::Folder one;
  return one;
}

/// The file of a model that was fitted.
std::string honest(tema::TopicMethod method) {
  const std::string path = folder().path(method == tema::TopicMethod::mixture ? "mixture" : "kmeans");
  if (!std::filesystem::exists(path)) {
    tema::save_model(tema::TopicModel::fit(texts(), {.topics = 3, .method = method, .restarts = 1}), path);
  }
  return path;
}

template <class Number>
void put(Bytes& bytes, std::size_t place, Number number) {
  const std::size_t count = bytes.size() / sizeof number;
  if (count > 0) std::memcpy(bytes.data() + place % count * sizeof number, &number, sizeof number);
}

void change_tensor(Bytes& bytes, fuzz::Input& input) {
  const std::size_t place = input.take<std::uint16_t>();
  switch (input.below(5)) {
    case 0:
      return put(bytes, place, input.take<float>());
    case 1:
      return put(bytes, place, input.take<double>());
    case 2:
      return put(bytes, place, input.take<std::int64_t>());
    case 3:
      return put(bytes, place, static_cast<std::int32_t>(input.take<std::int8_t>()));
    default:
      return put(bytes, place, input.take<std::uint8_t>());
  }
}

void change_text(std::string& text, fuzz::Input& input) {
  constexpr const char* pieces[] = {
      "0", "-1", "1e999", "[", "{", "null", "\"\"", "18446744073709551615", "\\u0000", ","};
  const std::size_t at = input.take<std::uint16_t>() % (text.size() + 1);
  const std::size_t size = input.below(12);
  text.replace(at, size,
               input.flag() ? std::string(input.one_of(pieces)) : std::string(1, input.take<char>()));
}

std::string changed(fuzz::Input& input) {
  const std::string from = honest(input.flag() ? tema::TopicMethod::mixture : tema::TopicMethod::kmeans);
  reference::rewrite_model(
      from, folder().path("lie"), [&](tema::detail::Metadata& metadata, std::vector<Bytes>& tensors) {
        for (std::size_t changes = 1 + input.below(4); changes > 0; --changes) {
          if (input.flag()) {
            change_tensor(tensors[input.below(tensors.size())], input);
          } else {
            change_text(std::next(metadata.begin(), static_cast<std::ptrdiff_t>(input.below(metadata.size())))
                            ->second,
                        input);
          }
        }
      });
  return folder().path("lie");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  std::string path;
  try {
    path = input.below(4) == 0 ? folder().file("lie", input.rest()) : changed(input);
  } catch (const std::invalid_argument&) {
    return 0;  // metadata that are not UTF-8 any more are not written
  }
  try {
    reference::use_model(tema::load_model(path, {.allow_mismatch = true}), texts(), folder().path("again"));
  } catch (const tema::Error& error) {
    fuzz::require(std::string(error.what()).find(path) != std::string::npos, "an error names the file");
  }
  try {
    static_cast<void>(
        tema::MappedModel::open(path, {.allow_mismatch = true}).assign(texts(), {.threads = 1}));
  } catch (const tema::Error&) {
  }
  return 0;
}
