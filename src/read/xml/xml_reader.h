// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace habeas {

/// What an XmlReader may use. What goes over a limit is flattened or left out, and counts as
/// damage; reading goes on.
struct XmlLimits {
  std::uint32_t nesting_max = 500;           ///< deeper tags are left out, their text is kept
  std::uint32_t attributes_max = 256;        ///< of one tag
  std::size_t tag_bytes_max = 1U << 20U;     ///< of one tag; what is longer is text
  std::size_t names_bytes_max = 1U << 18U;   ///< of the names of all open elements together
  std::size_t text_bytes_max = 1U << 18U;    ///< of one Text event; longer text is several
  std::size_t entity_bytes_max = 1U << 20U;  ///< that entities of the DTD expand to, all together
  std::uint32_t entities_max = 1000;         ///< declared in the DTD
};

enum class XmlEvent : std::uint8_t {
  Start,  ///< a start tag; an empty element is a Start and an End
  End,
  Text,  ///< decoded text, CDATA too; the text of one element may come in several
  Done,  ///< for good: every open element had its End
};

struct XmlAttribute {
  std::string name;   ///< as written, "xml:lang"
  std::string value;  ///< decoded; line ends and tabs are spaces
};

/// What was not well-formed and how often.
struct XmlDamage {
  std::uint64_t count = 0;
  std::uint64_t first_offset = 0;  ///< bytes of the decoded text
  std::string first;               ///< "an end tag without a start: </b>"
  bool cut_off = false;            ///< elements were open at the end, or a tag was
};

/// The one reader of XML: a pull parser that recovers.
///
/// Well-formed XML gives what the XML 1.0 recommendation says, in memory that does not grow with
/// the document. In broken XML no text is lost: a `<` or `&` that begins nothing is text; an end
/// tag closes the elements that were left open inside its own; one without a start is left out;
/// what is open at the end is closed; attributes need no quotes; there may be several roots, and
/// text around them. Names of HTML entities (&eacute;) are known without a DTD. Entities that the
/// document declares are expanded within limits; nothing outside is ever loaded. Comments,
/// processing instructions and the document type give no event. No recursion, no exceptions.
class XmlReader {
 public:
  /// Reads `text` (UTF-8), which must outlive the reader.
  explicit XmlReader(std::string_view text, const XmlLimits& limits = {});
  /// Reads the pieces (UTF-8, cut at characters) that `next_piece` gives until it gives "".
  explicit XmlReader(std::function<std::string()> next_piece, const XmlLimits& limits = {});

  /// Goes on. What the accessors give stands until the next call.
  XmlEvent next();

  /// Of a Start or End: the name as written ("w:p"), its parts, and its namespace ("" if none is
  /// declared).
  std::string_view name() const { return name_; }
  std::string_view prefix() const;
  std::string_view local_name() const;
  std::string_view namespace_uri() const { return find_namespace(prefix()); }
  /// The namespace that a prefix ("" for the default) stands for here; "" if none.
  std::string_view find_namespace(std::string_view prefix) const;
  /// Of a Start. The first of two attributes of one name counts.
  const std::vector<XmlAttribute>& attributes() const { return attributes_; }
  /// The value by name as written, or, with `any_prefix`, by the part after the colon.
  std::string_view attribute(std::string_view name) const;
  std::string_view attribute_any_prefix(std::string_view local_name) const;
  /// Of a Text.
  std::string_view text() const { return text_; }

  /// Open elements; a Start and its End count themselves.
  std::size_t depth() const { return depth_; }
  const XmlDamage& damage() const { return damage_; }

 private:
  struct Scope {
    std::size_t depth;
    std::string prefix;
    std::string uri;
  };

  bool more();
  bool ensure(std::size_t bytes);
  std::size_t find(std::string_view what, std::size_t from);
  bool skip_past(std::string_view what);
  std::string_view rest() const { return window_.substr(at_); }
  void complain(std::string_view what, std::string_view words = {});

  bool read_markup(XmlEvent& event);
  bool read_text();
  bool read_cdata();
  void take_literal(std::size_t bytes);
  bool read_start(XmlEvent& event);
  bool read_end(XmlEvent& event);
  std::size_t find_tag_end();
  void read_attributes(std::string_view inside);
  void read_document_type();
  void declare_entities(std::string_view subset);
  void push(std::string_view name);
  void flatten(std::string_view name);
  bool ends_flattened(std::string_view name);
  XmlEvent pop();

  void decode(std::string_view raw, std::string& out);
  std::size_t decode_reference(std::string_view raw, std::string& out);
  bool expand(std::string_view name, std::string& out);

  XmlLimits limits_;
  std::function<std::string()> next_piece_;
  std::string buffer_;
  std::string_view window_;  // of buffer_, or of the text handed in
  std::size_t at_ = 0;
  std::uint64_t passed_ = 0;  // bytes before the window
  bool ended_ = false;
  bool in_cdata_ = false;

  std::string names_;  // of the open elements, end to end
  std::vector<std::size_t> name_begins_;
  std::size_t depth_ = 0;
  std::size_t pending_ends_ = 0;
  bool leave_ = false;           // the last event was an End: its scope ends now
  std::uint64_t flattened_ = 0;  // open tags that were too deep
  std::vector<std::string> flattened_names_;
  std::vector<Scope> scopes_;

  std::string name_;
  std::vector<XmlAttribute> attributes_;
  std::string decoded_;
  std::string_view text_;

  std::vector<std::pair<std::string, std::string>> entities_;
  std::size_t entity_bytes_ = 0;
  XmlDamage damage_;
};

/// Decodes a character reference or named entity of HTML 4 (without & and ;): "eacute", "#233",
/// "#xE9". Numbers 128 to 159 are meant as windows-1252. Appends nothing and is false if it is
/// none.
bool append_html_entity(std::string_view reference, std::string& out);

/// `text` with &, < and > (and, in a value, the quotation mark) written as entities.
std::string escape_xml(std::string_view text);

}  // namespace habeas
