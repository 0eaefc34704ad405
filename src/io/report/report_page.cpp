#include "io/report/report_page.hpp"

#include "embedded_report.hpp"
#include "io/report/packed.hpp"
#include "tema/text/utf8.hpp"

#include <cstddef>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

namespace {

std::string_view part(std::string_view name) {
  for (const auto& [of_it, text] : tema_embedded::embedded_report()) {
    if (of_it == name) return text;
  }
  return {};  // it is there: the build embeds it
}

/// Appends text so that HTML shows it as it is, in an element or in an attribute in double quotes.
void append_html(std::string& out, std::string_view text) {
  for (const char character : repair_utf8(text)) {
    switch (character) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\0':
        out += "\uFFFD";
        break;
      default:
        out += character;
    }
  }
}

void append_element(std::string& out, std::string_view tag, std::string_view text) {
  ((out += '<') += tag) += '>';
  append_html(out, text);
  ((out += "</") += tag) += '>';
}

/// The topics as a list, for a browser that runs no scripts.
void append_summary(std::string& out, const ReportData& data) {
  constexpr std::size_t most_terms = 12;
  out += "<h2>Topics</h2>\n<ol class=\"topics\" start=\"0\">\n";
  for (std::size_t topic = 0; topic < data.subtopics.size(); ++topic) {
    const std::size_t size = data.subtopics[topic].members.size();
    out += "<li>";
    append_element(out, "bdi", data.model.label(topic));
    out += "<span></span><span class=\"number\">" + std::to_string(size) + ' ';
    append_html(out, size == 1 ? data.options.singular : data.options.plural);
    out += "</span><p class=\"note\">";
    std::string_view between;
    for (const TopicTerm& term : data.model.top_terms(topic, most_terms)) {
      out += between;
      append_element(out, "bdi", term.surface);
      between = ", ";
    }
    out += "</p></li>\n";
  }
  out += "</ol>\n";
}

void append_block(std::string& out, std::string_view attributes, std::string_view packed_text) {
  ((((out += "<script type=\"application/octet-stream\" ") += attributes) += '>') += packed_text) +=
      "</script>\n";
}

}  // namespace

std::string report_page(const ReportData& data) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"";
  out += part("report_policy");
  out +=
      "\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"tema\">\n";
  append_element(out, "title", data.options.title);
  ((out += "\n<style>") += part("report_style")) += "</style>\n</head>\n<body>\n";
  out += "<a id=\"skip\" href=\"#main\">Skip to the content</a>\n<header id=\"header\">\n";
  append_element(out, "h1", data.options.title);
  out +=
      "\n<button type=\"button\" id=\"menu\" aria-expanded=\"false\" "
      "aria-controls=\"folders\">Folders</button>\n"
      "<nav id=\"pages\" aria-label=\"Views\"></nav>\n"
      "<form id=\"search\" role=\"search\"><input id=\"query\" type=\"search\" placeholder=\"Search\" "
      "aria-label=\"Search\" autocomplete=\"off\" dir=\"auto\"></form>\n"
      "<button type=\"button\" id=\"theme\" aria-pressed=\"false\">Dark</button>\n</header>\n"
      "<div id=\"layout\">\n<nav aria-label=\"Folders\"><div id=\"folders\" role=\"tree\" tabindex=\"0\" "
      "aria-label=\"Topics and ";
  append_html(out, data.options.plural);
  out +=
      "\"></div></nav>\n<main id=\"main\" tabindex=\"-1\">\n"
      "<p id=\"failure\" hidden>This browser could not open the report. Use a newer one.</p>\n"
      "<noscript><p>Scripts are switched off, so that only a list of the topics is shown.</p></noscript>\n";
  append_summary(out, data);
  out += "</main>\n</div>\n";
  append_block(out, "id=\"data\"", packed(report_json(data)));
  for (const std::string& block : data.details.blocks) append_block(out, "class=\"texts\"", block);
  ((out += "<script>") += part("report_script")) += "</script>\n</body>\n</html>\n";
  return out;
}

}}}  // namespace tema::v0::detail
