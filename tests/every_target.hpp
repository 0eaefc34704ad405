#pragma once

#include <doctest/doctest.h>
#include <hwy/targets.h>

#include <cstdint>
#include <vector>

/// Takes one SIMD target after the other, and lets Highway choose again at the end, whatever was thrown.
class EveryTarget {
 public:
  EveryTarget() {
    hwy::SetSupportedTargetsForTest(0);
    targets_ = hwy::SupportedAndGeneratedTargets();
  }
  ~EveryTarget() { choose(0); }
  EveryTarget(const EveryTarget&) = delete;
  EveryTarget& operator=(const EveryTarget&) = delete;

  template <class Body>
  void run(Body&& body) const {
    REQUIRE(!targets_.empty());
    for (const std::int64_t target : targets_) {
      INFO("target ", hwy::TargetName(target));
      choose(target);
      REQUIRE(hwy::SupportedTargets() == target);
      body();
    }
  }

 private:
  static void choose(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  }

  std::vector<std::int64_t> targets_;
};
