// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/office_file.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "read/charset.h"
#include "read/office/docx_reader.h"
#include "read/office/ods_reader.h"
#include "read/office/odt_reader.h"
#include "read/office/sheet_documents.h"
#include "read/office/xlsx_reader.h"
#include "read/xml/xml_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::string_view kOdf = "application/vnd.oasis.opendocument.";

bool begins_with(std::string_view text, std::string_view begin) {
  return text.substr(0, begin.size()) == begin;
}

bool has_member_under(const ZipDirectory& directory, std::string_view folder) {
  return std::any_of(directory.members.begin(), directory.members.end(),
                     [&](const ZipMember& member) { return begins_with(member.name, folder); });
}

OfficeKind kind_of_ooxml(const ZipDirectory& directory) {
  if (directory.find("[Content_Types].xml") == nullptr) return OfficeKind::None;
  if (has_member_under(directory, "word/")) return OfficeKind::Docx;
  if (has_member_under(directory, "xl/")) return OfficeKind::Xlsx;
  if (has_member_under(directory, "ppt/") || has_member_under(directory, "visio/")) {
    return OfficeKind::Other;
  }
  return OfficeKind::None;
}

OfficeKind kind_of_odf(const ByteSource& source, const ZipDirectory& directory) {
  const ZipMember* const member = directory.find("mimetype");
  if (member == nullptr || directory.find("content.xml") == nullptr) return OfficeKind::None;
  const ZipTaken taken = take_zip_member(source, *member, 200, {});
  const std::string_view type = taken.bytes ? trim(*taken.bytes) : std::string_view();
  if (!begins_with(type, kOdf)) return OfficeKind::None;
  const std::string_view rest = type.substr(kOdf.size());
  if (begins_with(rest, "text")) return OfficeKind::Odt;
  return begins_with(rest, "spreadsheet") ? OfficeKind::Ods : OfficeKind::Other;
}

OfficeKind kind_of(const ByteSource& source, const ZipDirectory& directory) {
  const OfficeKind ooxml = kind_of_ooxml(directory);
  return ooxml != OfficeKind::None ? ooxml : kind_of_odf(source, directory);
}

/// "word/document.xml" and "../media/a.png" -> "media/a.png".
std::string resolve(std::string_view part, std::string_view target) {
  if (begins_with(target, "/")) return std::string(target.substr(1));
  const std::size_t slash = part.rfind('/');
  std::string folder(slash == std::string_view::npos ? "" : part.substr(0, slash));
  while (begins_with(target, "../")) {
    target.remove_prefix(3);
    const std::size_t up = folder.rfind('/');
    folder.resize(up == std::string::npos ? 0 : up);
  }
  return folder.empty() ? std::string(target) : folder + "/" + std::string(target);
}

std::string last_part(std::string_view type) {
  const std::size_t slash = type.rfind('/');
  return std::string(slash == std::string_view::npos ? type : type.substr(slash + 1));
}

/// ODF keeps its members readable one by one; the manifest tells that they are locked.
bool is_locked_odf(OfficeFile& file) {
  if (!file.has("META-INF/manifest.xml")) return false;
  const auto manifest = file.take("META-INF/manifest.xml");
  if (!manifest) return false;
  XmlReader xml{std::string_view(*manifest)};
  for (XmlEvent event = xml.next(); event != XmlEvent::Done; event = xml.next()) {
    if (event == XmlEvent::Start && xml.local_name() == "encryption-data") return true;
  }
  return false;
}

}  // namespace

OfficeFile::OfficeFile(const SourceLabel& label, const ByteSource& source, DocumentSink& sink)
    : label_(label),
      source_(source),
      sink_(sink),
      directory_(read_zip_directory(source)),
      passwords_(label.passwords),
      kind_(kind_of(source, directory_)) {
  for (const Problem& problem : directory_.problems) sink_.add_problem(problem);
}

std::string OfficeFile::main_part() const {
  OfficeFile& self = const_cast<OfficeFile&>(*this);
  for (const auto& [id, relation] : self.relations_of("")) {
    if (relation.type == "officeDocument" && has(relation.target)) return relation.target;
  }
  for (const std::string_view name : {"word/document.xml", "xl/workbook.xml", "content.xml"}) {
    if (has(name)) return std::string(name);
  }
  return "";
}

std::optional<std::string> OfficeFile::take(const std::string& name) {
  const ZipMember* const member = directory_.find(name);
  if (member == nullptr) return std::nullopt;
  const std::uint64_t room = kOfficeBytesMax - std::min(kOfficeBytesMax, taken_bytes_);
  ZipTaken taken =
      take_zip_member(source_, *member, std::min(kOfficeMemberBytesMax, room), passwords_);
  for (Problem& problem : taken.problems) {
    problem.message = name + ": " + problem.message;
    sink_.add_problem(std::move(problem));
  }
  if (!taken.bytes) return std::nullopt;
  taken_bytes_ += taken.bytes->size();
  DecodedText decoded = decode_text(*taken.bytes, find_declared_charset(*taken.bytes));
  for (Problem& problem : decoded.problems) {
    problem.message = name + ": " + problem.message;
    sink_.add_problem(std::move(problem));
  }
  return std::move(decoded.text);
}

std::map<std::string, OfficeFile::Relation, std::less<>> OfficeFile::relations_of(
    const std::string& part) {
  std::map<std::string, Relation, std::less<>> relations;
  const std::size_t slash = part.rfind('/');
  const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
  const auto text = take(part.substr(0, begin) + "_rels/" + part.substr(begin) + ".rels");
  if (!text) return relations;
  XmlReader xml{std::string_view(*text)};
  for (XmlEvent event = xml.next(); event != XmlEvent::Done; event = xml.next()) {
    if (event != XmlEvent::Start || xml.local_name() != "Relationship") continue;
    Relation relation;
    relation.type = last_part(xml.attribute("Type"));
    relation.outside = xml.attribute("TargetMode") == "External";
    relation.target = relation.outside ? std::string(xml.attribute("Target"))
                                       : resolve(part, xml.attribute("Target"));
    relations.emplace(xml.attribute("Id"), std::move(relation));
  }
  return relations;
}

bool sniff_office(const SourceHead& head) {
  if (!begins_like_zip(head.bytes)) return false;
  return kind_of(head.source, read_zip_directory(head.source)) != OfficeKind::None;
}

void read_office(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                 PartSink& sink) {
  OfficeFile file(label, source, sink);
  const bool odf = file.kind() == OfficeKind::Odt || file.kind() == OfficeKind::Ods;
  if (odf && is_locked_odf(file)) {
    return sink.add_problem({ProblemCode::PasswordNeeded, "",
                             "the office file is locked with a password, which this version "
                             "cannot open; save it without one and add that"});
  }
  switch (file.kind()) {
    case OfficeKind::Docx:
      return read_docx(label, file, limits, sink);
    case OfficeKind::Odt:
      return read_odt(label, file, limits, sink);
    case OfficeKind::Xlsx: {
      SheetDocuments documents(label, limits, sink);
      return read_xlsx_sheets(file, documents);
    }
    case OfficeKind::Ods: {
      SheetDocuments documents(label, limits, sink);
      return read_ods_sheets(file, documents);
    }
    default:
      return sink.add_problem({ProblemCode::NotText, "",
                               "a presentation or drawing: kept as received, not read by this "
                               "version"});
  }
}

bool sniff_ole(const SourceHead& head) {
  return begins_with(head.bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

namespace {

struct OleKind {
  std::string_view entry;  ///< a name in its directory
  ProblemCode code;
  std::string_view words;
};
constexpr std::array<OleKind, 5> kOleKinds{{
    {"EncryptedPackage", ProblemCode::PasswordNeeded,
     "the office file is locked with a password, which this version cannot open; save it without "
     "one and add that"},
    {"WordDocument", ProblemCode::NotText,
     "an old Word file (.doc): kept as received, not read by this version; save it as .docx"},
    {"Workbook", ProblemCode::NotText,
     "an old Excel file (.xls): kept as received, not read by this version; save it as .xlsx"},
    {"PowerPoint Document", ProblemCode::NotText,
     "an old presentation (.ppt): kept as received, not read by this version"},
    {"__properties_version1.0", ProblemCode::NotText,
     "an Outlook message (.msg): kept as received, not read by this version; save it as .eml"},
}};

std::string in_utf16(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) {
    wide += c;
    wide += '\0';
  }
  return wide;
}

std::uint32_t read_u32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// The entries of the container's directory: [MS-CFB] 2.2, 2.6. The sectors behind the first one
/// are taken where they stand in a row, as writers put them.
std::string read_ole_directory(const ByteSource& source) {
  constexpr std::size_t kHeaderBytes = 512;
  constexpr std::uint64_t kDirectoryBytes = 64U << 10U;
  const auto header = source.read_at(0, kHeaderBytes);
  if (!header || header->size() < kHeaderBytes) return "";
  const unsigned shift = static_cast<unsigned char>((*header)[30]);
  if (shift != 9 && shift != 12) return "";
  const std::uint64_t begin = (std::uint64_t{read_u32(*header, 48)} + 1) << shift;
  return source.read_at(begin, kDirectoryBytes).value_or("");
}

}  // namespace

void read_ole(const SourceLabel&, const ByteSource& source, const ReadLimits&, PartSink& sink) {
  const std::string directory = read_ole_directory(source);
  for (const OleKind& kind : kOleKinds) {
    if (directory.find(in_utf16(kind.entry)) == std::string::npos) continue;
    return sink.add_problem({kind.code, "", std::string(kind.words)});
  }
  sink.add_problem(
      {ProblemCode::NotText, "", "an old office file: kept as received, not read by this version"});
}

}  // namespace habeas
