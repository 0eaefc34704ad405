#pragma once

#include "io/report/report_data.hpp"

#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// The page as HTML. Without scripts, it still shows the topics, their sizes and their terms.
[[nodiscard]] std::string report_page(const ReportData& data);

}}}  // namespace tema::v0::detail
