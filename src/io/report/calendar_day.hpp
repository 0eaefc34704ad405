#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The day that a date begins with, as the number of days since 1970-01-01: "2024-03-09",
/// "2024-03-09T10:00Z", "2024/3/9", or "2024-03" and "2024" for the first day of the month or year. Nothing
/// for another form, and for a day that no calendar has. The years are 1000 to 9999 (Gregorian, also before
/// 1582).
[[nodiscard]] std::optional<std::int32_t> calendar_day(std::string_view date);

}}}  // namespace tema::v0::detail
