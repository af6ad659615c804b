// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/layout_schema.h"

#include "twin/exchange/layout_document.h"
#include "twin/model/kind.h"

#include <nlohmann/json.hpp>

#include <set>

namespace twin {

namespace {

using Node = nlohmann::ordered_json;

Node refer(const std::string& name) { return {{"$ref", "#/$defs/" + name}}; }
Node text(const char* description) { return {{"type", "string"}, {"description", description}}; }
Node listOf(Node items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Node number(const char* description, double min, double max) {
    return {{"type", "number"}, {"description", description}, {"minimum", min}, {"maximum", max}};
}
Node object(Node properties, std::vector<std::string> required = {}) {
    Node node{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) node["required"] = required;
    return node;
}

Node param(const ParamSpec& row) {
    Node node{{"title", row.label}, {"description", row.help}};
    if (row.unit == Unit::Choice) {
        node["enum"] = Node::array();
        for (const char* choice : row.choices) node["enum"].push_back(choice);
    } else {
        node["type"] = "number";
        node["minimum"] = row.min;
        node["maximum"] = row.max;
    }
    return node;
}

/// if kind is K, then values (and sources) are those of K.
Node byKind(bool withSources) {
    Node rules = Node::array();
    for (const KindSpec& row : allKinds()) {
        Node then{{"values", refer("values." + std::string(row.key))}};
        if (withSources) then["sources"] = {{"propertyNames", {{"enum", Node::array()}}}};
        if (withSources)
            for (const KindParam& each : row.params) then["sources"]["propertyNames"]["enum"].push_back(spec(each.param).key);
        rules.push_back({{"if", {{"properties", {{"kind", {{"const", row.key}}}}}, {"required", {"kind"}}}}, {"then", {{"properties", then}}}});
    }
    return rules;
}

Node definitions() {
    Node defs;
    defs["id"] = {{"type", "string"}, {"pattern", "^[0-9a-fA-F]{16}$"}, {"not", {{"const", "0000000000000000"}}}, {"description", "16 hexadecimal digits; the same object has the same id in all variants."}};
    defs["point"] = {{"type", "array"}, {"items", {{"type", "number"}, {"minimum", -1e6}, {"maximum", 1e6}}}, {"minItems", 3}, {"maxItems", 3}, {"description", "x east, y north, z up; metres."}};
    Node kinds = Node::array();
    std::set<std::string> ports;
    for (const KindSpec& row : allKinds()) {
        kinds.push_back(row.key);
        for (const PortSpec& port : row.ports) ports.insert(port.key);
    }
    defs["kind"] = {{"enum", kinds}};
    defs["end"] = {{"type", "array"}, {"prefixItems", {refer("id"), {{"enum", ports}}}}, {"items", false}, {"minItems", 2}, {"description", "Object and port."}};
    for (std::size_t p = 0; p < static_cast<std::size_t>(Param::Count_); ++p) defs["param." + std::string(spec(static_cast<Param>(p)).key)] = param(spec(static_cast<Param>(p)));
    for (const KindSpec& row : allKinds()) {
        Node properties = Node::object();
        for (const KindParam& each : row.params) {
            Node entry = refer("param." + std::string(spec(each.param).key));
            const ParamSpec& about = spec(each.param);
            if (about.unit == Unit::Choice) {
                entry["default"] = about.choices[static_cast<std::size_t>(each.value)];
            } else {
                entry["default"] = each.value;
            }
            properties[about.key] = std::move(entry);
        }
        defs["values." + std::string(row.key)] = object(std::move(properties));
    }
    return defs;
}

Node typeNode() {
    Node node = object({{"id", refer("id")}, {"kind", refer("kind")}, {"name", text("As the catalogue lists it.")}, {"maker", text("Empty: generic.")},
                        {"version", text("Of the catalogue entry.")}, {"source", text("Where the figures come from.")}, {"values", {{"type", "object"}}},
                        {"sources", {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}, {"description", "Figures whose source differs from the entry's."}}}},
                       {"id", "kind"});
    node["allOf"] = byKind(true);
    return node;
}

Node mountedNode() {
    Node from = number("Lowest unit, from the bottom.", 1, 100), units = number("How many.", 1, 100), heat = number("Of the heat that the rack gives to the air.", 0, 1), air = number("Of its air; left out: as the heat.", 0, 1);
    from["type"] = units["type"] = "integer";
    Node list = listOf(object({{"from_U", from}, {"units", units}, {"heat_share", heat}, {"air_share", air}}, {"from_U", "heat_share"}));
    list["description"] = "Racks: units that hold equipment; shares add up to 1, no two overlap. Left out: even over the height.";
    return list;
}

Node itemNode() {
    Node at = refer("point"), points = listOf(refer("point"));
    at["description"] = "Centre of the footprint, base.";
    points["description"] = "Outline (counter-clockwise) or route.";
    Node node = object({{"id", refer("id")}, {"kind", refer("kind")}, {"name", text("Shown everywhere.")}, {"type", refer("id")}, {"parent", refer("id")}, {"target", refer("id")}, {"at", at},
                        {"rotation_deg", number("Counter-clockwise; at 0 the front faces -y.", -360, 360)}, {"points", points}, {"values", {{"type", "object"}}}, {"mounted", mountedNode()}, {"note", text("Free text.")}},
                       {"id", "kind"});
    node["allOf"] = byKind(false);
    return node;
}

Node conditionsNode() {
    return object({{"name", text("Of this set of conditions.")},
                   {"dry_bulb_C", number("Outdoor dry bulb.", -50, 60)},
                   {"wet_bulb_C", number("Outdoor wet bulb.", -50, 40)},
                   {"altitude_m", number("Above sea level.", -500, 6000)},
                   {"dew_point_C", number("Of the hall air.", -40, 30)},
                   {"load_training", number("IT load over counted power, training.", 0, 1.5)},
                   {"load_inference", number("IT load over counted power, inference.", 0, 1.5)},
                   {"load_general", number("IT load over counted power, general.", 0, 1.5)},
                   {"other_load_W", number("Facility power that is not IT, cooling or losses.", 0, 1e9)},
                   {"out_of_service", listOf(refer("id"))}});
}

}  // namespace

std::string layoutSchema() {
    Node defs = definitions();
    defs["type"] = typeNode();
    defs["item"] = itemNode();
    defs["connection"] = object({{"id", refer("id")}, {"from", refer("end")}, {"to", refer("end")}}, {"id", "from", "to"});
    defs["variant"] = object({{"id", refer("id")}, {"name", text("Of the variant.")}, {"colour", {{"type", "string"}, {"pattern", "^#[0-9a-fA-F]{6}$"}}}, {"parent", refer("id")}, {"note", text("Free text.")},
                              {"items", listOf(refer("item"))}, {"connections", listOf(refer("connection"))}, {"difference", refer("difference")}},
                             {"id"});
    defs["variant"]["dependentSchemas"] = {{"difference", {{"required", {"parent"}}, {"properties", {{"items", false}, {"connections", false}}}}}};
    const Node places{{"type", "object"}, {"additionalProperties", refer("id")}, {"description", "Object: the one it comes before; others are appended."}};
    defs["difference"] = object({{"removed", listOf(refer("id"))}, {"items", listOf(refer("item"))}, {"before", places},
                                 {"removed_connections", listOf(refer("id"))}, {"connections", listOf(refer("connection"))}, {"connections_before", places}});
    defs["difference"]["description"] = "To the parent, which comes before: what goes, then what is changed or added, as it is now. Format 1.1.";
    defs["view"] = object({{"id", refer("id")}, {"name", text("Of the view.")}, {"caption", text("What is said about it.")}, {"variant", refer("id")}, {"beside", listOf(refer("id"))},
                           {"overlay", text("Key of the overlay.")}, {"difference", {{"type", "boolean"}}}, {"field", {{"type", "boolean"}}},
                           {"section_m", number("Height of the air section.", -10, 100)},
                           {"section", {{"enum", {"z", "x", "y", "none"}}}}, {"section_at_m", number("Where a section across x or y stands.", -1e5, 1e5)}, {"vectors", {{"type", "boolean"}}},
                           {"streamlines", {{"enum", {"", "supplies", "racks"}}}}, {"iso_C", number("Temperature of the surface; left out: none.", -50, 100)}, {"position", refer("point")}, {"focal", refer("point")}, {"up", refer("point")},
                           {"parallel_scale_m", number("Half the height of the picture; left out: perspective.", 0.01, 1e5)}},
                          {"id", "variant"});
    Node variants = listOf(refer("variant"));
    variants["minItems"] = 1;
    Node root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Plenum layout document"}};
    root.update(object({{"format", {{"enum", {kLayoutFormat, kLayoutDifferenceFormat}}}}, {"name", text("Of the project.")}, {"note", text("Free text.")}, {"conditions", conditionsNode()},
                        {"types", listOf(refer("type"))}, {"variants", variants}, {"views", listOf(refer("view"))},
                         {"attachments", {{"type", "object"}, {"description", "What other parts of the program keep with the project, by key."}}}},
                       {"format", "variants"}));
    root["$defs"] = std::move(defs);
    return root.dump(1) + "\n";
}

}  // namespace twin
