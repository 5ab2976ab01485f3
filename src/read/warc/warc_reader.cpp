// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/warc/warc_reader.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include <fmt/format.h>

#include "base/digest.h"
#include "read/archive/archive_parts.h"
#include "read/warc/http_message.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::string_view kPrefix = "warc:";
constexpr std::size_t kHttpHeadBytesMax = 1U << 20U;
constexpr std::size_t kTypesMax = 100;

/// What a record carries, taken out of its wrappings.
struct Payload {
  std::string status;      // of an HTTP response
  std::string http_media;  // its media type, as sent
  std::string bytes;
  std::vector<Problem> problems;
};

bool begins_with_text(std::string_view text, std::string_view begin) {
  return text.substr(0, begin.size()) == begin;
}

bool may_be_http(const WarcRecord& record) {
  if (record.type != "response" && record.type != "request" && record.type != "revisit") {
    return false;
  }
  if (record.is_arc) return begins_with_text(record.target, "http");
  return record.media_type.empty() || begins_with_text(record.media_type, "application/http");
}

Payload take_payload(const WarcRecord& record, std::string_view block, std::size_t bytes_max) {
  Payload payload;
  // The first block of an ARC is the head of the file: version and names of fields.
  if (record.is_arc && record.type == "warcinfo") return payload;
  if (!may_be_http(record)) {
    payload.bytes = block.substr(0, bytes_max);
    return payload;
  }
  const HttpMessage message = parse_http(block);
  payload.status = to_utf8(message.status);
  payload.http_media = to_utf8(message.media_type);
  // A block of nothing but line ends holds nothing.
  if (!message.has_head && trim(to_utf8(block.substr(0, 16))).empty() && block.size() < 16) {
    return payload;
  }
  HttpBody body = decode_http_body(message, bytes_max);
  payload.bytes = body.decoded ? std::move(*body.decoded) : std::string(message.body);
  payload.problems = std::move(body.problems);
  return payload;
}

std::string media_type_alone(std::string_view media_type) {
  return std::string(trim(media_type.substr(0, media_type.find(';'))));
}

/// What is beside the words of a page: told by what the server said, since style sheets and scripts
/// are text.
bool is_furniture(std::string_view media_type) {
  std::string type = media_type_alone(media_type);
  for (char& c : type) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return type == "text/css" || type.find("javascript") != std::string::npos || type == "text/dns" ||
         type == "text/ecmascript" || type == "application/ecmascript";
}

/// The three digits, or what stands for anything else.
std::string status_of(std::string_view status) {
  const bool is_number =
      status.size() == 3 && status.find_first_not_of("0123456789") == std::string_view::npos;
  return is_number ? std::string(status) : "that is no number";
}

std::string_view file_name_of(std::string_view address) {
  return last_component(address.substr(0, address.find_first_of("?#")));
}

/// One walk through a crawl.
class WarcWalk {
 public:
  WarcWalk(ByteStream& stream, const ReadLimits& limits, PartSink& sink)
      : stream_(stream), records_(stream), sink_(sink), parts_(kPrefix, limits, sink) {}

  void run() {
    while (records_.next()) {
      const WarcRecord& record = records_.record();
      ++types_[types_.size() < kTypesMax || types_.contains(record.type) ? record.type : "other"];
      if (!take(record)) break;
    }
    tell_counts();
    if (sink_.wants_fields()) add_counts();
  }

 private:
  std::string name_of(const WarcRecord& record) const {
    return record.id.empty() ? fmt::format("@{}", record.at) : record.id;
  }

  /// False if the crawl ends here by a limit.
  bool take(const WarcRecord& record) {
    const bool carries =
        record.type == "response" || record.type == "resource" || record.type == "conversion";
    if (record.type == "revisit") note_revisit(record);
    if (record.type == "continuation" || !record.segment.empty()) ++segments_;
    if (!carries && !sink_.wants_fields()) return true;
    if (carries && !parts_.has_room_for(1)) return false;
    if (record.block_bytes > parts_.bytes_max() + kHttpHeadBytesMax) {
      parts_.tell(name_of(record),
                  {ProblemCode::TooLarge, "",
                   fmt::format("a record of {} bytes, over {}: kept inside the crawl, not read",
                               record.block_bytes, parts_.bytes_max())});
      if (sink_.wants_fields()) add_fields(record, {}, false);
      return true;
    }
    const std::string_view block = records_.block();
    Payload payload = take_payload(record, block, static_cast<std::size_t>(parts_.bytes_max()));
    const bool is_damaged = stream_.end() == StreamEnd::Damaged;
    if (block.size() < record.block_bytes && is_damaged) {
      // What came out right before the damage was seen may be anything.
      payload = {};
      parts_.tell(name_of(record), {ProblemCode::BadContainer, "",
                                    "the record is damaged where it is packed; unread"});
    } else if (block.size() < record.block_bytes) {
      payload.problems.push_back({ProblemCode::CutOff, "",
                                  "the record ends before its own length; what there is was read"});
    }
    if (sink_.wants_fields()) add_fields(record, payload, !is_damaged);
    if (carries) hand_on(record, std::move(payload));
    return true;
  }

  void hand_on(const WarcRecord& record, Payload payload) {
    addresses_.insert(std::hash<std::string>()(record.target));
    for (Problem& problem : payload.problems) parts_.tell(name_of(record), std::move(problem));
    const bool answered = payload.status.empty() || payload.status.front() == '2';
    if (payload.bytes.empty()) return;
    if (!answered) {
      ++other_answers_[status_of(payload.status)];
      return;
    }
    const std::string& media = may_be_http(record) ? payload.http_media : record.media_type;
    if (is_furniture(media)) {
      ++unread_kinds_["a style sheet, script or note of the network"];
      return;
    }
    const std::string_view kind = find_kind_unread_for_sure(payload.bytes);
    if (!kind.empty()) {
      ++unread_kinds_[std::string(kind)];
      return;
    }
    sink_.add_part({std::string(kPrefix) + name_of(record),
                    std::string(file_name_of(record.target)), record.target, media,
                    std::move(payload.bytes)});
  }

  void note_revisit(const WarcRecord& record) {
    const std::string& target =
        record.refers_to_target.empty() ? record.target : record.refers_to_target;
    if (addresses_.count(std::hash<std::string>()(target)) == 0) ++lonely_revisits_;
  }

  void add_fields(const WarcRecord& record, const Payload& payload, bool is_read) {
    const auto text_or_none = [](std::string text) {
      return text.empty() ? FieldValue() : FieldValue(std::move(text));
    };
    FieldValue::Names fields;
    fields.push_back({"type", text_or_none(record.type)});
    fields.push_back({"uri", text_or_none(record.target)});
    fields.push_back({"date", text_or_none(record.date)});
    const bool is_response = record.type == "response";
    fields.push_back({"http_status", text_or_none(is_response ? payload.status : "")});
    fields.push_back(
        {"http_media_type", text_or_none(is_response ? media_type_alone(payload.http_media) : "")});
    fields.push_back({"media_type", text_or_none(media_type_alone(record.media_type))});
    fields.push_back(
        {"payload_sha256", is_read ? FieldValue(to_hex(sha256(payload.bytes))) : FieldValue()});
    PartFields of_record{{}, record.is_arc ? "arc" : "warc", std::move(fields)};
    of_record.id.part = std::string(kPrefix) + name_of(record);
    sink_.add_fields(std::move(of_record));
  }

  void add_counts() {
    FieldValue::Names counts;
    for (const auto& [type, count] : types_) counts.push_back({type, FieldValue(count)});
    FieldValue::Names fields;
    fields.push_back({"records", FieldValue(std::move(counts))});
    sink_.add_fields({{}, "warc", std::move(fields)});
  }

  void tell(ProblemCode code, std::string message) {
    sink_.add_problem({code, "", std::move(message)});
  }

  void tell_counts() {
    parts_.finish();
    for (const auto& [kind, count] : unread_kinds_) {
      tell(ProblemCode::NotText, fmt::format("kept as received, not read: {} × {}", count, kind));
    }
    for (const auto& [status, count] : other_answers_) {
      tell(ProblemCode::NotText,
           fmt::format("kept as received, not read: {} × a page that the server sent with "
                       "status {}",
                       count, status));
    }
    if (lonely_revisits_ > 0) {
      tell(ProblemCode::BadContainer,
           fmt::format("{} records say that a page had not changed since a crawl that is not here",
                       lonely_revisits_));
    }
    if (segments_ > 0) {
      tell(ProblemCode::BadContainer,
           fmt::format("{} records are pieces of larger ones; they are not joined", segments_));
    }
    if (records_.lost_bytes() > 0 || records_.damaged_members() > 0) {
      tell(ProblemCode::BadContainer,
           fmt::format("{} bytes of the crawl belong to no record, {} packed members are damaged; "
                       "pages may be missing",
                       records_.lost_bytes(), records_.damaged_members()));
    }
    tell_of_stream_end(stream_, sink_);
  }

  ByteStream& stream_;
  WarcRecords records_;
  PartSink& sink_;
  ArchiveParts parts_;
  std::map<std::string, std::int64_t> types_;
  std::map<std::string, std::size_t> other_answers_;
  std::map<std::string, std::size_t> unread_kinds_;
  std::unordered_set<std::size_t> addresses_;  // hashes of those whose payload is here
  std::size_t lonely_revisits_ = 0;
  std::size_t segments_ = 0;
};

}  // namespace

bool sniff_warc(const SourceHead& head) { return begins_like_warc(head.bytes); }

void read_warc(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink) {
  const std::unique_ptr<ByteStream> stream = open_stream(source, Packing::Stored, source.size());
  read_warc_stream(label, *stream, limits, sink);
}

void read_warc_stream(const SourceLabel&, ByteStream& stream, const ReadLimits& limits,
                      PartSink& sink) {
  WarcWalk(stream, limits, sink).run();
}

}  // namespace habeas
