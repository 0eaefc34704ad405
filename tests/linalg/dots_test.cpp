#include "linalg/dots.hpp"

#include "every_target.hpp"
#include "reference/naive_kernels.hpp"
#include "reference/random_data.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

TEST_CASE("dots: are the products with each vector, in the same bits on every SIMD target") {
  tema::Random random(1);
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 31U, 32U, 86U, 100U, 1000U}) {
    for (const std::size_t count : {0U, 1U, 3U, 4U, 5U, 9U}) {
      CAPTURE(size);
      CAPTURE(count);
      const std::vector<float> x = reference::random_floats(size, random);
      std::vector<std::vector<float>> vectors(count);
      std::vector<const float*> pointers;
      for (std::vector<float>& vector : vectors) {
        vector = reference::random_floats(size, random);
        pointers.push_back(vector.data());
      }
      std::vector<float> first;
      EveryTarget().run([&] {
        std::vector<float> products(count);
        tema::detail::dots(x, pointers, products.data());
        for (std::size_t v = 0; v < count; ++v) {
          const double bound =
              0x1p-23 * (static_cast<double>(size) / 16.0 + 22.0) * reference::absolute_dot(x, vectors[v]);
          CHECK(std::abs(static_cast<double>(products[v]) - reference::dot(x, vectors[v])) <= bound);
        }
        if (first.empty()) first = products;
        CHECK(reference::same_bytes(products, first));
      });
    }
  }
}
