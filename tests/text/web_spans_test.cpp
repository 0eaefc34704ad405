#include "text/web/web_spans.hpp"

#include "reference/naive_web_spans.hpp"
#include "reference/random_text.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_literals;
using tema::detail::WebKind;
using tema::detail::WebKinds;
using tema::detail::WebSpan;
using tema::detail::WebSpanFinder;
using Pieces = std::vector<std::string>;

constexpr WebKinds everything = {.url = true, .email = true, .mention = true, .hashtag = true};

std::vector<WebSpan> spans_of(std::string_view text, WebKinds wanted = everything) {
  std::vector<WebSpan> all;
  WebSpanFinder finder(text, wanted);
  for (WebSpan span; finder.next(span);) all.push_back(span);
  return all;
}

/// What is found, each with the letter of its kind before it.
Pieces found(std::string_view text, WebKinds wanted = everything) {
  Pieces pieces;
  for (const WebSpan& each : spans_of(text, wanted)) {
    const char kind = "uemh"[static_cast<std::size_t>(each.kind)];
    pieces.push_back(kind + (":" + std::string(text.substr(each.span.begin, each.span.size()))));
  }
  return pieces;
}

void check_none(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    CAPTURE(text);
    CHECK(found(text) == Pieces{});
  }
}

bool same(const std::vector<WebSpan>& a, const std::vector<WebSpan>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const WebSpan& left, const WebSpan& right) {
    return left.span == right.span && left.kind == right.kind;
  });
}

WebKinds kinds_of(unsigned bits) {
  return {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0};
}

/// Pieces of addresses, cut anywhere.
std::string random_web_text(tema::Random& random, std::size_t pieces) {
  constexpr std::string_view all[] = {
      "http://", "https://", "ftp",      "://",    ":/",     ":",           "/",
      "//",      "www.",     "WWW.",     "ww",     "w",      "mailto:",     "@",
      "@",       "@",        "＠",       "#",      "#",      "＃",          "&",
      ".",       ".",        "..",       "-",      "_",      "+",           "%",
      "'",       "\"",       "`",        "(",      ")",      "[",           "]",
      "{",       "}",        "<",        ">",      ",",      ";",           "!",
      "?",       "=",        " ",        " ",      "\n",     "\u00A0",      "\u202F",
      "\u00AD",  "\uFEFF",   "«",        "‹",      "\u200B", "…",           "”",
      "’",       "»",        "。",       "、",     "」",     "،",           "।",
      "a",       "b.com",    "X",        "1",      "23",     "é",           "e\u0301",
      "\u0301",  "\u200D",   "\u200C",   "\uFE0F", "д",      "שלום",        "मस्ते",
      "日本",    "カ",       "ー",       "ひ",     "ภาษา",   "한국",        "\u1112\u1161",
      "٣",       "１",       "＿",       "\u309B", "😀",      "\xFF",        "\xE2\x80",
      "\xEF",    "\xBC",     "\xEF\xBC", "\uFFFD", "user",   "example.org", "x.y"};
  // A few of them for each text, so that they meet.
  std::string_view some[6];
  for (std::string_view& piece : some) piece = all[random.below(std::size(all))];
  some[0] = random.below(2) == 0 ? "@" : some[0];
  some[1] = random.below(2) == 0 ? "." : some[1];
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += some[random.below(std::size(some))];
  // Names around the longest ones.
  if (random.below(20) == 0)
    text.insert(random.below(text.size() + 1), std::string(12 + random.below(55), 'k'));
  return text;
}

}  // namespace

TEST_CASE("web spans: a URL reaches to white space, a quote or a bracket of markup") {
  CHECK(found("Lihat http://a.org/x?y=1&z=[2]#t dan") == Pieces{"u:http://a.org/x?y=1&z=[2]#t"});
  CHECK(found("<https://u:p@a.org:8080/@b> \"ftp://a.b\" `x://y`") ==
        Pieces{"u:https://u:p@a.org:8080/@b", "u:ftp://a.b", "u:x://y"});
  CHECK(found("“http://a.org” ‘http://b.org’ «http://c.org»") ==
        Pieces{"u:http://a.org", "u:http://b.org", "u:http://c.org"});
  CHECK(found("http://a.org\u00A0b http://a.org\u3000b http://a.org\u200Bb http://a.org\0b"s) ==
        Pieces(4, "u:http://a.org"));
  CHECK(found("http://a.org\xFFx http://a.org/\xE2\x80") == Pieces{"u:http://a.org", "u:http://a.org/"});
}

TEST_CASE("web spans: what ends a sentence ends no URL") {
  CHECK(found("(lihat http://a.org/x_(y))") == Pieces{"u:http://a.org/x_(y)"});
  CHECK(found("http://a.org, http://b.org... http://c.org?! http://d.org/;") ==
        Pieces{"u:http://a.org", "u:http://b.org", "u:http://c.org", "u:http://d.org/"});
  CHECK(found("[http://a.org/[1]]. {http://b.org/{c}}: 'http://c.org/'") ==
        Pieces{"u:http://a.org/[1]", "u:http://b.org/{c}", "u:http://c.org/"});
  CHECK(found("http://a.org/(x).) http://b.org… http://c.org।") ==
        Pieces{"u:http://a.org/(x)", "u:http://b.org", "u:http://c.org"});
  CHECK(found("http://a.org/l'eau http://a.org/a,b http://a.org/-") ==
        Pieces{"u:http://a.org/l'eau", "u:http://a.org/a,b", "u:http://a.org/-"});
}

TEST_CASE("web spans: a URL may be in any script") {
  CHECK(found("http://пример.рф/путь, http://例子.公司/路径。") ==
        Pieces{"u:http://пример.рф/путь", "u:http://例子.公司/路径"});
  CHECK(found("请看http://a.org/あ、次は https://b.org」") == Pieces{"u:http://a.org/あ", "u:https://b.org"});
  CHECK(found("주소http://a.org http://مثال.إختبار،") == Pieces{"u:http://a.org", "u:http://مثال.إختبار"});
}

TEST_CASE("web spans: a scheme begins a word, and has up to 16 characters") {
  CHECK(found("svn+ssh://a HTTP://B.ORG file:///c x-y1://d") ==
        Pieces{"u:svn+ssh://a", "u:HTTP://B.ORG", "u:file:///c", "u:x-y1://d"});
  CHECK(found("selesai.http://a.org -http://b.org (1)http://c.org") ==
        Pieces{"u:http://a.org", "u:http://b.org", "u:http://c.org"});
  CHECK(found("abcdefghijklmnop://a") == Pieces{"u:abcdefghijklmnop://a"});
  check_none(
      {"abcdefghijklmnopq://a", "1http://a", "_http://a", "éhttp://a", "://a", "1://a", "http:/a", "http:a"});
  check_none({"http://", "http://...", "http:// a", "http://)", "http:///", "http://-_"});
}

TEST_CASE("web spans: www. and a label and a dot begin a URL") {
  CHECK(found("www.a.org/b. WWW.Пример.РФ (www.a-b.c)") ==
        Pieces{"u:www.a.org/b", "u:WWW.Пример.РФ", "u:www.a-b.c"});
  CHECK(found("请看www.a.org") == Pieces{"u:www.a.org"});
  CHECK(found("http://www.a.org/www.b.org") == Pieces{"u:http://www.a.org/www.b.org"});
  check_none(
      {"www.", "www.a", "www.a.", "www.a. b", "www..a.b", "www.-a.b", "www.a-.b", "www.a_b.c", "www,a.b"});
  check_none({"wwww.a.b", "xwww.a.b", "ww.a.b", "www", "ww", "w"});
}

TEST_CASE("web spans: an e-mail address") {
  CHECK(found("Tulis ke a.b+c@d-e.co.id.") == Pieces{"e:a.b+c@d-e.co.id"});
  CHECK(found("<a@b.c>, mailto:a@b.c?x, (a_b@c.d) 'a@b.c'") ==
        Pieces{"e:a@b.c", "e:a@b.c", "e:a_b@c.d", "e:a@b.c"});
  CHECK(found("o'neil@b.c x/y=z@b.c .a@b.c a..b@c.d") ==
        Pieces{"e:o'neil@b.c", "e:x/y=z@b.c", "e:a@b.c", "e:b@c.d"});
  CHECK(found("a@b.c-d a@b.c- a@b.c_d a@b.c.1 a@b.c..d a@1.c") ==
        Pieces{"e:a@b.c-d", "e:a@b.c", "e:a@b.c", "e:a@b.c", "e:a@b.c", "e:a@1.c"});
  CHECK(found(std::string(64, 'a') + "@b.c") == Pieces{"e:" + std::string(64, 'a') + "@b.c"});
  CHECK(found("'''" + std::string(64, 'a') + "@b.c") == Pieces{"e:" + std::string(64, 'a') + "@b.c"});
  check_none({"a@b", "a@b.", "a@.b", "a@-b.c", "a@b-.c", "a@b.-c", "10@2.50", "a@b_c.d", "a@", "a @ b.c"});
  CHECK(found(std::string(65, 'a') + "@b.c") == Pieces{});
}

TEST_CASE("web spans: an e-mail address may be in any script") {
  CHECK(found("josé@exámple.es иван@пример.рф 用户@例子.公司 a@b.vermögensberater") ==
        Pieces{"e:josé@exámple.es", "e:иван@пример.рф", "e:用户@例子.公司", "e:a@b.vermögensberater"});
  CHECK(found("请写信到a@b.com谢谢") == Pieces{"e:a@b.com"});
  CHECK(found("이메일은a@b.com으로") == Pieces{"e:a@b.com"});
  CHECK(found("a@日本abc.jp a@b.日本jp") == Pieces{"e:a@日本abc.jp", "e:a@b.日本jp"});
}

TEST_CASE("web spans: a mention") {
  CHECK(found("@ani, @b_c: (@d1) .@e -@f \"@g\" @@h @1") ==
        Pieces{"m:@ani", "m:@b_c", "m:@d1", "m:@e", "m:@f", "m:@g", "m:@h", "m:@1"});
  CHECK(found("@ани @नमस्ते @日本 ＠ani @a.b @_a") ==
        Pieces{"m:@ани", "m:@नमस्ते", "m:@日本", "m:＠ani", "m:@a", "m:@_a"});
  CHECK(found("谢谢@ani ありがとう@ani ที่@ani") == Pieces(3, "m:@ani"));
  CHECK(found("❤\uFE0F@ani @a@b @a-b") == Pieces{"m:@ani", "m:@a", "m:@a"});
  CHECK(found("@" + std::string(64, 'a')) == Pieces{"m:@" + std::string(64, 'a')});
  check_none(
      {"a@b", "1@b", "_@b", "é@b", "e\u0301@b", "@", "@ a", "@.a", "@_", "@__", "@\u0301a", "@-a", "a＠b.c"});
  CHECK(found("@" + std::string(65, 'a')) == Pieces{});
}

TEST_CASE("web spans: a hashtag") {
  CHECK(found("#a #b_c, #1d (#e) ＃f #g#h #i-j #_k") ==
        Pieces{"h:#a", "h:#b_c", "h:#1d", "h:#e", "h:＃f", "h:#g", "h:#i", "h:#_k"});
  CHECK(found("#Москва #नमस्ते #日本語 #ภาษาไทย #한국") ==
        Pieces{"h:#Москва", "h:#नमस्ते", "h:#日本語", "h:#ภาษาไทย", "h:#한국"});
  CHECK(found("#می\u200Cخواهم #a\u200D #a\u202Fb #a\u00ADb") ==
        Pieces{"h:#می\u200Cخواهم", "h:#a", "h:#a", "h:#a"});
  CHECK(found("#标签#后面") == Pieces{"h:#标签"});
  check_none({"#1", "#_", "#1_2", "#", "##", "# a", "#-a", "#\u0301a", "#\uFE0F\u20E3", "#٣"});
  check_none({"a#b", "1#b", "_#b", "é#b", "标#签", "&#x;a", "&#a", "C#", "e\u0301#a"});
}

TEST_CASE("web spans: what is found first takes its place") {
  CHECK(found("http://a.org/#b http://a.org/@c a@b.c#d") ==
        Pieces{"u:http://a.org/#b", "u:http://a.org/@c", "e:a@b.c"});
  CHECK(found("#a+b@c.d @www.a.b a@www.b.c") == Pieces{"h:#a", "e:b@c.d", "m:@www", "e:a@www.b.c"});
  CHECK(found("@a@b.c #x://y") == Pieces{"m:@a", "h:#x"});
}

TEST_CASE("web spans: what is not wanted is not found, nor taken for something else") {
  const std::string text = "http://a.org/#b a@b.c @d #e";
  CHECK(found(text, {.mention = true}) == Pieces{"m:@d"});
  CHECK(found(text, {.hashtag = true}) == Pieces{"h:#e"});
  CHECK(found(text, {.url = true, .email = true}) == Pieces{"u:http://a.org/#b", "e:a@b.c"});
  CHECK(found(text, {}) == Pieces{});
  CHECK_FALSE(WebKinds{}.any());
}

TEST_CASE("web spans: a mark is found wherever it stands") {
  for (std::size_t size = 0; size < 200; ++size) {
    const std::string before(size, ' ');
    const std::size_t after = size % 7 * 20;
    CHECK(found(before + "#a" + std::string(after, ' ')) == Pieces{"h:#a"});
    CHECK(found(before + "＠a" + std::string(after, ' ')) == Pieces{"m:＠a"});
    CHECK(found(before + "a://b" + std::string(after, ' ')) == Pieces{"u:a://b"});
    CHECK(found(before + "www.a.b" + std::string(after, ' ')) == Pieces{"u:www.a.b"});
  }
}

TEST_CASE("web spans: they agree with every span tried") {
  tema::Random random(1);
  for (unsigned i = 0; i < 300'000; ++i) {
    const std::string text = i % 50 == 0 ? reference::random_bytes(random, 60)
                                         : random_web_text(random, random.below(i % 40 == 0 ? 60 : 12));
    std::vector<WebSpan> expected = reference::NaiveWebSpans(text).all();
    CAPTURE(text);
    REQUIRE(same(spans_of(text), expected));
    const WebKinds wanted = kinds_of(i % 16);
    std::erase_if(expected, [&](const WebSpan& each) { return !wanted.has(each.kind); });
    REQUIRE(same(spans_of(text, wanted), expected));
  }
}

TEST_CASE("web spans: texts without marks have none") {
  tema::Random random(2);
  for (int i = 0; i < 2'000; ++i) {
    std::string text = reference::random_mixed_text(random, 20) + reference::random_bytes(random, 100);
    std::erase_if(text, [](char c) { return c == '@' || c == '#' || c == ':' || c == 'w' || c == 'W'; });
    CHECK(found(text) == Pieces{});
  }
}
