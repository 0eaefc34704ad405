#pragma once

#include "tema/topics/topic_model.hpp"
#include "topics/topic_state.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

/// The scores of all topics of a text from their formulas, in doubles.
namespace reference {

/// ln p(component) + Σ value ln p(term | component), with values that sum to the row_sum of the mixture, as
/// posterior probabilities.
inline std::vector<double> naive_posteriors(const tema::MultinomialMixture& mixture,
                                            const tema::SparseMatrix& row) {
  const double scale = mixture.row_sum() / static_cast<double>(row.sum());
  std::vector<double> scores;
  for (std::size_t c = 0; c < mixture.components(); ++c) {
    double sum = std::log(mixture.mixing_weights()[c]);
    for (tema::SparseMatrix::InnerIterator entry(row, 0); entry; ++entry)
      sum += scale * static_cast<double>(entry.value()) *
             static_cast<double>(mixture.log_probabilities()(entry.col(), static_cast<Eigen::Index>(c)));
    scores.push_back(sum);
  }
  const double most = *std::max_element(scores.begin(), scores.end());
  double total = 0.0;
  for (double& score : scores) total += score = std::exp(score - most);
  for (double& score : scores) score /= total;
  return scores;
}

/// The cosine to each centroid in the reduced space.
inline std::vector<double> naive_cosines(const tema::TopicModel& model, const tema::SparseMatrix& row) {
  const Eigen::MatrixXd components = model.reduction()->components().cast<double>();
  const Eigen::RowVectorXd point = Eigen::RowVectorXd(row.cast<double>() * components).normalized();
  const Eigen::VectorXd cosines = model.clustering()->centroids().cast<double>() * point.transpose();
  return {cosines.data(), cosines.data() + cosines.size()};
}

/// For each topic, the score of the best of its clusters, clamped to [0, 1]. Empty for a text without a known
/// term.
inline std::vector<double> naive_topic_scores(const tema::TopicModel& model, const std::string& text) {
  const std::vector<std::string> texts = {text};
  const tema::SparseMatrix row = model.tfidf().transform(model.tokenizer()->tokenize(texts));
  if (row.nonZeros() == 0) return {};
  const std::vector<double> of_clusters =
      model.mixture() != nullptr ? naive_posteriors(*model.mixture(), row) : naive_cosines(model, row);
  const auto& topic_of_cluster = tema::detail::TopicStateAccess::state(model).topic_of_cluster;
  std::vector<double> scores(model.topics(), -std::numeric_limits<double>::infinity());
  for (std::size_t c = 0; c < of_clusters.size(); ++c) {
    double& score = scores[static_cast<std::size_t>(topic_of_cluster[c])];
    score = std::max(score, of_clusters[c]);
  }
  for (double& score : scores) score = std::clamp(score, 0.0, 1.0);
  return scores;
}

}  // namespace reference
