#include "given_topics.hpp"

#include "counted.hpp"
#include "tema/core/error.hpp"
#include "tema/io/assignments.hpp"
#include "tema/io/json_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>

namespace tema_program {

namespace {

/// The first of these ids, for a message.
std::string list_ids(const std::vector<std::string>& ids) {
  constexpr std::size_t shown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(ids.size(), shown); ++i)
    text += (i == 0 ? "" : ", ") + tema::json_string(ids[i]);
  return text + (ids.size() > shown ? ", …" : "");
}

/// Throws if there are any ids, naming them.
void check_none(const std::string& path, const std::vector<std::string>& ids, const char* one,
                const char* several) {
  if (ids.empty()) return;
  throw tema::Error(tema::ErrorKind::format,
                    path + ": " + counted(ids.size(), one, several) + ": " + list_ids(ids));
}

}  // namespace

std::vector<std::int32_t> given_topics(const std::string& path, const std::vector<tema::Document>& documents,
                                       const tema::RunContext& run) {
  constexpr std::int32_t missing = -2;
  std::map<std::string_view, std::size_t> places;
  std::vector<std::string> twice;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (!places.emplace(documents[i].id, i).second) twice.push_back(documents[i].id);
  }
  check_none(path, twice, "document of the corpus has the id of another one",
             "documents of the corpus have the id of another one");
  std::vector<std::int32_t> topics(documents.size(), missing);
  std::vector<std::string> unknown;
  for (const tema::AssignmentRecord& record : tema::read_assignments(path, run)) {
    const auto place = places.find(record.id);
    if (place == places.end()) {
      unknown.push_back(record.id);
    } else if (topics[place->second] != missing) {
      twice.push_back(record.id);
    } else {
      topics[place->second] = record.assignment.topic;
    }
  }
  check_none(path, unknown, "id is not in the corpus", "ids are not in the corpus");
  check_none(path, twice, "id is there twice", "ids are there twice");
  std::vector<std::string> without;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    if (topics[i] == missing) without.push_back(documents[i].id);
  }
  check_none(path, without, "document of the corpus has no line", "documents of the corpus have no line");
  return topics;
}

}  // namespace tema_program
