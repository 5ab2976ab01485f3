// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/archive/zip_members.h"
#include "read/formats.h"

namespace habeas {

enum class OfficeKind : std::uint8_t {
  None,
  Docx,
  Xlsx,
  Odt,
  Ods,
  Other,  ///< a presentation, drawing, formula: kept, not read by this version
};

inline constexpr std::uint64_t kOfficeMemberBytesMax = 256ULL << 20U;  ///< of one member, unpacked
inline constexpr std::uint64_t kOfficeBytesMax = 512ULL << 20U;  ///< of all that are looked at

/// An office file as a zip of XML members. What goes wrong with a member is told to the sink once.
class OfficeFile {
 public:
  /// Both must outlive this.
  OfficeFile(const SourceLabel& label, const ByteSource& source, DocumentSink& sink);

  OfficeKind kind() const { return kind_; }
  /// The main document by the relations of the package: "word/document.xml"; "" if there is none.
  std::string main_part() const;

  /// The bytes of a member as UTF-8; nothing, and a Problem where that is told, if it is not there
  /// or cannot be had.
  std::optional<std::string> take(const std::string& name);
  bool has(std::string_view name) const { return directory_.find(name) != nullptr; }

  struct Relation {
    std::string type;    ///< last part of its type: "hyperlink", "worksheet"
    std::string target;  ///< a member, resolved; an address where `outside`
    bool outside = false;
  };
  /// The relations of an OOXML part by id.
  std::map<std::string, Relation, std::less<>> relations_of(const std::string& part);

 private:
  OfficeKind find_kind();

  const SourceLabel& label_;
  const ByteSource& source_;
  DocumentSink& sink_;
  ZipDirectory directory_;
  std::uint64_t taken_bytes_ = 0;
  std::vector<std::string> passwords_;
  OfficeKind kind_ = OfficeKind::None;
};

/// True if a source is an office file: by the members of the zip, never by its name.
bool sniff_office(const SourceHead& head);
void read_office(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                 PartSink& sink);

/// The old container (OLE): an office file with a password is one, and says so; what else is in one
/// (.doc, .xls, .msg) is kept and named.
bool sniff_ole(const SourceHead& head);
void read_ole(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
              PartSink& sink);

}  // namespace habeas
