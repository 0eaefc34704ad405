// Shows why a text has its topic: the words that speak for it are marked, and each has its weight.
#include <tema/tema.hpp>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace {

/// The text with [brackets] around the terms that speak for its topic.
std::string marked(const std::string& text, const tema::Explanation& why) {
  std::vector<tema::ByteSpan> spans;
  for (const tema::ExplainedTerm& term : why.terms) {
    if (term.weight > 0.0) spans.insert(spans.end(), term.spans.begin(), term.spans.end());
  }
  std::sort(spans.begin(), spans.end(),
            [](tema::ByteSpan left, tema::ByteSpan right) { return left.begin < right.begin; });

  std::string result;
  std::size_t done = 0;
  for (const tema::ByteSpan span : spans) {
    result += text.substr(done, span.begin - done) + '[' + text.substr(span.begin, span.size()) + ']';
    done = span.end;
  }
  return result + text.substr(done);
}

}  // namespace

int main() {
  const std::vector<std::string> texts = {
      "The central bank raised the interest rate",      "A higher rate lets the bank lend less",
      "Banks lend less when the interest rate is high", "The striker scored a late goal",
      "A late goal by the striker decided the final",   "The coach praised the striker after the final",
  };
  const auto model = tema::TopicModel::fit(texts, {.topics = 2, .language = "en"});

  const std::string text = "The striker asked his bank for a lower interest rate";
  const tema::Explanation why = model.explain(text);
  std::printf("topic %d (%s), and not %d\n", why.assignment.topic,
              model.label(static_cast<std::size_t>(why.assignment.topic)).c_str(), why.rival);
  std::printf("%s\n", marked(text, why).c_str());

  double sum = why.base;
  for (const tema::ExplainedTerm& term : why.terms) {
    std::printf("  %+.3f  %s\n", term.weight, term.term.c_str());
    sum += term.weight;
  }
  std::printf("  %+.3f  sum, which is the score of %+.3f\n", sum, why.score);
}
