#pragma once

#include "linalg/product_index.hpp"
#include "linalg/short_products.hpp"
#include "tema/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A row that may be among the nearest of a query, by its position among the rows that are not zero.
struct Candidate {
  std::int32_t product;
  std::size_t member;
};

/// The rows that include the nearest ones of a query, as far as their products in whole numbers can tell.
///
/// If k rows have products of at least p, then k rows have cosines of at least p - error, in the same scale.
/// So a row whose product is below p - 2 × error cannot have as large a cosine.
class Candidates {
 public:
  void begin(const ShortRow& query, std::size_t k, float min_cosine) {
    k_ = k;
    error_ = query.error;
    least_ = ProductIndex::no_product + 1;
    raise(static_cast<std::int32_t>(std::floor(static_cast<double>(min_cosine) * query.scale)) - error_);
    found_.clear();
  }

  /// Adds candidates from the products of the rows from the member `first` on, which reach to the end of a
  /// slab.
  void collect(const std::int16_t* products, std::size_t count, std::size_t first) {
    const std::size_t slabs = chunk_count(count, products_per_slab);
    maxima_.resize(slabs * lanes_of_slab);
    lane_maxima(products, slabs, maxima_.data());
    // The maxima belong to different rows, so at least k rows are as near as the k-th of the maxima.
    if (k_ <= maxima_.size()) {
      ordered_ = maxima_;
      const auto kth = ordered_.begin() + static_cast<std::ptrdiff_t>(k_ - 1);
      std::nth_element(ordered_.begin(), kth, ordered_.end(), std::greater<>());
      raise(*kth - 2 * error_);
    }
    for (std::size_t lane = 0; lane < maxima_.size(); ++lane) {
      if (maxima_[lane] < least_) continue;
      const std::size_t at = lane / lanes_of_slab * products_per_slab + lane % lanes_of_slab;
      for (std::size_t i = at; i < at + products_per_slab; i += lanes_of_slab) {
        if (products[i] >= least_) found_.push_back({products[i], first + i});
      }
    }
    drop_far();
  }

  /// The remaining candidates, those with the k largest products first.
  [[nodiscard]] const std::vector<Candidate>& found() const { return found_; }

 private:
  void raise(std::int32_t least) { least_ = std::max(least_, least); }

  void drop_far() {
    if (found_.size() <= k_) return;
    const auto kth = found_.begin() + static_cast<std::ptrdiff_t>(k_ - 1);
    std::nth_element(found_.begin(), kth, found_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.product > b.product; });
    raise(kth->product - 2 * error_);
    const auto is_far = [&](const Candidate& candidate) { return candidate.product < least_; };
    found_.erase(std::remove_if(kth + 1, found_.end(), is_far), found_.end());
  }

  std::size_t k_ = 0;
  std::int32_t error_ = 0;
  std::int32_t least_ = 0;
  std::vector<Candidate> found_;
  std::vector<std::int16_t> maxima_;
  std::vector<std::int16_t> ordered_;
};

}}}  // namespace tema::v0::detail
