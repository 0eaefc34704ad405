#include "tema/text/html.hpp"

#include "reference/naive_html.hpp"
#include "reference/random_text.hpp"
#include "tema/core/random.hpp"
#include "tema/text/segmenter.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_literals;
using tema::ByteSpan;
using tema::MappedText;
using tema::strip_html;

std::string text_of(std::string_view html) { return strip_html(html).text(); }

/// What the first `piece` of the text came from.
std::string source_of(std::string_view html, std::string_view piece) {
  const MappedText result = strip_html(html);
  const std::size_t begin = result.text().find(piece);
  REQUIRE(begin != std::string::npos);
  const ByteSpan span = result.source({begin, begin + piece.size()});
  return std::string(html.substr(span.begin, span.size()));
}

struct Case {
  std::string_view html;
  std::string_view text;
};

template <std::size_t n>
void check_all(const Case (&cases)[n]) {
  for (const Case& each : cases) {
    CAPTURE(each.html);
    CHECK(text_of(each.html) == each.text);
  }
}

/// Pieces of markup, cut anywhere.
std::string random_html(tema::Random& random, std::size_t pieces) {
  constexpr std::string_view all[] = {
      "<",        "<",         "</",         ">",        ">",        ">",        "/",
      "!",        "?",         "-",          "--",       "-->",      "<!--",     "<!",
      "--!>",     "&",         "&#",         "&#x",      ";",        "=",        "\"",
      "'",        " ",         "\n",         "\r",       "\f",       "a",        "p",
      "B",        "x",         "br",         "script",   "SCRIPT",   "style",    "title",
      "textarea", "xmp",       "iframe",     "template", "amp",      "lt",       "not",
      "notin",    "it;",       "nGt;",       "65",       "0",        "1F600",    "DFFF",
      "99999999", "150",       "é",          "日本",     "\xFF",     "\xE2\x80", std::string_view("\0", 1),
      "<script>", "</script>", "<script ",   "<title>",  "</title>", "<p>",      "</template>",
      "doctype",  "[CDATA[",   "<template>", "]]>",      "<b>",      "</b>",     "k",
      "<style>",  "</style "};
  std::string html;
  for (std::size_t i = 0; i < pieces; ++i) html += all[random.below(std::size(all))];
  // Rare, for nothing is markup behind it.
  if (random.below(50) == 0) html.insert(random.below(html.size() + 1), "<plaintext>");
  return html;
}

void require_same(const std::string& html, MappedText& result) {
  const reference::NaiveHtml expected(html);
  strip_html(html, result);
  CAPTURE(html);
  REQUIRE(result.text() == expected.text);
  for (std::size_t i = 0; i < expected.text.size(); ++i) {
    REQUIRE(result.source({i, i + 1}) == expected.sources[i]);
    const std::size_t last = i + (expected.text.size() - i) / 2;
    REQUIRE(result.source({i, last + 1}) == ByteSpan{expected.sources[i].begin, expected.sources[last].end});
  }
}

}  // namespace

TEST_CASE("html: a tag within a line leaves nothing, and parts no word") {
  check_all({{"<b>k</b>ata", "kata"},
             {"x<sup>2</sup> <a href='?a=1&b=2'>sini</a>", "x2 sini"},
             {"<SPAN\n\tclass=a>бе</SPAN>рег", "берег"},
             {"日<i>本</i>語<wbr>です", "日本語です"},
             {"<x-y z>a</x-y><unknownunknown>b", "ab"},
             {"<img src=a alt='b'>c<input value=d>", "c"}});
  CHECK(source_of("a <b>k</b>ata b", "kata") == "k</b>ata");
  CHECK(source_of("<i>日</i>本", "日本") == "日</i>本");
}

TEST_CASE("html: a tag between lines leaves a line's end, one between blocks a blank line") {
  check_all({{"a<br>b<BR/>c</br>d", "a\nb\nc\nd"},
             {"<li>a</li><td>b", "\na\n\nb"},
             {"a<p>b</p>c", "a\n\nb\n\nc"},
             {"<h1>a</h1><div\nid=b>c", "\n\na\n\n\n\nc"},
             {"<blockquote>a<figcaption>b<hr>c", "\n\na\n\nb\n\nc"},
             {"<option>a<option>b", "\na\nb"}});
  CHECK(source_of("a<br class='x>y'>b", "\n") == "<br class='x>y'>");
  CHECK(source_of("a</p >b", "\n\n") == "</p >");
  CHECK(source_of("a</p>b", "\n") == "</p>");
  CHECK(source_of("ab</p>c", "b\n\nc") == "b</p>c");
}

TEST_CASE("html: paragraphs stay paragraphs") {
  const std::string html = "<h1>Judul</h1><p>Satu\ndua<br>tiga</p><p>Empat</p>lima";
  const std::string text = text_of(html);
  std::vector<std::string> paragraphs;
  for (const ByteSpan& span : tema::segment(text, tema::Unit::paragraph))
    paragraphs.push_back(text.substr(span.begin, span.size()));
  CHECK(paragraphs == std::vector<std::string>{"Judul", "Satu\ndua\ntiga", "Empat", "lima"});
}

TEST_CASE("html: what is no markup is text") {
  check_all({{"a < b <3 <- <= <é << <", "a < b <3 <- <= <é << <"},
             {"a > b \" ' = / -- ] ]]>", "a > b \" ' = / -- ] ]]>"},
             {"</", "</"},
             {"a</", "a</"},
             {"a<<b>c", "a<c"},
             {" \t\r\n\f a ", " \t\r\n\f a "}});
  CHECK(text_of("a\0<b>\0c"s) == "a\0\0c"s);
  CHECK(text_of("\xFF<b>\xE2\x80</b>\xC0") == "\xFF\xE2\x80\xC0");
  CHECK(text_of("").empty());
  CHECK(text_of(std::string_view()).empty());
}

TEST_CASE("html: the attributes of a tag end where the standard says") {
  check_all({{"<a b='>'>c", "c"},      {"<a b=\">'\" c='\">'>d", "d"},
             {"<a b = '>'>c", "c"},    {"<a b=c'>'d", "'d"},
             {"<a b=c=\">d", "d"},     {"<a b=c/d='>'>e", "'>e"},
             {"<a 'b>c'>d", "c'>d"},   {"<a \"b='>'c>d", "d"},
             {"<a ='>'>b", "'>b"},     {"<a ==='>'>b", "'>b"},
             {"<a =='>'>b", "b"},      {"<a b=>c", "c"},
             {"<a b=/>c", "c"},        {"<a/b='>'/>c", "c"},
             {"<a / ='>'>c", "'>c"},   {"<a b=''c='>'>d", "d"},
             {"<a\fb\r=\n'>'>c", "c"}, {"</a b='>'>c", "c"},
             {"<a='>'>c", "'>c"},      {"<a<b>c", "c"}});
}

TEST_CASE("html: comments end where the standard says") {
  check_all({{"a<!-- b <p> & -- > -> --!x -->c", "ac"},
             {"a<!-->b", "ab"},
             {"a<!--->b", "ab"},
             {"a<!---->b", "ab"},
             {"a<!-----!>b", "ab"},
             {"a<!----!>b", "ab"},
             {"a<!--!>b-->c", "ac"},
             {"a<!---!>b-->c", "ac"},
             {"a<!--b--!>c", "ac"},
             {"a<!--b--!->c-->d", "ad"},
             {"a<!--b--->c", "ac"},
             {"a<!-- <!-- b --> c -->d", "a c -->d"},
             {"a<!-- -><!->-->b", "ab"}});
}

TEST_CASE("html: declarations, instructions and CDATA leave nothing") {
  check_all({{"<!DOCTYPE html>a", "a"},
             {"<!doctype html PUBLIC \"a>b\" c>d", "b\" c>d"},
             {"<!>a", "a"},
             {"<!->a", "a"},
             {"<!-a-->b", "b"},
             {"<?xml version='1.0'?>a", "a"},
             {"<?>a", "a"},
             {"a<![CDATA[b]]>c", "ac"},
             {"a<![CDATA[b>c]]>", "ac]]>"},
             {"a</>b", "ab"},
             {"a</ p>b", "ab"},
             {"a</1>b", "ab"},
             {"a<//>b", "ab"}});
}

TEST_CASE("html: what is not closed reaches to the end") {
  check_all({{"a<b", "a"},
             {"a<b c", "a"},
             {"a<b c='>d", "a"},
             {"a<p/", "a"},
             {"a</p", "a"},
             {"a<!", "a"},
             {"a<?", "a"},
             {"a<!--b", "a"},
             {"a<!--b-", "a"},
             {"a<!--b--", "a"},
             {"a<!doctype", "a"},
             {"a</ b", "a"},
             {"a<script>b</script", "a\n"},
             {"a<script>b</script c", "a\n"},
             {"a<style>b", "a\n"},
             {"a<template>b", "a\n"},
             {"a<title>b", "a\n\nb"},
             {"a<title>b</title", "a\n\nb</title"}});
}

TEST_CASE("html: the content of hidden elements is not shown") {
  check_all({{"a<script>b<p>c</p>&lt;</script>d", "a\nd"},
             {"a<STYLE type=b>c</b></sty</stylec</Style\n>d", "a\nd"},
             {"a<iframe>b</iframe>c<noembed>d</noembed>e<noframes>f</noframes>g", "a\nc\ne\ng"},
             {"a<script/>b</script>c", "a\nc"},
             {"a</script>b", "a\nb"},
             {"a<style><!--</style>b-->", "a\nb-->"},
             {"a<noscript>b<i>c</i></noscript>d", "a\nbc\nd"}});
  CHECK(source_of("a<script b>c</script d='>'>e", "\n") == "<script b>c</script d='>'>");
  CHECK(source_of("a<style>bc", "\n") == "<style>bc");
}

TEST_CASE("html: a script in a comment in a script has an end of its own") {
  check_all({{"<script><!--</script>a", "\na"},
             {"<script><!--<script></script>a-->b</script>c", "\nc"},
             {"<script><!--<script></script></script>a", "\na"},
             {"<script><!--<script>--></script>a", "\na"},
             {"<script><!--><script></script>a", "\na"},
             {"<script><!---><script></script>a", "\na"},
             {"<script><!--<scripts></script>a", "\na"},
             {"<script><!--<SCRIPT/</script a</script>b", "\nb"},
             {"<script><script></script>a", "\na"},
             {"<script><!-<script></script>a", "\na"}});
}

TEST_CASE("html: templates are hidden, however deep") {
  check_all({{"a<template>b<p>c&lt;<!--d--></template>e", "a\ne"},
             {"a<template>b<template>c</template>d</template>e", "a\ne"},
             {"a<template>b<script></template></script>c</template>d", "a\nd"},
             {"a</template>b", "a\nb"}});
  CHECK(source_of("a<template>b<template></template></template>c", "\n") ==
        "<template>b<template></template></template>");
}

TEST_CASE("html: titles and text areas hold references, but no markup") {
  check_all({{"<title>a<b>&lt;<!--</title>c", "\n\na<b><<!--\n\nc"},
             {"<textarea>a</title>&amp;&nosuch;</TEXTAREA >b", "\na</title>&&nosuch;\nb"},
             {"<title></title", "\n\n</title"},
             {"<xmp><b>&lt;</xmp>a", "\n\n<b>&lt;\n\na"},
             {"<plaintext>a<b>&lt;</plaintext>", "\n\na<b>&lt;</plaintext>"}});
  CHECK(source_of("<title>&lt;b", "<b") == "&lt;b");
}

TEST_CASE("html: named references are decoded, the longest that fits") {
  check_all({{"&lt;b&gt; &amp;lt; &quot;&apos;", "<b> &lt; \"'"},
             {"a&nbsp;b&shy;", "a\u00A0b\u00AD"},
             {"&eacute;&Eacute;&eacute &alpha;&alpha", "éÉé α&alpha"},
             {"&notin;&notit;&not;&notin&not", "∉¬it;¬¬in¬"},
             {"&ampx &AMP; &Amp; &lt&gt&copy2021", "&x & &Amp; <>©2021"},
             {"&nGt;&NotEqualTilde;&fjlig;", "≫\u20D2≂\u0338fj"},
             {"&CounterClockwiseContourIntegral;&CounterClockwiseContourIntegral",
              "∳&CounterClockwiseContourIntegral"},
             {"&Afr;&NewLine;&zwj;&zwnj;", "𝔄\n\u200D\u200C"},
             {"&;&&amp;& & &nosuch; &\u00E9; &zzz", "&;&&& & &nosuch; &é; &zzz"},
             {"&am<b>p;</b>", "&amp;"},
             {"<a b='&gt;'>c", "c"}});
}

TEST_CASE("html: numeric references are decoded") {
  check_all({{"&#65;&#x42;&#X43;&#68&#x45 &#0066;", "ABCDE B"},
             {"&#128512;&#x1F600;&#x1f600", "😀😀😀"},
             {"&#128;&#150;&#x99;&#x81;&#159;", "€–™\u0081Ÿ"},
             {"&#0;&#xD800;&#xDFFF;&#x110000;&#99999999999999999999;&#xFFFFFFFFFFFFFFFFF;",
              "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
             {"&#x10FFFF;&#xFFFE;&#1;&#13;", "\U0010FFFF\uFFFE\u0001\r"},
             {"&#;&#x;&#xg;&#a;&#-1;&#+1;&#x-1;&# 1;&#", "&#;&#x;&#xg;&#a;&#-1;&#+1;&#x-1;&# 1;&#"},
             {"&#x", "&#x"},
             {"&#65a&#x41g", "AaAg"}});
}

TEST_CASE("html: a decoded character comes from all of its reference") {
  CHECK(source_of("a&eacute;b", "é") == "&eacute;");
  CHECK(source_of("a&eacute;b", "\xC3") == "&eacute;");
  CHECK(source_of("caf&eacute;s", "cafés") == "caf&eacute;s");
  CHECK(source_of("x &#x1F600; y", "😀") == "&#x1F600;");
  CHECK(source_of("&#65B", "A") == "&#65");
  CHECK(source_of("&notit;", "¬") == "&not");
  CHECK(source_of("&notit;", "it;") == "it;");
  // As long as its reference, and yet not copied.
  CHECK(source_of("&ngE;&ngE;", "\u0338≧") == "&ngE;&ngE;");
  CHECK(source_of("при<b>&#1074;</b>ет", "привет") == "при<b>&#1074;</b>ет");
}

TEST_CASE("html: an empty span has a place in the source") {
  const MappedText result = strip_html("<b>a&lt;</b>c<i>");
  REQUIRE(result.text() == "a<c");
  CHECK(result.source({0, 0}) == ByteSpan{3, 3});
  CHECK(result.source({1, 1}) == ByteSpan{4, 4});
  CHECK(result.source({2, 2}) == ByteSpan{12, 12});
  CHECK(result.source({3, 3}) == ByteSpan{13, 13});
  CHECK(strip_html("<b>").source({0, 0}) == ByteSpan{0, 0});
  CHECK_THROWS_AS((void)result.source({0, 4}), std::invalid_argument);
  CHECK_THROWS_AS((void)result.source({2, 1}), std::invalid_argument);
}

TEST_CASE("html: a mapped text may be made by hand") {
  MappedText made;
  made.append_copied("ab", 5);
  made.append_copied("c", 7);
  made.append_replaced("...", {8, 20});
  made.append_replaced("", {20, 30});
  made.append_copied("d", 40);
  CHECK(made.text() == "abc...d");
  CHECK(made.source({1, 3}) == ByteSpan{6, 8});
  CHECK(made.source({2, 5}) == ByteSpan{7, 20});
  CHECK(made.source({4, 7}) == ByteSpan{8, 41});
  made.clear();
  CHECK(made.text().empty());
  CHECK(made.source({0, 0}) == ByteSpan{0, 0});
}

TEST_CASE("html: text and places agree with the standard's states, one at a time") {
  tema::Random random(1);
  MappedText result;
  for (int i = 0; i < 300'000; ++i) require_same(random_html(random, random.below(14)), result);
  for (int i = 0; i < 2'000; ++i) require_same(random_html(random, random.below(200)), result);
}

TEST_CASE("html: texts without markup stay as they are") {
  tema::Random random(2);
  for (int i = 0; i < 2'000; ++i) {
    std::string text = reference::random_mixed_text(random, 20) + reference::random_bytes(random, 50);
    std::erase_if(text, [](char c) { return c == '<' || c == '&'; });
    const MappedText result = strip_html(text);
    REQUIRE(result.text() == text);
    REQUIRE(result.source({0, text.size()}) == ByteSpan{0, text.size()});
  }
}
