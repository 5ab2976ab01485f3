// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/formats.h"

#include <algorithm>
#include <array>

#include "read/archive/packed_reader.h"
#include "read/archive/tar_reader.h"
#include "read/archive/zip_reader.h"
#include "read/charset.h"
#include "read/feed/feed_reader.h"
#include "read/feed/wxr_reader.h"
#include "read/html/html_reader.h"
#include "read/mail/mail_reader.h"
#include "read/mail/mbox_reader.h"
#include "read/office/delimited_reader.h"
#include "read/office/list_row_reader.h"
#include "read/office/odt_reader.h"
#include "read/office/office_file.h"
#include "read/pdf/pdf_reader.h"
#include "read/pdf/pdf_recogniser.h"
#include "read/plain/text_reader.h"
#include "read/warc/warc_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

struct Magic {
  std::string_view bytes;
  std::string_view kind;
};
using namespace std::string_view_literals;

constexpr Magic kMagics[] = {
    {"PK\x03\x04"sv, "a zip archive or office file"},
    {"PK\x05\x06"sv, "an empty zip archive"},
    {"\x1F\x8B"sv, "a gzip file"},
    {"BZh"sv, "a bzip2 file"},
    {"\xFD"
     "7zXZ\x00"sv,
     "an xz file"},
    {"\x28\xB5\x2F\xFD"sv, "a zstd file"},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
    {"Rar!\x1A\x07"sv, "a RAR archive"},
    {"\x89PNG\r\n"sv, "a PNG picture"},
    {"\xFF\xD8\xFF"sv, "a JPEG picture"},
    {"GIF8"sv, "a GIF picture"},
    {"RIFF"sv, "a RIFF picture, sound or film"},
    {"II*\x00"sv, "a TIFF picture"},
    {"MM\x00*"sv, "a TIFF picture"},
    {"OggS"sv, "an Ogg sound or film"},
    {"ID3"sv, "an MP3 sound"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old office file or message"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"SQLite format 3\x00"sv, "a SQLite file"},
    {"WARC/1."sv, "a WARC file"},
    {"{\\rtf"sv, "an RTF file"},
};

bool begins_with(std::string_view text, std::string_view begin) {
  return text.substr(0, begin.size()) == begin;
}

bool sniff_html(const SourceHead& head) {
  const std::string_view text = trim(head.text);
  if (begins_with(text, "<?xml")) return true;
  constexpr std::array<std::string_view, 9> kTags{
      "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "</p>", "</div>", "<br"};
  for (const std::string_view tag : kTags) {
    if (text.find(tag) != std::string_view::npos) return true;
  }
  const bool tag_first =
      text.size() > 2 && text[0] == '<' && ((text[1] >= 'a' && text[1] <= 'z') || text[1] == '!');
  return tag_first && text.find("</") != std::string_view::npos;
}

bool sniff_text(const SourceHead&) { return true; }

constexpr FormatRow kFormats[] = {
    {"office", FormatLevel::Bytes, FormatNeeds::Pieces, sniff_office, read_office},
    {"ole", FormatLevel::Bytes, FormatNeeds::Pieces, sniff_ole, read_ole},
    {"pdf", FormatLevel::Bytes, FormatNeeds::Whole, sniff_pdf, read_pdf},
    {"zip", FormatLevel::Bytes, FormatNeeds::Pieces, sniff_zip, read_zip},
    {"packed", FormatLevel::Bytes, FormatNeeds::Pieces, sniff_packed, read_packed},
    {"warc", FormatLevel::Bytes, FormatNeeds::Pieces, sniff_warc, read_warc},
    {"tar", FormatLevel::Bytes, FormatNeeds::Pieces, sniff_tar, read_tar},
    {"mbox", FormatLevel::Bytes, FormatNeeds::Pieces, sniff_mbox, read_mbox},
    {"mail", FormatLevel::Bytes, FormatNeeds::Whole, sniff_mail, read_mail},
    {"list_row", FormatLevel::Text, FormatNeeds::Whole, sniff_list_row, read_list_row},
    {"flat_odf", FormatLevel::Text, FormatNeeds::Whole, sniff_flat_odf, read_flat_odf},
    {"wxr", FormatLevel::Text, FormatNeeds::Pieces, sniff_wxr, read_wxr},
    {"feed", FormatLevel::Text, FormatNeeds::Whole, sniff_feed, read_feed},
    {"delimited", FormatLevel::Text, FormatNeeds::Pieces, sniff_delimited, read_delimited},
    {"html", FormatLevel::Text, FormatNeeds::Whole, sniff_html, read_html},
    {"text", FormatLevel::Text, FormatNeeds::Whole, sniff_text, read_text},
};

bool is_no_character(char32_t c) {
  if (c == kReplacement || (c >= 0xE000 && c < 0xF900) || (c >= 0x80 && c < 0xA0)) return true;
  return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B;
}

}  // namespace

std::span<const FormatRow> formats() { return kFormats; }

const FormatRow* find_format(const SourceHead& head) {
  const auto find_at = [&head](FormatLevel level) {
    const auto row = std::find_if(formats().begin(), formats().end(), [&](const FormatRow& format) {
      return format.level == level && format.sniff(head);
    });
    return row == formats().end() ? nullptr : &*row;
  };
  if (const FormatRow* const format = find_at(FormatLevel::Bytes)) return format;
  return find_unread_kind(head).empty() ? find_at(FormatLevel::Text) : nullptr;
}

std::string_view find_magic(std::string_view bytes) {
  for (const Magic& magic : kMagics) {
    if (begins_with(bytes, magic.bytes)) return magic.kind;
  }
  const std::string_view box = bytes.substr(std::min<std::size_t>(bytes.size(), 4));
  return begins_with(box, "ftyp") ? "a film or HEIF picture" : "";
}

std::string_view find_unread_kind(const SourceHead& head) {
  if (const std::string_view kind = find_magic(head.bytes); !kind.empty()) return kind;
  std::size_t strange = 0;
  std::size_t count = 0;
  for (std::size_t at = 0; at < head.text.size(); ++count) {
    strange += is_no_character(next_character(head.text, at)) ? 1 : 0;
  }
  return strange * 10 > count && strange > 1 ? "bytes that are no text" : "";
}

void prepare_formats() {
  prepare_charsets();
  prepare_pdf_pages();
  prepare_recognition();
}

}  // namespace habeas
