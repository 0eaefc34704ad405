#pragma once

#include "io/model/model_json.hpp"
#include "io/safetensors/safetensors_reader.hpp"
#include "tema/core/error.hpp"
#include "tema/text/tokenizer.hpp"

#include <exception>
#include <map>
#include <new>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

inline constexpr std::string_view format_name = "tema topic model";
inline constexpr std::string_view format_version = "1";

/// Calls a function that reads one part of a file. An exception other than tema's own and std::bad_alloc is
/// reported as damage of the file.
template <class Read>
auto part(const std::string& path, std::string_view name, Read&& read) {
  try {
    return read();
  } catch (const Error&) {
    throw;
  } catch (const Cancelled&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw Error(ErrorKind::format, path + ": " + std::string(name) + ": " + error.what());
  }
}

/// Throws unless the file is a topic model in the format that this library reads.
void check_format(const std::string& path, const SafetensorsFile& file);

/// The source of the tokens of a saved model: the tokenizer, or a source that is not in the file.
TopicTokens tokens_of(const Tokenizer& tokenizer, const AnalysisRecord& analysis);

/// Throws Error{mismatch} if texts are analysed differently `here` than when the model was made.
void check_analysis(const std::string& path, const std::string& made_by, const AnalysisRecord& analysis,
                    const std::map<std::string, std::string>& here);

}}}  // namespace tema::v0::detail
