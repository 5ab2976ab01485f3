// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mime.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kBoundaryLookupsMax = 100;

struct OpenMultipart {
  std::uint32_t part;
  std::string boundary;
  bool in_preamble = true;
  bool is_closed = false;
  std::size_t epilogue_begin = 0;
};

struct Delimiter {
  std::size_t depth = 0;  // position in the stack
  bool closes = false;
};

bool is_type_name(std::string_view type) {
  const std::size_t slash = type.find('/');
  return slash != type.npos && slash > 0 && slash + 1 < type.size();
}

class MimeParser {
 public:
  MimeParser(std::string_view bytes, BoundaryReading reading) : lines_(bytes), reading_(reading) {}

  MimeMessage parse() {
    std::size_t at = add_part(0, 0);
    while (at < lines_.bytes().size()) at = take_until_delimiter(at);
    end_parts(0, lines_.bytes().size(), MimeEnd::Source);
    if (!part(0).is_multipart) part(0).number = "1";
    return std::move(message_);
  }

 private:
  MimePart& part(std::uint32_t position) { return message_.parts[position]; }

  /// Reads the header at `at` and opens what it begins; tells where its body begins.
  std::size_t add_part(std::size_t at, std::uint32_t parent) {
    const auto position = static_cast<std::uint32_t>(message_.parts.size());
    MimePart& made = message_.parts.emplace_back();
    made.parent = parent;
    made.header = parse_header(
        lines_, at, [this](std::string_view line) { return find_delimiter(line).has_value(); });
    const std::size_t body = made.header.body_begin;
    made.head = lines_.bytes().substr(at, body - at);
    made.body = lines_.bytes().substr(body, 0);
    read_content_fields(made);
    if (position != parent) {
      MimePart& around = part(parent);
      around.children.push_back(position);
      made.number = around.number.empty() ? "" : around.number + ".";
      made.number += std::to_string(around.children.size());
    }
    leaf_ = position;
    open_multipart(position, body);
    return body;
  }

  void read_content_fields(MimePart& made) {
    if (const HeaderField* const field = find_field(made.header, "Content-Type")) {
      made.content_type = parse_parameter_value(field->value);
    }
    if (const HeaderField* const field = find_field(made.header, "Content-Disposition")) {
      made.disposition = parse_parameter_value(field->value);
    }
    if (const HeaderField* const field = find_field(made.header, "Content-Transfer-Encoding")) {
      made.encoding = parse_transfer_encoding(field->value);
    }
    made.type = made.content_type.value;
    if (is_type_name(made.type)) return;
    const bool in_digest = message_.parts.size() > 1 && part(made.parent).is("multipart/digest");
    made.type = in_digest && made.type.empty() ? "message/rfc822" : "text/plain";
  }

  void open_multipart(std::uint32_t position, std::size_t body) {
    MimePart& made = part(position);
    if (!made.type.starts_with("multipart/")) return;
    const std::string* const stated = made.content_type.find("boundary");
    std::string boundary = stated == nullptr ? "" : *stated;
    while (!boundary.empty() && boundary.back() == ' ') boundary.pop_back();
    if (boundary.empty() || !is_ahead(boundary, body)) {
      made.lost_boundary = true;
      return;
    }
    if (open_.size() >= kMimeNestingMax) {
      message_.is_too_large = true;
      return;
    }
    open_.push_back({position, std::move(boundary)});
    leaf_.reset();
  }

  /// Where delimiters further out are looked for as well, a boundary that never comes does no harm.
  bool is_ahead(const std::string& boundary, std::size_t body) {
    if (reading_ == BoundaryReading::All || lookups_++ > kBoundaryLookupsMax) return true;
    return lines_.bytes().find("--" + boundary, body) != std::string_view::npos;
  }

  std::optional<Delimiter> find_delimiter(std::string_view line) const {
    std::string_view rest = line.substr(2);
    while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\t')) rest.remove_suffix(1);
    std::optional<Delimiter> best;
    int best_match = 0;
    for (std::size_t depth = open_.size(); depth-- > 0;) {
      const OpenMultipart& multipart = open_[depth];
      if (!multipart.is_closed && rest.starts_with(multipart.boundary)) {
        const std::string_view more = rest.substr(multipart.boundary.size());
        const int match = more.empty() ? 3 : more == "--" ? 2 : 1;
        if (match > best_match) {
          best_match = match;
          best = Delimiter{depth, more.starts_with("--")};
        }
      }
      if (reading_ == BoundaryReading::Innermost && !multipart.is_closed) break;
    }
    return best;
  }

  /// Goes on to the next delimiter and takes it; tells where what follows it begins.
  std::size_t take_until_delimiter(std::size_t at) {
    const std::string_view bytes = lines_.bytes();
    while (at < bytes.size()) {
      if (open_.empty()) return bytes.size();
      if (!bytes.substr(at).starts_with("--")) {
        at = next_dashes(at);
        continue;
      }
      const MailLines::Line line = lines_.at(at);
      const auto delimiter = find_delimiter(line.words);
      if (delimiter) return take_delimiter(*delimiter, at, line.next);
      at = line.next;
    }
    return bytes.size();
  }

  /// The begin of the next line that begins with "--", or the end.
  std::size_t next_dashes(std::size_t at) const {
    const std::string_view bytes = lines_.bytes();
    for (std::size_t dashes = bytes.find("--", at); dashes != bytes.npos;
         dashes = bytes.find("--", dashes + 1)) {
      if (dashes == at) continue;
      const char before = bytes[dashes - 1];
      if (before == '\n' || (before == '\r' && lines_.cr_ends())) return dashes;
      // A long line of dashes is passed once.
      const std::size_t other = bytes.find_first_not_of('-', dashes);
      if (other == bytes.npos) return bytes.size();
      if (other > dashes + 2) dashes = other - 2;
    }
    return bytes.size();
  }

  std::size_t take_delimiter(Delimiter delimiter, std::size_t at, std::size_t next) {
    end_parts(delimiter.depth, before_line(at),
              delimiter.closes ? MimeEnd::Closing : MimeEnd::Boundary);
    OpenMultipart& multipart = open_[delimiter.depth];
    MimePart& whole = part(multipart.part);
    if (multipart.in_preamble) {
      const std::size_t begin = whole.header.body_begin;
      whole.preamble = lines_.bytes().substr(begin, std::max(before_line(at), begin) - begin);
      multipart.in_preamble = false;
      whole.is_multipart = true;
    }
    if (delimiter.closes) {
      multipart.is_closed = true;
      multipart.epilogue_begin = next;
      whole.is_closed = true;
      return next;
    }
    if (message_.parts.size() >= kMimePartsMax) {
      message_.is_too_large = true;
      return lines_.bytes().size();
    }
    // Nothing behind the last delimiter: no part begins there.
    if (next >= lines_.bytes().size()) return next;
    return add_part(next, multipart.part);
  }

  /// Ends the leaf and the multiparts deeper than `depth`: at a delimiter of that depth, or all of
  /// them at the end of the bytes.
  void end_parts(std::size_t depth, std::size_t end, MimeEnd how) {
    const auto shut = [&](std::uint32_t position) {
      const bool is_own = how == MimeEnd::Source || part(position).parent == open_[depth].part;
      end_part(position, end, is_own ? how : MimeEnd::OuterBoundary);
    };
    if (leaf_) shut(*leaf_);
    leaf_.reset();
    while (open_.size() > (how == MimeEnd::Source ? 0 : depth + 1)) {
      const OpenMultipart& inner = open_.back();
      MimePart& whole = part(inner.part);
      whole.lost_boundary = inner.in_preamble;
      if (inner.is_closed && end > inner.epilogue_begin) {
        whole.epilogue = lines_.bytes().substr(inner.epilogue_begin, end - inner.epilogue_begin);
      }
      shut(inner.part);
      open_.pop_back();
    }
  }

  void end_part(std::uint32_t position, std::size_t end, MimeEnd how) {
    MimePart& ended = part(position);
    const std::size_t begin = ended.header.body_begin;
    ended.body = lines_.bytes().substr(begin, end > begin ? end - begin : 0);
    ended.end = how;
  }

  /// Where the line before that at `at` ends, without its line end: that belongs to the delimiter.
  std::size_t before_line(std::size_t at) const {
    const std::string_view bytes = lines_.bytes();
    if (at > 0 && (bytes[at - 1] == '\n' || bytes[at - 1] == '\r')) {
      --at;
      if (bytes[at] == '\n' && at > 0 && bytes[at - 1] == '\r') --at;
    }
    return at;
  }

  MailLines lines_;
  BoundaryReading reading_;
  MimeMessage message_;
  std::vector<OpenMultipart> open_;
  std::optional<std::uint32_t> leaf_;
  std::size_t lookups_ = 0;
};

}  // namespace

std::string MimePart::name() const {
  if (const std::string* const found = disposition.find("filename")) return *found;
  const std::string* const found = content_type.find("name");
  return found == nullptr ? "" : *found;
}

std::string MimePart::charset() const {
  const std::string* const found = content_type.find("charset");
  return found == nullptr ? "" : std::string(trim(*found));
}

MimeMessage parse_mime(std::string_view bytes, BoundaryReading reading) {
  return MimeParser(bytes, reading).parse();
}

}  // namespace habeas
