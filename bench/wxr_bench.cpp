// SPDX-License-Identifier: AGPL-3.0-or-later
// A WordPress export of invented posts: its XML alone, and read into Documents. Aim of the last:
// over 50 MB/s.
#include <string>

#include <benchmark/benchmark.h>

#include "read/read.h"
#include "read/xml/xml_reader.h"

namespace habeas {
namespace {

constexpr std::size_t kExportBytes = 64U << 20U;

std::string make_export(std::size_t bytes) {
  std::string made =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\" "
      "xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" "
      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel><title>Example Monitor</title>"
      "<link>https://monitor.example</link><language>en-US</language>\n";
  for (std::size_t post = 1; made.size() < bytes; ++post) {
    const std::string number = std::to_string(post);
    made += "<item><title>Report " + number + "</title><link>https://monitor.example/" + number +
            "/</link><dc:creator><![CDATA[jane]]></dc:creator><content:encoded><![CDATA[";
    for (std::size_t line = 0; line < 12; ++line) {
      made +=
          "<p>The lawyer of case " + number +
          " was held at the <a href=\"/place\">border</a> for nine hours &amp; released, while "
          "her colleagues waited at the gate and wrote down what they saw. <strong>Nobody</strong> "
          "told them why she had been taken, and no charge was brought that year.</p>\n";
    }
    made += "]]></content:encoded><wp:post_id>" + number +
            "</wp:post_id><wp:post_date><![CDATA[2018-03-14 09:30:00]]></wp:post_date>"
            "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
            "<category domain=\"post_tag\"><![CDATA[arrest]]></category>"
            "<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>1</wp:meta_value>"
            "</wp:postmeta></item>\n";
  }
  return made + "</channel></rss>\n";
}

const std::string& made_export() {
  static const std::string made = make_export(kExportBytes);
  return made;
}

class CountingSink final : public DocumentSink {
 public:
  void add_document(Document) override { ++documents; }
  void add_problem(Problem) override {}
  std::size_t documents = 0;
};

void say_rate(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(made_export().size()));
}

void XmlEvents(benchmark::State& state) {
  for (auto _ : state) {
    XmlReader reader{std::string_view(made_export())};
    std::size_t events = 0;
    while (reader.next() != XmlEvent::Done) ++events;
    state.counters["events"] = static_cast<double>(events);
  }
  say_rate(state);
}
BENCHMARK(XmlEvents)->Unit(benchmark::kMillisecond);

void ReadDocuments(benchmark::State& state) {
  const MemorySource source(made_export());
  for (auto _ : state) {
    CountingSink sink;
    read({}, source, {}, sink);
    state.counters["documents"] = static_cast<double>(sink.documents);
  }
  say_rate(state);
}
BENCHMARK(ReadDocuments)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace habeas
