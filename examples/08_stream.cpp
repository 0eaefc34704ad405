// Works on a corpus that need not fit into memory: 08_stream CORPUS
#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <cstdio>
#include <span>
#include <string>
#include <vector>

namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 15;  // small, to show several; 16 MiB by default

/// Two passes, each of which holds a block of documents: one counts, the other weighs.
void weigh(const std::string& corpus) {
  const tema::Tokenizer tokenizer{{.language = "id", .language_stop_words = true}};
  tema::TermStatistics statistics;
  tema::CorpusReader first(corpus);
  tema::extend(statistics, first, tokenizer, {},
               {.block_bytes = block_bytes, .memory_limit = std::uint64_t{1} << 30, .prune = true});
  const tema::Vectorizer vectorizer(tokenizer, tema::Tfidf::fit(statistics, {.min_documents = 3}));
  std::printf("%zu terms\n", vectorizer.tfidf().vocabulary().size());

  tema::CorpusReader second(corpus);
  const auto use = [](const tema::SparseMatrix& rows, std::span<const tema::Document> documents) {
    std::printf("%s to %s: %d rows, %d weights\n", documents.front().id.c_str(), documents.back().id.c_str(),
                static_cast<int>(rows.rows()), static_cast<int>(rows.nonZeros()));
  };
  tema::transform_blocks(vectorizer, second, use, {}, block_bytes);
}

/// Topics of a sample, and then the topic of every document, a block at a time.
void find_topics(const std::string& corpus) {
  std::vector<tema::Document> sample;
  tema::CorpusReader first(corpus);
  tema::Document document;
  for (std::size_t at = 0; first.next(document); ++at) {
    if (at % 2 == 0) sample.push_back(document);  // of a large corpus, a few thousand are enough
  }
  const auto model = tema::TopicModel::fit(sample, {.topics = 6, .language = "id"});

  std::vector<std::size_t> sizes(model.topics());
  tema::CorpusReader second(corpus);
  tema::for_each_block(second, block_bytes, [&](std::span<const tema::Document> block) {
    for (const tema::TopicAssignment& assignment : model.assign(block)) {
      if (assignment.topic >= 0) ++sizes[static_cast<std::size_t>(assignment.topic)];
    }
  });
  for (std::size_t topic = 0; topic < sizes.size(); ++topic)
    std::printf("topic %zu: %zu documents, %s\n", topic, sizes[topic], model.label(topic).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: 08_stream CORPUS\n");
    return 2;
  }
  try {
    weigh(argv[1]);
    find_topics(argv[1]);
  } catch (const tema::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
