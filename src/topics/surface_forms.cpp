#include "topics/surface_forms.hpp"

#include "core/per_thread.hpp"
#include "tema/core/parallel.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t texts_per_chunk = 64;

/// The number of times that each spelling of a term occurs.
using Written = std::map<std::string, std::uint64_t, std::less<>>;

/// The counts of one thread.
class FormCounter {
 public:
  FormCounter(const Vocabulary& wanted, std::unique_ptr<TokenReader> reader)
      : wanted_(wanted), reader_(std::move(reader)), of_term_(wanted.size()) {}

  void read(const SourceText& text) {
    ids_.clear();
    spans_.clear();
    reader_->append(text, ids_, spans_);
    const Vocabulary& terms = reader_->terms();
    for (std::size_t id = wanted_terms_.size(); id < terms.size(); ++id) {
      wanted_terms_.push_back(wanted_.find(terms.term(static_cast<TermId>(id))));
    }
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      const std::optional<TermId> term = wanted_terms_[ids_[i]];
      if (term && spans_[i].size() > 0) {
        count(text.text.substr(spans_[i].begin, spans_[i].size()), of_term_[*term]);
      }
    }
  }

  [[nodiscard]] const Written& written(std::size_t term) const { return of_term_[term]; }

 private:
  static void count(std::string_view surface, Written& written) {
    const auto at = written.find(surface);
    if (at != written.end()) {
      ++at->second;
    } else {
      written.emplace(surface, 1);
    }
  }

  const Vocabulary& wanted_;
  std::unique_ptr<TokenReader> reader_;
  std::vector<Written> of_term_;
  std::vector<std::optional<TermId>> wanted_terms_;  // by the numbers of the reader's terms
  std::vector<TermId> ids_;
  std::vector<ByteSpan> spans_;
};

}  // namespace

std::vector<std::string> surface_forms(std::span<const std::string> terms, TextsView texts,
                                       const AnyTokenSource& source, const RunContext& run) {
  Vocabulary wanted;
  for (const std::string& term : terms) wanted.intern(term);
  PerThread<FormCounter> counters(
      [&](std::size_t) { return FormCounter(wanted, source.make_reader(run.stop)); });
  Workers workers(run);
  workers.for_chunks(texts.size(), texts_per_chunk, [&](const Chunk& chunk) {
    FormCounter& counter = counters.mine();
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) counter.read({texts[i], texts.language(i), i});
  });
  std::vector<std::string> result(terms.begin(), terms.end());
  for (std::size_t term = 0; term < terms.size(); ++term) {
    Written all;
    for (const FormCounter* counter : counters.all()) {
      for (const auto& [surface, times] : counter->written(term)) all[surface] += times;
    }
    std::uint64_t most = 0;
    for (const auto& [surface, times] : all) {
      if (times <= most) continue;
      most = times;
      result[term] = surface;
    }
  }
  return result;
}

}}}  // namespace tema::v0::detail
