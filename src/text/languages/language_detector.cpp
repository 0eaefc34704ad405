#include "tema/text/language_detector.hpp"

#include "core/check.hpp"
#include "tema/core/parallel.hpp"
#include "tema/text/language.hpp"
#include "text/languages/cld2.hpp"
#include "text/languages/indonesian/indonesian.hpp"
#include "text/languages/language.hpp"
#include "text/languages/language_counts.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

// In bytes, as the next two. CLD2 is wrong too often about shorter texts: for headlines of 80 bytes, once in
// seven.
constexpr std::size_t shortest = 200;
// The worst text that was tried, whose script changes with each character, takes one core 0.2 s per MiB, and
// a stop must not wait for that.
constexpr std::size_t longest = 256U << 10U;
// The size that short texts are joined to.
constexpr std::size_t joined = 1024;
// In documents: enough that short ones have neighbours.
constexpr std::size_t documents_per_chunk = 256;

std::string_view beginning(std::string_view text) {
  if (text.size() <= longest) return text;
  const auto continues = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80; };
  std::size_t end = longest;
  while (longest - end < 3 && continues(end)) --end;
  return text.substr(0, end);
}

/// The text, or the title of a document without one.
std::string_view text_or_title(TextsView texts, std::size_t i) {
  return texts[i].empty() ? texts.title(i) : texts[i];
}

/// The number of documents in each language.
using Votes = std::map<std::string, std::size_t>;

Votes votes_of(const LanguageDetector& detector, TextsView texts, const Chunk& chunk, const RunContext& run) {
  Votes votes;
  std::string block;  // consecutive short texts
  std::size_t documents = 0;
  const auto vote = [&](std::string_view text, std::size_t weight) {
    const DetectedLanguage found = detector.detect(text);
    if (found.reliable) votes[found.language] += weight;
  };
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
    throw_if_stopped(run);
    const std::string_view text = text_or_title(texts, i);
    if (text.size() >= shortest) {
      vote(text, 1);
      continue;
    }
    block.append(text).append("\n");
    ++documents;
    if (block.size() < joined) continue;
    vote(block, documents);
    block.clear();
    documents = 0;
  }
  vote(block, documents);
  return votes;
}

}  // namespace

bool has_language_detection() { return detail::has_cld2(); }

LanguageDetector::LanguageDetector(LanguageDetectorOptions options) : options_(std::move(options)) {
  if (!has_language_detection()) {
    throw std::invalid_argument(
        "languages cannot be detected: this build of tema was configured with TEMA_WITH_CLD2=OFF");
  }
  options_.prior = detail::checked_language(options_.prior, "prior");
  if (options_.hint.empty()) {
    options_.hint = detail::is_indonesian_or_malay(options_.prior) ? options_.prior : "id";
  }
  options_.hint = detail::checked_language(options_.hint, "hint");
  if (!detail::is_indonesian_or_malay(options_.hint)) {
    detail::throw_invalid("hint", '"' + options_.hint + '"', "\"id\", \"ms\" or empty");
  }
}

DetectedLanguage LanguageDetector::detect(std::string_view text) const {
  DetectedLanguage unknown{.language = options_.prior};
  if (text.size() < shortest) return unknown;
  const detail::Cld2Answer answer = detail::ask_cld2(beginning(text));
  std::vector<DetectedLanguage> found;
  for (const detail::Cld2Language& part : answer.languages) {
    std::string code = canonical_language(part.code).value_or("und");  // "un", "xx-Goth"
    if (detail::is_indonesian_or_malay(code)) code = options_.hint;
    // Languages that CLD2 distinguishes may be one language here. Languages that are unknown here are each
    // one of their own.
    const auto same = std::find_if(found.begin(), found.end(), [&](const DetectedLanguage& other) {
      return code != "und" && other.language == code;
    });
    if (same == found.end()) {
      found.push_back({std::move(code), answer.reliable, part.percent / 100.0});
    } else {
      same->share += part.percent / 100.0;
    }
  }
  for (DetectedLanguage& language : found) {
    if (language.reliable && language.share > 0.5) return std::move(language);
    if (language.language == unknown.language && language.language != "und") unknown.share = language.share;
  }
  return unknown;
}

std::vector<DetectedLanguage> LanguageDetector::detect_all(TextsView texts, const RunContext& run) const {
  std::vector<DetectedLanguage> found(texts.size());
  Workers workers(run);
  workers.for_chunks(
      texts.size(), documents_per_chunk,
      [&](const Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          throw_if_stopped(run);
          found[i] = detect(text_or_title(texts, i));
        }
      },
      "detect languages");
  return found;
}

LanguageDetector LanguageDetector::fit(TextsView texts, const LanguageDetectorOptions& options,
                                       const RunContext& run) {
  LanguageDetector detector(options);
  std::vector<Votes> parts(chunk_count(texts.size(), documents_per_chunk));
  Workers workers(run);
  workers.for_chunks(
      texts.size(), documents_per_chunk,
      [&](const Chunk& chunk) { parts[chunk.index] = votes_of(detector, texts, chunk, run); },
      "detect languages");
  Votes votes;
  for (const Votes& part : parts) {
    for (const auto& [language, documents] : part) votes[language] += documents;
  }
  std::size_t most = 0;
  for (const auto& [language, documents] : votes) {
    if (documents <= most) continue;
    most = documents;
    detector.options_.prior = language;
  }
  return detector;
}

std::vector<LanguageCount> count_languages(std::span<const DetectedLanguage> documents) {
  detail::DocumentsOfLanguage counts;
  for (const DetectedLanguage& document : documents) ++counts[document.language];
  return detail::sorted_by_documents(counts);
}

}}  // namespace tema::v0
