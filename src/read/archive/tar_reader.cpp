// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/tar_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "read/archive/archive_parts.h"
#include "read/archive/legacy_names.h"

namespace habeas {
namespace {

constexpr std::size_t kBlockBytes = 512;
constexpr std::size_t kLongNameBytesMax = 64U << 10U;
constexpr std::size_t kSumAt = 148;
constexpr std::size_t kSumBytes = 8;

struct TarHeader {
  std::string name;
  char type = '0';
  std::uint64_t size = 0;
};

std::string_view text_field(std::string_view block, std::size_t at, std::size_t bytes) {
  const std::string_view field = block.substr(at, bytes);
  return field.substr(0, field.find('\0'));
}

/// A number in octal digits, or, as GNU tar writes large ones, in base 256.
std::optional<std::uint64_t> number_field(std::string_view field) {
  if ((static_cast<unsigned char>(field.front()) & 0x80U) != 0) {
    std::uint64_t value = static_cast<unsigned char>(field.front()) & 0x7FU;
    for (const char c : field.substr(1)) {
      if ((value >> 54U) != 0) return std::nullopt;
      value = (value << 8U) | static_cast<unsigned char>(c);
    }
    return value;
  }
  field = field.substr(std::min(field.find_first_not_of(' '), field.size()));
  field = field.substr(0, field.find_first_of(std::string_view("\0 ", 2)));
  std::uint64_t value = 0;
  if (field.empty()) return value;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value, 8);
  if (error != std::errc() || end != field.data() + field.size()) return std::nullopt;
  return value;
}

bool is_header(std::string_view block) {
  if (block.size() < kBlockBytes || block.front() == '\0') return false;
  const std::optional<std::uint64_t> wanted = number_field(block.substr(kSumAt, kSumBytes));
  std::uint64_t sum = 0;
  std::int64_t signed_sum = 0;  // as some old programs counted
  for (std::size_t i = 0; i < kBlockBytes; ++i) {
    const char c = i >= kSumAt && i < kSumAt + kSumBytes ? ' ' : block[i];
    sum += static_cast<unsigned char>(c);
    signed_sum += static_cast<signed char>(c);
  }
  return wanted && (*wanted == sum || static_cast<std::int64_t>(*wanted) == signed_sum);
}

TarHeader parse_header(std::string_view block) {
  TarHeader header;
  header.name = text_field(block, 0, 100);
  header.type = block[156];
  header.size = number_field(block.substr(124, 12)).value_or(0);
  if (block.substr(257, 6) == std::string_view("ustar\0", 6)) {
    const std::string_view prefix = text_field(block, 345, 155);
    if (!prefix.empty()) header.name = std::string(prefix) + "/" + header.name;
  }
  return header;
}

/// What pax headers and GNU long names say of the next member.
struct TarNext {
  std::string path;
  std::optional<std::uint64_t> size;
  bool is_sparse = false;
};

/// The records "LENGTH key=value\n" of a pax header.
void read_pax(std::string_view records, TarNext& next) {
  while (!records.empty()) {
    std::size_t length = 0;
    const auto [end, error] =
        std::from_chars(records.data(), records.data() + records.size(), length);
    const auto digits = static_cast<std::size_t>(end - records.data());
    if (error != std::errc() || length > records.size() || length < digits + 3) return;
    const std::string_view record = records.substr(digits + 1, length - digits - 2);
    records.remove_prefix(length);
    const std::size_t equals = record.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view key = record.substr(0, equals);
    const std::string_view value = record.substr(equals + 1);
    if (key == "path" || key == "GNU.sparse.name") next.path = value;
    if (key.substr(0, 11) == "GNU.sparse.") next.is_sparse = true;
    if (key == "size") {
      std::uint64_t size = 0;
      if (std::from_chars(value.data(), value.data() + value.size(), size).ec == std::errc()) {
        next.size = size;
      }
    }
  }
}

/// One walk through a tar.
class TarWalk {
 public:
  TarWalk(ByteStream& stream, const ReadLimits& limits, PartSink& sink)
      : stream_(stream), sink_(sink), parts_("tar:", limits, sink) {}

  void run() {
    while (find_header()) {
      TarHeader header = parse_header(stream_.ahead().substr(0, kBlockBytes));
      stream_.drop(kBlockBytes);
      if (!take(header)) return;
    }
    parts_.finish();
    if (lost_bytes_ > 0) {
      sink_.add_problem({ProblemCode::BadContainer, "",
                         fmt::format("{} bytes of the tar belong to no member; files may be "
                                     "missing",
                                     lost_bytes_)});
    }
    tell_of_stream_end(stream_, sink_);
  }

 private:
  /// Moves to the next header; false at the end.
  bool find_header() {
    while (stream_.want(kBlockBytes)) {
      const std::string_view block = stream_.ahead().substr(0, kBlockBytes);
      if (is_header(block)) return true;
      const bool is_zero = block.find_first_not_of('\0') == std::string_view::npos;
      lost_bytes_ += is_zero ? 0 : kBlockBytes;
      stream_.drop(kBlockBytes);
    }
    if (stream_.ahead().find_first_not_of('\0') != std::string_view::npos) {
      sink_.add_problem({ProblemCode::CutOff, "", "the tar ends in the middle of a header"});
    }
    return false;
  }

  /// False if the archive ends here by a limit.
  bool take(TarHeader& header) {
    if (header.type == 'L' || header.type == 'x' || header.type == 'g' || header.type == 'K') {
      take_extension(header);
      return true;
    }
    const TarNext next = std::exchange(next_, {});
    if (next.size) header.size = *next.size;
    const std::string& raw_name = next.path.empty() ? header.name : next.path;
    names_.add(raw_name);
    const std::string name = names_.decode(raw_name);
    switch (header.type) {
      case '0':
      case '\0':
      case '7':
        if (next.is_sparse) return pass(header, name, "a sparse file");
        return take_file(header, name);
      case '5':
      case 'D':
        skip_body(header);
        return true;
      case '1':
      case '2':
      case '3':
      case '4':
      case '6':
        parts_.pass_over(name);
        // Links carry no bytes, whatever their size says.
        return true;
      case 'S':
        return pass(header, name, "a sparse file");
      default:
        return pass(header, name, "a kind of member that this version does not know");
    }
  }

  bool pass(const TarHeader& header, const std::string& name, std::string_view kind) {
    parts_.tell(name, {ProblemCode::NotText, "", fmt::format("{}: unread", kind)});
    skip_body(header);
    return true;
  }

  bool take_file(const TarHeader& header, const std::string& name) {
    const bool is_folder = !name.empty() && name.back() == '/';  // as V7 wrote them
    if (is_folder) {
      skip_body(header);
      return true;
    }
    if (!parts_.has_room_for(header.size)) return false;
    if (header.size > parts_.bytes_max()) {
      parts_.tell(name, {ProblemCode::TooLarge, "",
                         fmt::format("a member of {} bytes, over {}: kept inside the tar, not read",
                                     header.size, parts_.bytes_max())});
      if (stream_.skip(header.size) < header.size) {
        parts_.tell(name, {ProblemCode::CutOff, "", "the tar ends inside this member"});
      }
      skip_padding(header.size);
      return true;
    }
    const auto size = static_cast<std::size_t>(header.size);
    const bool is_whole = stream_.want(size);
    std::string bytes(stream_.ahead().substr(0, size));
    stream_.drop(bytes.size());
    if (!is_whole) {
      parts_.tell(name, {ProblemCode::CutOff, "",
                         "the tar ends inside this member; what there is was read"});
    }
    if (is_whole || !bytes.empty()) parts_.add(name, std::move(bytes));
    skip_padding(header.size);
    return true;
  }

  void take_extension(const TarHeader& header) {
    const auto size =
        static_cast<std::size_t>(std::min<std::uint64_t>(header.size, kLongNameBytesMax));
    stream_.want(size);
    const std::string body(stream_.ahead().substr(0, size));
    skip_body(header);
    if (header.size > kLongNameBytesMax) {
      sink_.add_problem(
          {ProblemCode::TooLarge, "",
           fmt::format("a name or note of {} bytes in the tar; unread", header.size)});
    } else if (header.type == 'L') {
      next_.path = body.substr(0, body.find('\0'));
    } else if (header.type == 'x') {
      read_pax(body, next_);
    }
  }

  void skip_body(const TarHeader& header) {
    stream_.skip(header.size);
    skip_padding(header.size);
  }
  void skip_padding(std::uint64_t size) {
    stream_.skip((kBlockBytes - size % kBlockBytes) % kBlockBytes);
  }

  ByteStream& stream_;
  PartSink& sink_;
  ArchiveParts parts_;
  LegacyNames names_;
  TarNext next_;
  std::uint64_t lost_bytes_ = 0;
};

}  // namespace

bool begins_like_tar(std::string_view head) { return is_header(head); }

bool sniff_tar(const SourceHead& head) { return begins_like_tar(head.bytes); }

void read_tar(const SourceLabel&, const ByteSource& source, const ReadLimits& limits,
              PartSink& sink) {
  const std::unique_ptr<ByteStream> stream = open_stream(source, Packing::Stored, source.size());
  read_tar_stream(*stream, limits, sink);
}

void read_tar_stream(ByteStream& stream, const ReadLimits& limits, PartSink& sink) {
  TarWalk(stream, limits, sink).run();
}

}  // namespace habeas
