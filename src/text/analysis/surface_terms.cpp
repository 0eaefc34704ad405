#include "text/analysis/surface_terms.hpp"

#include "corpus/vocabulary_parts.hpp"
#include "tema/core/error.hpp"
#include "text/analysis/tokenizer_state.hpp"
#include "text/languages/language.hpp"
#include "text/unicode/decode.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t max_terms = std::size_t{1} << 20;
constexpr std::size_t max_bytes = std::size_t{1} << 26;
constexpr std::size_t max_parts = std::size_t{1} << 22;

}  // namespace

SurfaceTerms::SurfaceTerms(const TokenizerState& tokenizer)
    : tokenizer_(tokenizer), terms_(VocabularyParts::make(tokenizer.key)) {}

SurfaceTerms::Memory& SurfaceTerms::memory_of(std::string_view language) {
  language = ruled_language(language);
  if (memory_ != nullptr && memory_->language == language) return *memory_;
  const auto is_wanted = [&](const auto& memory) { return memory->language == language; };
  const auto place = std::find_if(memories_.begin(), memories_.end(), is_wanted);
  if (place != memories_.end()) return **place;
  knows_all_plain_ = memories_.empty();
  memories_.push_back(std::make_unique<Memory>(
      Memory{.language = std::string(language), .rules = tokenizer_.rules(language)}));
  return *memories_.back();
}

/// The number itself. Throws if no value has room for it.
TermId SurfaceTerms::checked(TermId number) {
  if (number >= list_bit)
    throw Error(ErrorKind::limit, "the tokens have more than 2147483648 distinct terms, the limit");
  return number;
}

/// True if the rules are plain, and each term from a plain word can be found as a surface form.
bool SurfaceTerms::knows_plain_surfaces() const {
  return knows_all_plain_ && memory_->rules->is_plain() && !memory_->surfaces.has_forgotten();
}

TermId SurfaceTerms::number_of(std::string_view term) {
  if (knows_plain_surfaces()) return number_of_other(term);
  VocabularyParts::index_appended(terms_);
  const std::size_t before = terms_.size();
  const TermId number = terms_.intern(term);
  if (number == before && knows_all_plain_ && SurfaceCache::is_short(term) && is_ascii(term)) {
    odd_terms_.intern(term);
    odd_numbers_.push_back(number);
  }
  return checked(number);
}

/// What a new surface form maps to.
std::uint32_t SurfaceTerms::analyse(std::string_view surface, TokenKind kind, SurfaceCache& surfaces) {
  const bool is_plain_kind = kind == TokenKind::word || kind == TokenKind::number;
  if (is_plain_kind && SurfaceCache::is_short(surface) && memory_->rules->is_plain() && is_ascii(surface)) {
    return analyse_plain(surface, surfaces);
  }
  memory_->rules->analyse(surface, kind, analysed_);
  if (tokenizer_.marks_borders) {
    for (AnalysedPart& part : analysed_) part.is_kept = true;
  }
  std::erase_if(analysed_, [](const AnalysedPart& part) {
    return !part.is_kept && part.phrase_word == PhraseMatcher::no_word;
  });
  if (analysed_.empty()) return dropped;
  const auto term_of = [&](const AnalysedPart& part) {
    return part.is_kept ? number_of(part.form) : dropped;
  };
  const AnalysedPart& first = analysed_.front();
  const bool is_plain = analysed_.size() == 1 && first.span == ByteSpan{0, surface.size()} &&
                        first.phrase_word == PhraseMatcher::no_word;
  if (is_plain) return term_of(first);
  const std::size_t begin = memory_->parts.size();
  for (const AnalysedPart& part : analysed_) {
    memory_->parts.push_back({term_of(part), part.phrase_word, part.span});
  }
  memory_->lists.push_back({begin, memory_->parts.size()});
  return static_cast<std::uint32_t>(memory_->lists.size() - 1) | list_bit;
}

/// What a short ASCII word maps to, if it is only folded: what its form in small letters maps to. So a word
/// without a capital is a new term, and need only be looked up among those terms that came in another way
/// ("K").
std::uint32_t SurfaceTerms::analyse_plain(std::string_view surface, SurfaceCache& surfaces) {
  std::array<char, SurfaceCache::longest_short> small{};
  std::transform(surface.begin(), surface.end(), small.begin(), ascii_lower);
  // Whether a backtick is an apostrophe depends on the characters beside it. The size does not change.
  if (surface.find('`') != std::string_view::npos) fold(surface).copy(small.data(), small.size());
  const std::string_view form(small.data(), surface.size());
  if (form != surface) {
    if (const auto known = surfaces.find(form)) return *known;
  }
  surfaces.make_room(2);  // otherwise there could be a term that no surface maps to
  const bool knows_all = knows_all_plain_ && !surfaces.has_forgotten();
  const bool is_kept = tokenizer_.marks_borders || memory_->rules->keeps_plain(form);
  const std::uint32_t value = !is_kept ? dropped : knows_all ? number_of_new_plain(form) : number_of(form);
  if (form != surface) surfaces.insert(form, value);
  return value;
}

/// The number of a term that comes from something else than a plain word. Those terms have an index of their
/// own, because they are few. If a plain word gave the term, the word is known.
TermId SurfaceTerms::number_of_other(std::string_view term) {
  const bool could_be_plain = SurfaceCache::is_short(term) && is_ascii(term);
  if (could_be_plain) {
    const auto known = memory_->surfaces.find(term);
    if (known && *known < list_bit && terms_.term(*known) == term) return *known;
  }
  const std::size_t before = terms_.size();
  const TermId number = VocabularyParts::intern_apart(terms_, term);
  if (number == before && could_be_plain) {
    odd_terms_.intern(term);
    odd_numbers_.push_back(number);
  }
  return checked(number);
}

TermId SurfaceTerms::number_of_new_plain(std::string_view form) {
  const auto odd = odd_numbers_.empty() ? std::nullopt : odd_terms_.find(form);
  if (odd) return odd_numbers_[*odd];
  return checked(VocabularyParts::append(terms_, form));
}

std::span<const std::uint32_t> SurfaceTerms::look_up(std::string_view text, std::span<const Word> words) {
  values_.resize(std::max(values_.size(), words.size()));
  if (memory_->parts.size() > max_parts) forget_surfaces();
  SurfaceCache& surfaces = is_web(words.front().kind) ? memory_->web_surfaces : memory_->surfaces;
  const auto make = [&](std::string_view surface, TokenKind kind) {
    return analyse(surface, kind, surfaces);
  };
  surfaces.look_up(text, words, make, values_.data());
  return std::span(values_).first(words.size());
}

/// Forgets the surface forms of the language together with their lists of parts.
void SurfaceTerms::forget_surfaces() {
  knows_all_plain_ = false;
  memory_->parts.clear();
  memory_->lists.clear();
  memory_->surfaces = SurfaceCache();
  memory_->web_surfaces = SurfaceCache();
}

void SurfaceTerms::index_terms() { VocabularyParts::index_appended(terms_); }

void SurfaceTerms::keep_terms_alone() {
  memory_ = nullptr;
  memories_.clear();
}

bool SurfaceTerms::has_excess() const {
  std::size_t parts = 0;
  for (const auto& memory : memories_) parts += memory->parts.size();
  return terms_.size() > max_terms || terms_.bytes() > max_bytes || parts > max_parts;
}

void SurfaceTerms::forget() {
  // Made first, so that nothing is changed if memory runs out.
  Vocabulary none = VocabularyParts::make(tokenizer_.key);
  Vocabulary none_odd;
  memories_.clear();
  memory_ = nullptr;
  terms_ = std::move(none);
  odd_terms_ = std::move(none_odd);
  odd_numbers_.clear();
}

std::size_t SurfaceTerms::memory() const {
  std::size_t bytes = terms_.memory() + odd_terms_.memory() + odd_numbers_.capacity() * sizeof(TermId);
  for (const auto& known : memories_) {
    bytes += known->surfaces.memory() + known->web_surfaces.memory() +
             known->parts.capacity() * sizeof(Part) + known->lists.capacity() * sizeof(PartList);
  }
  return bytes;
}

}}}  // namespace tema::v0::detail
