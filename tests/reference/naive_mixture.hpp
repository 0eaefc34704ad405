#pragma once

#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/linalg/types.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// A mixture of multinomials from its formulas, in doubles.
namespace reference {

class NaiveMixture {
 public:
  NaiveMixture(const tema::DenseMatrix& x, const tema::MixtureOptions& options)
      : x_(x.cast<double>()), options_(options), k_(static_cast<Eigen::Index>(options.components)) {
    for (Eigen::Index i = 0; i < x_.rows(); ++i) {
      const double sum = x_.row(i).sum();
      if (sum > 0.0) x_.row(i) *= options.row_sum / sum;
    }
    posteriors = Eigen::MatrixXd::Zero(x.rows(), k_);
  }

  void start(std::span<const std::int32_t> labels) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      if (labels[i] >= 0 && x_.row(row).sum() > 0.0) posteriors(row, labels[i]) = 1.0;
    }
  }

  void maximise() {
    weights = (posteriors.transpose() * x_).array() + options_.smoothing;
    mixing_weights = posteriors.colwise().sum().transpose().array() + options_.smoothing;
    mixing_weights /= mixing_weights.sum();
    for (Eigen::Index c = 0; c < k_; ++c) weights.row(c) /= weights.row(c).sum();
  }

  /// The objective of the distributions, whose posteriors it sets.
  double expect() {
    double objective =
        options_.smoothing * (weights.array().log().sum() + mixing_weights.array().log().sum());
    for (Eigen::Index i = 0; i < x_.rows(); ++i) {
      if (x_.row(i).sum() == 0.0) continue;
      Eigen::VectorXd logs = mixing_weights.array().log();
      for (Eigen::Index c = 0; c < k_; ++c) logs[c] += x_.row(i).dot(weights.row(c).array().log().matrix());
      const double most = logs.maxCoeff();
      const double sum = (logs.array() - most).exp().sum();
      posteriors.row(i) = ((logs.array() - most).exp() / sum).transpose();
      objective += most + std::log(sum);
    }
    return objective;
  }

  Eigen::MatrixXd posteriors;  // rows × components
  Eigen::MatrixXd weights;     // components × columns
  Eigen::VectorXd mixing_weights;

 private:
  Eigen::MatrixXd x_;
  tema::MixtureOptions options_;
  Eigen::Index k_;
};

}  // namespace reference
