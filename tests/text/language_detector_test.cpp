#include "tema/text/language_detector.hpp"

#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using tema::DetectedLanguage;
using tema::LanguageDetector;

namespace {

const bool missing = !tema::has_language_detection();

struct Sample {
  std::string language;
  std::string text;
};

const std::string indonesian =
    "Anak-anak sedang bermain di tepi sungai ketika hujan mulai turun. Mereka berlari pulang ke rumah, "
    "tetapi ibu mereka tidak ada di sana. Karena takut, mereka menelepon kantor ayah dan menunggu sampai "
    "sore.";
const std::string malay =
    "Kanak-kanak itu sedang bermain di tepi sungai apabila hujan mula turun. Mereka berlari balik ke rumah, "
    "tetapi emak mereka tiada di situ. Kerana takut, mereka menelefon pejabat bapa dan menunggu beliau.";
const std::string english =
    "The children were playing beside the river when the rain began to fall. They ran back to the house, but "
    "their mother was not there. Being afraid, they called their father's office and waited until evening.";

const std::vector<Sample> samples = {
    {"id", indonesian},
    {"en", english},
    {"de",
     "Die Kinder spielten gerade am Fluss, als es zu regnen begann. Sie liefen nach Hause zurück, aber ihre "
     "Mutter war nicht da. Weil sie sich fürchteten, riefen sie im Büro ihres Vaters an und warteten lange."},
    {"fr",
     "Les enfants jouaient au bord de la rivière quand la pluie se mit à tomber. Ils coururent à la maison, "
     "mais leur mère n'y était pas. Ils eurent peur, téléphonèrent à leur père et attendirent la nuit."},
    {"no",
     "Barna lekte ved elven da det begynte å regne. De løp hjem igjen, men moren deres var ikke der. De var "
     "redde, ringte til kontoret til faren sin og ventet på bilen hans helt til det ble mørkt ute i bygda."},
    {"sw",
     "Watoto walikuwa wakicheza karibu na mto wakati mvua ilipoanza kunyesha. Kisha walikimbia hadi "
     "nyumbani, "
     "lakini mama yao hakuwepo. Mezani kulikuwa na chakula na maji, wakaketi wakimngoja mpaka usiku sana."},
    {"tl",
     "Naglalaro ang mga bata sa tabi ng ilog nang magsimulang umulan. Tumakbo sila pauwi, ngunit wala roon "
     "ang kanilang ina. May pagkain at tubig sa mesa, kaya umupo sila at naghintay sa kanya nang buong "
     "gabi."},
    {"tr",
     "Yağmur başladığında çocuklar nehrin kıyısında oynuyorlardı. Eve koştular ama anneleri orada değildi. "
     "Korktukları için babalarının bürosuna telefon ettiler ve akşama kadar onun gelmesini beklediler."},
    {"vi",
     "Bọn trẻ đang chơi bên bờ sông thì trời bắt đầu mưa. Chúng chạy về nhà nhưng mẹ không có ở đó. "
     "Vì sợ hãi, chúng gọi điện đến văn phòng của bố và chờ xe của ông cho đến tối."},
    {"ru",
     "Дети играли у реки, когда начался дождь. Они побежали домой, но мамы там не было. "
     "Им стало страшно, и они позвонили отцу на работу."},
    {"ar",
     "كان الأطفال يلعبون على ضفة النهر عندما بدأ المطر يهطل. ركضوا عائدين إلى البيت، لكن أمهم لم تكن "
     "هناك. ولأنهم خافوا اتصلوا بمكتب أبيهم وانتظروا سيارته حتى المساء."},
    {"he",
     "הילדים שיחקו ליד הנהר כשהחל לרדת גשם. הם רצו הביתה, אבל אמם לא הייתה שם. מכיוון שפחדו, הם התקשרו "
     "למשרד של אביהם וחיכו למכונית שלו עד שירד הערב."},
    {"hi",
     "बच्चे नदी के किनारे खेल रहे थे जब बारिश होने लगी। वे दौड़कर घर लौटे, लेकिन उनकी माँ वहाँ नहीं थी। "
     "डर के मारे उन्होंने पिता के दफ़्तर में फ़ोन किया और शाम तक इंतज़ार किया।"},
    {"th", "เด็กๆ กำลังเล่นอยู่ริมแม่น้ำเมื่อฝนเริ่มตก พวกเขาวิ่งกลับบ้าน แต่แม่ไม่อยู่ที่นั่น พวกเขากลัวจึงโทรหาพ่อ"},
    {"zh",
     "开始下雨的时候，孩子们正在河边玩耍。他们跑回家，可是妈妈不在那里。"
     "他们很害怕，就给爸爸的办公室打电话，一直等到晚上他的汽车回来。桌子上放着面包。"},
    {"zh",
     "開始下雨的時候，孩子們正在河邊玩耍。他們跑回家，可是媽媽不在那裡。"
     "他們很害怕，就給爸爸的辦公室打電話，一直等到晚上他的汽車回來。桌子上放著麵包。"},
    {"ja",
     "雨が降り始めたとき、子どもたちは川のそばで遊んでいました。走って家に帰りましたが、"
     "お母さんはいませんでした。お父さんの会社に電話をかけて、夜まで車を待っていました。"},
    {"ko",
     "비가 내리기 시작했을 때 아이들은 강가에서 놀고 있었다. 집으로 뛰어 돌아갔지만 어머니는 "
     "계시지 않았다. 무서워서 아버지의 사무실에 전화를 걸고 저녁까지 기다렸다."},
};

std::vector<std::string> times(const std::string& text, std::size_t count) {
  return std::vector<std::string>(count, text);
}

std::vector<std::string> sample_texts() {
  std::vector<std::string> texts;
  for (const Sample& sample : samples) texts.push_back(sample.text);
  return texts;
}

std::vector<std::string> codes(const std::vector<DetectedLanguage>& found) {
  std::vector<std::string> languages;
  for (const DetectedLanguage& document : found) languages.push_back(document.language);
  return languages;
}

}  // namespace

TEST_CASE("language_detector: a build without CLD2 says so" * doctest::skip(!missing)) {
  CHECK_THROWS_WITH_AS((void)LanguageDetector(), doctest::Contains("TEMA_WITH_CLD2"), std::invalid_argument);
  CHECK_THROWS_AS((void)LanguageDetector::fit(sample_texts()), std::invalid_argument);
}

TEST_CASE("language_detector: many languages and scripts" * doctest::skip(missing)) {
  const LanguageDetector detector;
  for (const Sample& sample : samples) {
    CAPTURE(sample.language);
    CHECK(sample.text.size() >= 200);
    const DetectedLanguage found = detector.detect(sample.text);
    CHECK(found.language == sample.language);
    CHECK(found.reliable);
    CHECK(found.share > 0.9);
    CHECK(found.share <= 1);
  }
}

TEST_CASE("language_detector: what is short or says nothing takes the prior" * doctest::skip(missing)) {
  const LanguageDetector detector{{.prior = "id"}};
  const std::string digits(500, '7');
  for (const std::string& text : {std::string(), english.substr(0, 199), digits}) {
    const DetectedLanguage found = detector.detect(text);
    CHECK(found.language == "id");
    CHECK_FALSE(found.reliable);
    CHECK(found.share == 0);
  }
  CHECK(detector.detect(english).language == "en");
  CHECK(LanguageDetector().detect("").language == "und");
  CHECK(LanguageDetector().detect(digits).language == "und");
}

TEST_CASE("language_detector: more than half of the letters decide" * doctest::skip(missing)) {
  const LanguageDetector detector{{.prior = "fr"}};
  // CLD2's own summary would take the English for boilerplate.
  const DetectedLanguage most = detector.detect(english + ' ' + english + ' ' + indonesian);
  CHECK(most.language == "en");
  CHECK(most.share > 0.5);
  CHECK(most.share < 0.8);
  const std::string thirds = samples[2].text + ' ' + samples[3].text + ' ' + samples[9].text;
  CHECK(detector.detect(thirds).language == "fr");
  CHECK_FALSE(detector.detect(thirds).reliable);
  CHECK(detector.detect(thirds).share > 0.1);
}

TEST_CASE("language_detector: a language that tema has nothing for has its code, too" *
          doctest::skip(missing)) {
  const DetectedLanguage found = LanguageDetector{{.prior = "id"}}.detect(
      "Roedd y plant yn chwarae wrth yr afon pan ddechreuodd hi fwrw glaw. Rhedon nhw adref, ond doedd eu "
      "mam ddim yno. Roedd bara a dŵr ar y bwrdd, ac eisteddon nhw i lawr i aros amdani yn hir iawn, nes "
      "iddi nosi.");
  CHECK(found.language == "cy");
  CHECK(found.reliable);
}

TEST_CASE("language_detector: languages of CLD2's larger tables" * doctest::skip(missing)) {
  const std::vector<Sample> larger = {
      {"am",
       "ልጆቹ ዝናብ መዝነብ ሲጀምር በወንዙ ዳርቻ እየተጫወቱ ነበር። ወደ ቤት ሮጡ፣ ነገር ግን እናታቸው እዚያ አልነበረችም። ስለ ፈሩ ወደ አባታቸው ቢሮ ደወሉ።"},
      {"ti",
       "እቶም ቆልዑ ኣብ ጥቓ ሩባ እናተጻወቱ ከለዉ ዝናብ ክዘንብ ጀመረ። ናብ ገዛ ጎየዩ፣ ግን ኣዲኦም ኣብኡ ኣይነበረትን። ስለ ዝፈርሁ ድማ ንኣቦኦም ደወሉ።"},
      {"bo", "ཆར་པ་འབབ་འགོ་ཚུགས་དུས་ཕྲུ་གུ་ཚོ་གཙང་པོའི་འགྲམ་ལ་རྩེད་མོ་རྩེ་གི་ཡོད་པ་རེད། ཁོང་ཚོ་ཁྱིམ་ལ་རྒྱུགས་ནས་ལོག་པ་རེད།"},
      {"ha",
       "Yaran suna wasa a bakin kogi lokacin da ruwan sama ya fara sauka. Sun gudu zuwa gida, amma "
       "mahaifiyarsu ba ta "
       "nan. Saboda tsoro sai suka kira ofishin mahaifinsu, suka jira har zuwa maraice ya dawo gida da "
       "mota."},
      {"ig",
       "Ụmụaka nọ na-egwu egwu n'akụkụ osimiri mgbe mmiri malitere izo. Ha gbagara n'ụlọ, mana nne ha anọghị "
       "ebe ahụ. "
       "N'ihi na ụjọ tụrụ ha, ha kpọrọ nna ha n'ụlọ ọrụ ya, wee chere ruo mgbe chi jiri."},
      {"om",
       "Ijoolleen yeroo roobni roobuu jalqabe qarqara lagaa taphachaa turan. Gara manaatti fiigan, garuu "
       "haati isaanii "
       "achi hin turre. Waan sodaataniif gara waajjira abbaa isaanii bilbilanii hanga galgalaatti eegan."},
      {"mn",
       "Бороо орж эхлэхэд хүүхдүүд голын эрэг дээр тоглож байв. Тэд гэр лүүгээ гүйсэн боловч ээж нь тэнд "
       "байсангүй. "
       "Айсан учраас тэд аавынхаа ажил руу утасдаж, орой болтол хүлээв."}};
  for (const Sample& sample : larger) {
    CAPTURE(sample.language);
    REQUIRE(sample.text.size() >= 200);
    const DetectedLanguage found = LanguageDetector().detect(sample.text);
    CHECK(found.language == sample.language);
    CHECK(found.reliable);
  }
}

TEST_CASE("language_detector: Indonesian and Malay count as one" * doctest::skip(missing)) {
  for (const std::string& text : {indonesian, malay, indonesian + ' ' + malay}) {
    CHECK(LanguageDetector().detect(text).language == "id");
    CHECK(LanguageDetector{{.prior = "en"}}.detect(text).language == "id");
    CHECK(LanguageDetector{{.hint = "ms"}}.detect(text).language == "ms");
    CHECK(LanguageDetector{{.prior = "ms-MY"}}.detect(text).language == "ms");
    CHECK(LanguageDetector{{.prior = "ms", .hint = "id"}}.detect(text).language == "id");
  }
  CHECK(LanguageDetector{{.hint = "ms"}}.detect(english).language == "en");
}

TEST_CASE("language_detector: options are checked" * doctest::skip(missing)) {
  using Options = tema::LanguageDetectorOptions;
  CHECK_THROWS_WITH_AS(LanguageDetector(Options{.prior = "xx"}), doctest::Contains("prior is \"xx\""),
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(LanguageDetector(Options{.hint = "xx"}), doctest::Contains("hint is \"xx\""),
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(LanguageDetector(Options{.hint = "en"}), doctest::Contains("hint is \"en\""),
                       std::invalid_argument);
  CHECK(LanguageDetector{{.prior = "en-GB"}}.options().prior == "en");
}

TEST_CASE("language_detector: the prior of a corpus is what most documents are in" * doctest::skip(missing)) {
  std::vector<std::string> texts = times(indonesian, 2);
  texts.push_back(english + english + english + english);  // the most bytes
  CHECK(LanguageDetector::fit(texts).options().prior == "id");
  texts.push_back(english);
  CHECK(LanguageDetector::fit(texts).options().prior == "en");  // of equals, the first by code
  texts.push_back(malay);
  CHECK(LanguageDetector::fit(texts, {.hint = "ms"}).options().prior == "ms");
  CHECK(LanguageDetector::fit(std::vector<std::string>(), {.prior = "sv"}).options().prior == "sv");
  CHECK(LanguageDetector::fit(times("123", 900), {.prior = "sv"}).options().prior == "sv");
}

TEST_CASE("language_detector: short texts are read with those beside them" * doctest::skip(missing)) {
  std::vector<std::string> texts;
  for (int i = 0; i < 100; ++i) {
    const std::size_t half = indonesian.find(". ") + 1;
    texts.push_back(i % 2 == 0 ? indonesian.substr(0, half) : indonesian.substr(half));
  }
  CHECK(LanguageDetector::fit(texts).options().prior == "id");
  const std::vector<std::string> few = times(english, 3);
  texts.insert(texts.begin(), few.begin(), few.end());
  const LanguageDetector detector = LanguageDetector::fit(texts);
  CHECK(detector.options().prior == "id");
  CHECK(detector.detect(texts.back()).language == "id");
}

TEST_CASE("language_detector: any bytes will do" * doctest::skip(missing)) {
  const LanguageDetector detector;
  std::string text = indonesian + "\xE2\x82";
  const std::vector<std::string> odd = {"\xFF",         "\xC3",         "\xE2\x82",
                                        "\xED\xA0\x80", "\xEF\xBF\xBE", std::string(1, '\0'),
                                        "\x0B\x7F",     "\xC2\x85"};
  for (const std::string& bytes : odd) text.insert(text.find(' ', text.size() / 2) + 1, bytes + ' ');
  CHECK(detector.detect(text).language == "id");
  CHECK(detector.detect(text).reliable);
  std::string rest(70'000, '\0');
  for (std::size_t i = 0; i < rest.size(); ++i) rest[i] = static_cast<char>(i * i / 7 + i);
  for (std::size_t size = 0; size < rest.size(); size = size * 2 + 1) {
    CHECK(detector.detect(std::string_view(rest).substr(0, size)).share <= 1);
  }
}

TEST_CASE("language_detector: of a long text the first 256 KiB count" * doctest::skip(missing)) {
  std::string text;
  for (std::size_t i = 0; text.size() < (1U << 18U) - 100; ++i) text += indonesian + std::to_string(i);
  text.resize((1U << 18U) - 1);
  const DetectedLanguage at_border = LanguageDetector().detect(text + "ä");
  CHECK(at_border.language == "id");
  for (int i = 0; i < 5'000; ++i) text += "ä" + english;
  const DetectedLanguage longer = LanguageDetector().detect(text);
  CHECK(longer.language == "id");
  CHECK(longer.share == at_border.share);
}

TEST_CASE("language_detector: a batch equals its texts, on any number of threads" * doctest::skip(missing)) {
  std::vector<std::string> texts;
  for (int i = 0; i < 100; ++i) {
    for (const Sample& sample : samples) texts.push_back(sample.text.substr(static_cast<std::size_t>(i) / 2));
  }
  const LanguageDetector detector{{.prior = "id"}};
  const std::vector<std::string> expected = codes(detector.detect_all(texts, {.threads = 1}));
  for (std::size_t i = 0; i < texts.size(); ++i) REQUIRE(detector.detect(texts[i]).language == expected[i]);
  std::vector<std::vector<std::string>> found(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < found.size(); ++t) {
    threads.emplace_back([&, t] { found[t] = codes(detector.detect_all(texts, {.threads = 3})); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& mine : found) CHECK(mine == expected);
  const std::string fitted = LanguageDetector::fit(texts).options().prior;
  for (const unsigned count : {1U, 2U, 7U}) {
    CHECK(LanguageDetector::fit(texts, {}, {.threads = count}).options().prior == fitted);
  }
}

TEST_CASE("language_detector: a stop ends it" * doctest::skip(missing)) {
  std::stop_source source;
  source.request_stop();
  const tema::RunContext run{.stop = source.get_token()};
  CHECK_THROWS_AS((void)LanguageDetector().detect_all(sample_texts(), run), tema::Cancelled);
  CHECK_THROWS_AS((void)LanguageDetector::fit(sample_texts(), {}, run), tema::Cancelled);
}

TEST_CASE("language_detector: documents are counted by language") {
  const std::vector<DetectedLanguage> found = {{"ms"}, {"en"}, {"id"}, {"und"}, {"id"}, {"en"}};
  std::vector<std::pair<std::string, std::size_t>> counts;
  for (const tema::LanguageCount& count : tema::count_languages(found)) {
    counts.emplace_back(count.language, count.documents);
  }
  CHECK(counts ==
        std::vector<std::pair<std::string, std::size_t>>{{"en", 2}, {"id", 2}, {"ms", 1}, {"und", 1}});
  CHECK(tema::count_languages({}).empty());
}
