// Words and sentences beside StringZilla's, which is built with all that this CPU has:
// segment_{words,sentences}/{tema,stringzilla}/CORPUS. StringZilla gives all segments of UAX #29, and tema
// those that are more than white space (and, of words, those that are word-like), so this checks that
// StringZilla's with text are about as many.
#include "bench_data.hpp"
#include <tema/tema.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string_view>
#include <stringzilla/utf8_sentences.h>
#include <stringzilla/utf8_wordbreaks.h>

namespace {

using tema_bench::BenchCorpus;
using Segment = decltype(&sz_utf8_wordbreaks);

/// Calls visit(begin, size) for each segment.
template <class Visit>
void for_each_segment(std::string_view text, Segment segment, Visit&& visit) {
  constexpr std::size_t most = 256;
  sz_size_t begins[most];
  sz_size_t sizes[most];
  for (std::size_t at = 0; at < text.size();) {
    sz_size_t consumed = 0;
    const std::size_t count = segment(text.data() + at, text.size() - at, begins, sizes, most, &consumed);
    if (count == 0) return;
    for (std::size_t i = 0; i < count; ++i) visit(at + begins[i], sizes[i]);
    at += consumed;
  }
}

std::size_t count_segments(const BenchCorpus& corpus, Segment segment) {
  std::size_t count = 0;
  for (const std::string& text : corpus.texts)
    for_each_segment(text, segment, [&](std::size_t, std::size_t size) { count += size > 0 ? 1U : 0U; });
  return count;
}

/// The segments with a character that `keep` is true for.
template <class Keep>
std::size_t count_kept(const BenchCorpus& corpus, Segment segment, Keep&& keep) {
  std::size_t count = 0;
  for (const std::string& text : corpus.texts) {
    for_each_segment(text, segment, [&](std::size_t begin, std::size_t size) {
      count += std::any_of(text.data() + begin, text.data() + begin + size, keep) ? 1U : 0U;
    });
  }
  return count;
}

bool is_in_word(char c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_letter || (c >= '0' && c <= '9');
}

bool is_text(char c) { return c != ' ' && !(c >= '\t' && c <= '\r'); }

std::size_t tema_sentences(const BenchCorpus& corpus) {
  std::size_t count = 0;
  for (const std::string& text : corpus.texts) count += tema::segment(text, tema::Unit::sentence).size();
  return count;
}

bool nearly_equal(std::size_t a, std::size_t b) { return std::max(a, b) - std::min(a, b) <= a / 50; }

template <class Count>
void run(benchmark::State& state, const BenchCorpus& corpus, bool is_right, Count count) {
  if (!is_right) state.SkipWithError("StringZilla counts otherwise");
  for (auto _ : state) benchmark::DoNotOptimize(count(corpus));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(corpus.bytes()));
}

template <class Count>
void add(const std::string& name, const BenchCorpus& corpus, bool is_right, Count count) {
  benchmark::RegisterBenchmark(name.c_str(), [&corpus, is_right, count](benchmark::State& state) {
    run(state, corpus, is_right, count);
  })->Unit(benchmark::kMillisecond);
}

const bool registered = [] {
  for (const BenchCorpus& corpus : tema_bench::corpora()) {
    const bool words =
        nearly_equal(tema_bench::count_words(corpus), count_kept(corpus, sz_utf8_wordbreaks, is_in_word));
    const bool sentences =
        nearly_equal(tema_sentences(corpus), count_kept(corpus, sz_utf8_sentences, is_text));
    add("segment_words/tema/" + corpus.name, corpus, words, tema_bench::count_words);
    add("segment_words/stringzilla/" + corpus.name, corpus, words,
        [](const BenchCorpus& of) { return count_segments(of, sz_utf8_wordbreaks); });
    add("segment_sentences/tema/" + corpus.name, corpus, sentences, tema_sentences);
    add("segment_sentences/stringzilla/" + corpus.name, corpus, sentences,
        [](const BenchCorpus& of) { return count_segments(of, sz_utf8_sentences); });
  }
  return true;
}();

}  // namespace
