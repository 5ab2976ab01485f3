// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes are the main XML of each kind of office file, then a whole file: nothing crashes, and
// every Document keeps its promises. The first byte says which, so that the fuzzer need not write
// zips that are whole.
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "read/office/office_file.h"
#include "read/read_check.h"

namespace habeas {
namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ (0xEDB88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

struct Member {
  std::string_view name;
  std::string_view bytes;
};

/// A zip of members that are stored (APPNOTE 4.3).
std::string to_zip(const std::vector<Member>& members) {
  std::string zip;
  std::string directory;
  for (const Member& member : members) {
    std::string fields;
    put(fields, 20, 2);
    put(fields, 0, 8);
    put(fields, crc_of(member.bytes), 4);
    put(fields, member.bytes.size(), 4);
    put(fields, member.bytes.size(), 4);
    put(fields, member.name.size(), 2);
    put(fields, 0, 2);
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += fields;
    put(directory, 0, 8);
    put(directory, 0, 2);
    put(directory, zip.size(), 4);
    directory += member.name;
    zip += "PK\x03\x04" + fields + std::string(member.name) + std::string(member.bytes);
  }
  const std::size_t begin = zip.size();
  zip += directory + "PK\x05\x06";
  put(zip, 0, 4);
  put(zip, members.size(), 2);
  put(zip, members.size(), 2);
  put(zip, directory.size(), 4);
  put(zip, begin, 4);
  put(zip, 0, 2);
  return zip;
}

constexpr std::string_view kText = "application/vnd.oasis.opendocument.text";
constexpr std::string_view kSpreadsheet = "application/vnd.oasis.opendocument.spreadsheet";
constexpr std::string_view kSheetRelations =
    R"(<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>)";
constexpr std::string_view kWorkbook = R"(<workbook><sheets><sheet name="S" a:id="r1"/></sheets>)";

std::string make_file(unsigned char kind, std::string_view bytes) {
  switch (kind % 6) {
    case 0:
      return to_zip({{"[Content_Types].xml", ""}, {"word/document.xml", bytes}});
    case 1:
      return to_zip({{"[Content_Types].xml", ""},
                     {"xl/workbook.xml", kWorkbook},
                     {"xl/_rels/workbook.xml.rels", kSheetRelations},
                     {"xl/s.xml", bytes}});
    case 2:
      return to_zip({{"mimetype", kText}, {"content.xml", bytes}});
    case 3:
      return to_zip({{"mimetype", kSpreadsheet}, {"content.xml", bytes}});
    case 4:
      return "<office:document office:mimetype=\"" + std::string(kText) + "\">" +
             std::string(bytes);
    default:
      return std::string(bytes);
  }
}

}  // namespace
}  // namespace habeas

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace habeas;
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  ReadLimits limits;
  limits.text_bytes_max = 1U << 20U;
  limits.documents_max = 100;
  const Collected collected = read_bytes(make_file(bytes[0], rest), {}, limits);
  for (const Problem& problem : collected.problems) {
    if (problem.code == ProblemCode::ReaderCrashed) std::abort();
  }
  for (const Document& document : collected.documents) {
    if (find_fault(document)) std::abort();
  }
  return 0;
}
