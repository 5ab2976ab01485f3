// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <concepts>
#include <type_traits>

#include "model/case_file.h"
#include "model/chronicle.h"
#include "model/decision.h"
#include "model/document.h"
#include "model/fact.h"
#include "model/list_row.h"
#include "model/opened.h"
#include "model/part_fields.h"
#include "model/read_request.h"

namespace habeas {

/// Matches a value and a const value alike, so that one list of fields serves both directions.
template <class T, class Value>
concept Is = std::same_as<std::remove_const_t<T>, Value>;

// One list of fields for each noun, in the order in which they are printed. `visit(name, field)`
// leaves out what is empty or default; `visit.span(begin_name, end_name, span)` prints a range.

template <class V>
void visit_fields(V& visit, Is<Problem> auto& p) {
  visit.always("code", p.code);
  visit("part", p.part);
  visit("message", p.message);
}

template <class V>
void visit_fields(V& visit, Is<PartialDate> auto& d) {
  visit.iso_date("iso", d);
  visit("qualifier", d.qualifier);
  visit("basis", d.basis);
  visit("calendar", d.calendar);
}

template <class V>
void visit_fields(V& visit, Is<Passage> auto& p) {
  visit.always("kind", p.kind);
  visit.span("begin", "end", p.span);
  visit("language", p.language);
  visit("visible", p.visible, true);
}

template <class V>
void visit_fields(V& visit, Is<LinkTarget> auto& l) {
  visit.span("begin", "end", l.span);
  visit("address", l.address);
}

template <class V>
void visit_fields(V& visit, Is<NoteMark> auto& n) {
  visit.span("begin", "end", n.mark);
  visit("footnote", n.footnote);
}

template <class V>
void visit_fields(V& visit, Is<Picture> auto& p) {
  visit("address", p.address);
  visit("alternative_text", p.alternative_text);
}

template <class V>
void visit_fields(V& visit, Is<PageBegin> auto& p) {
  visit.always("begin", p.begin);
  visit.always("page", p.page);
}

template <class V>
void visit_fields(V& visit, Is<Document> auto& d) {
  visit.always("id", d.id);
  visit("title", d.title);
  visit("address", d.address);
  visit("site_name", d.site_name);
  visit("language", d.language);
  visit("published", d.published);
  visit.span("published_begin", "published_end", d.published_span);
  visit.always("completeness", d.completeness);
  visit("tags", d.tags);
  visit.always("text", d.text);
  visit("passages", d.passages);
  visit("links", d.links);
  visit("note_marks", d.note_marks);
  visit("pictures", d.pictures);
  visit("pages", d.pages);
  visit("problems", d.problems);
}

template <class V>
void visit_fields(V& visit, Is<PartFields> auto& p) {
  visit.always("id", p.id);
  visit.always("format", p.format);
  visit.named_values("fields", p.fields);
}

template <class V>
void visit_fields(V& visit, Is<Evidence> auto& e) {
  visit.span("begin", "end", e.span);
  visit("quote", e.quote);
  visit("rule", e.rule);
}

template <class V>
void visit_fields(V& visit, Is<ReferenceValue> auto& r) {
  visit("scheme", r.scheme);
  visit("number", r.number);
  visit("key", r.key);
  visit("update", r.update);
  visit.always("role", r.role);
}

template <class V>
void visit_fields(V& visit, Is<DateValue> auto& d) {
  visit.always("date", d.date);
  visit("role", d.role);
}

template <class V>
void visit_fields(V& visit, Is<PersonValue> auto& p) {
  visit.always("name", p.name);
  visit("given", p.given);
  visit("family", p.family);
  visit("title", p.title);
  visit("role", p.role);
  visit("organisation", p.organisation);
  visit("home_place", p.home_place);
  visit("sex", p.sex);
  visit.always("affected", p.affected);
  visit("other_names", p.other_names);
}

template <class V>
void visit_fields(V& visit, Is<NamedValue> auto& n) {
  visit.always("name", n.name);
  visit("type", n.type);
}

template <class V>
void visit_fields(V& visit, Is<PlaceValue> auto& p) {
  visit.always("name", p.name);
  visit("type", p.type);
  visit("country", p.country);
  visit("city", p.city);
  visit("located", p.located);
  visit("latitude_e5", p.latitude_e5);
  visit("longitude_e5", p.longitude_e5);
}

template <class V>
void visit_fields(V& visit, Is<ProvisionValue> auto& p) {
  visit("article", p.article);
  visit("instrument", p.instrument);
  visit.always("role", p.role);
}

template <class V>
void visit_fields(V& visit, Is<Argument> auto& a) {
  visit.always("role", a.role);
  visit.always("fact", a.fact);
}

template <class V>
void visit_fields(V& visit, Is<Particular> auto& p) {
  visit("name", p.name);
  visit("value", p.value);
}

template <class V>
void visit_fields(V& visit, Is<EventValue> auto& e) {
  visit.always("type", e.type);
  visit.always("modality", e.modality);
  visit("date", e.date);
  visit("arguments", e.arguments);
  visit("particulars", e.particulars);
}

template <class V>
void visit_fields(V& visit, Is<QuantityValue> auto& q) {
  visit("measure", q.measure);
  visit.always("amount", q.amount);
  visit("unit", q.unit);
  visit("qualifier", q.qualifier);
  visit("arguments", q.arguments);
}

template <class V>
void visit_fields(V& visit, Is<Fact> auto& f) {
  visit.always("kind", f.kind);
  visit.value_of_kind("value", f);
  visit.anchor(f);
  visit("evidence", f.evidence);
  visit.always("confidence", f.confidence);
  visit("background", f.background);
  visit("visible", f.visible, true);
  visit("sensitive", f.sensitive);
  visit("audience", f.audience, Audience::Restricted);
}

template <class V>
void visit_fields(V& visit, Is<Extraction> auto& e) {
  visit.always("document", e.document);
  visit.always("facts", e.facts);
  visit("problems", e.problems);
}

template <class V>
void visit_fields(V& visit, Is<FactAnchor> auto& a) {
  visit.always("document", a.document);
  visit.always("kind", a.kind);
  visit("value", a.value);
  visit.always("quote", a.quote);
  visit("before", a.before);
  visit("after", a.after);
  visit("occurrence", a.occurrence);
}

template <class V>
void visit_fields(V& visit, Is<Decision> auto& d) {
  visit.always("do", d.kind);
  visit("facts", d.facts);
  visit("case", d.case_id);
  visit("other_case", d.other_case);
  visit("person", d.person);
  visit("other_person", d.other_person);
  visit("documents", d.documents);
  visit("others", d.others);
  visit("level", d.level);
  visit("audience", d.audience, Audience::Restricted);
  visit("text", d.text);
  visit("reason", d.reason);
  visit("undone", d.undone);
}

template <class V>
void visit_fields(V& visit, Is<ReadRequest> auto& r) {
  visit.always("sha256", r.sha256);
  visit("file_name", r.file_name);
  visit("address", r.address);
  visit("media_type", r.media_type);
  visit("language", r.language);
  visit("published", r.published);
  visit("passwords", r.passwords);
  visit("is_document", r.is_document);
  visit("extract", r.extract, true);
  visit("fields", r.fields);
  visit("overlays", r.overlays);
}

template <class V>
void visit_fields(V& visit, Is<FactPlace> auto& p) {
  visit.always("document", p.document);
  visit.always("fact", p.fact);
}

template <class V>
void visit_fields(V& visit, Is<OpenedCase> auto& o) {
  visit.always("id", o.id);
  visit.always("document", o.document);
  visit("name", o.name);
  visit("country", o.country);
  visit("year", o.year);
  visit.always("number", o.number);
}

template <class V>
void visit_fields(V& visit, Is<OpenedPerson> auto& o) {
  visit.always("id", o.id);
  visit.always("document", o.document);
  visit("name", o.name);
}

template <class V>
void visit_fields(V& visit, Is<OpenedBatch> auto& o) {
  visit("cases", o.cases);
  visit("people", o.people);
}

template <class V>
void visit_fields(V& visit, Is<Reason> auto& r) {
  visit.always("a", r.a);
  visit.always("b", r.b);
  visit("rule", r.rule);
  visit("words", r.words);
  visit("score", r.score);
}

template <class V>
void visit_fields(V& visit, Is<LinkedPerson> auto& p) {
  visit.always("name", p.name);
  visit("other_names", p.other_names);
  visit.always("affected", p.affected);
  visit("mentions", p.mentions);
}

template <class V>
void visit_fields(V& visit, Is<CaseCluster> auto& c) {
  visit.always("documents", c.documents);
  visit("copies", c.copies);
  visit.always("people", c.people);
  visit("reasons", c.reasons);
}

template <class V>
void visit_fields(V& visit, Is<ChronicleEntry> auto& e) {
  visit.always("kind", e.kind);
  visit.always("type", e.type);
  visit.always("modality", e.modality);
  visit("date", e.date);
  visit("people", e.people);
  visit("place", e.place);
  visit("independent_sources", e.independent_sources);
  visit("bracket", e.bracket);
  visit("background", e.background);
  visit("facts", e.facts);
}

template <class State>
concept IsState = Is<State, LibertyState> || Is<State, ProcedureState> || Is<State, StandingState>;

template <class V>
void visit_fields(V& visit, IsState auto& s) {
  visit.always("value", s.value);
  visit("as_of", s.as_of);
  visit("fact", s.fact);
}

template <class V>
void visit_fields(V& visit, Is<CustodyStep> auto& c) {
  visit("facility", c.facility);
  visit("city", c.city);
  visit("from", c.from);
  visit("until", c.until);
  visit("announced", c.announced);
  visit("stated_distance_km", c.stated_distance_km);
  visit("stated_qualifier", c.stated_qualifier);
  visit("computed_distance_km", c.computed_distance_km);
  visit("distance_from", c.distance_from);
  visit("facts", c.facts);
}

template <class V>
void visit_fields(V& visit, Is<PersonChronicle> auto& p) {
  visit.always("person", p.person);
  visit("liberty", p.liberty);
  visit("procedure", p.procedure);
  visit("standing", p.standing);
  visit("custody", p.custody);
}

template <class V>
void visit_fields(V& visit, Is<ReferenceChain::Link> auto& l) {
  visit.always("update", l.update);
  visit("documents", l.documents);
}

template <class V>
void visit_fields(V& visit, Is<ReferenceChain> auto& c) {
  visit("base", c.base);
  visit("first_issued", c.first_issued);
  visit("links", c.links);
}

template <class V>
void visit_fields(V& visit, Is<Chronicle> auto& c) {
  visit("people", c.people);
  visit("entries", c.entries);
  visit("chains", c.chains);
  visit("courts", c.courts);
  visit("provisions", c.provisions);
  visit("places", c.places);
  visit("labels", c.labels);
  visit("interventions", c.interventions);
  visit("attributions", c.attributions);
  visit("next_date", c.next_date);
  visit("last_report", c.last_report);
  visit("silent_days", c.silent_days);
}

template <class V>
void visit_fields(V& visit, Is<ListCell> auto& c) {
  visit("column", c.column);
  visit("header", c.header);
  visit.always("words", c.words);
  visit("visible", c.visible, true);
}

template <class V>
void visit_fields(V& visit, Is<ListRow> auto& r) {
  visit.always("habeas_list", r.list);
  visit.always("row", r.key);
  visit("visible", r.visible, true);
  visit.always("cells", r.cells);
}

template <class V>
void visit_fields(V& visit, Is<ListMapping> auto& m) {
  visit.always("header", m.header);
  visit.always("column", m.column);
}

template <class V>
void visit_fields(V& visit, Is<ListRequest> auto& r) {
  visit.always("sha256", r.sha256);
  visit("passwords", r.passwords);
  visit.always("list", r.list);
  visit("sheet", r.sheet);
  visit("columns", r.columns);
}

template <class V>
void visit_fields(V& visit, Is<ListSheet> auto& s) {
  visit("name", s.name);
  visit("row", s.row);
  visit.always("columns", s.columns);
}

template <class V>
void visit_fields(V& visit, Is<PlacedRow> auto& p) {
  visit.always("number", p.number);
  visit.always("row", p.row);
}

}  // namespace habeas
