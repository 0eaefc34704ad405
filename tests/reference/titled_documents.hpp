#pragma once

#include "reference/random_texts.hpp"
#include "tema/core/random.hpp"
#include "tema/corpus/document.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace reference {

/// Documents on invented subjects. Titles are sentences on the same subject; every fifth document has no
/// title, and every seventh has no text.
inline std::vector<tema::Document> titled_documents(const Subjects& subjects,
                                                    std::size_t documents_of_subject, tema::Random& random) {
  const Texts texts = random_texts(subjects, documents_of_subject, random);
  const Texts titles = random_texts(subjects, documents_of_subject, random);
  std::vector<tema::Document> documents;
  for (std::size_t i = 0; i < texts.texts.size(); ++i) {
    documents.push_back({.id = std::to_string(i),
                         .text = i % 7 == 3 ? "" : texts.texts[i],
                         .title = i % 5 == 1 ? "" : titles.texts[i]});
  }
  return documents;
}

/// Texts that have the words of these documents: their texts, and so many times their titles.
inline std::vector<std::string> texts_with_titles(const std::vector<tema::Document>& documents,
                                                  std::size_t title_weight) {
  std::vector<std::string> texts;
  for (const tema::Document& document : documents) {
    std::string& text = texts.emplace_back(document.text);
    for (std::size_t time = 0; time < title_weight; ++time) text += "\n\n" + document.title;
  }
  return texts;
}

}  // namespace reference
