// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/result_document.h"

#include <nlohmann/json.hpp>

namespace twin {

namespace {

using Node = nlohmann::ordered_json;

Node type(const char* name) { return {{"type", name}}; }
Node choice(std::vector<std::string> keys) { return {{"enum", std::move(keys)}}; }
Node listOf(Node items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Node id() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}}; }
Node triple(const char* of) { return {{"type", "array"}, {"items", type(of)}, {"minItems", 3}, {"maxItems", 3}}; }
Node object(Node properties, std::vector<std::string> required) {
    return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}, {"required", std::move(required)}};
}

Node objectsNode() {
    Node quantities{{"id", id()}, {"name", type("string")}};
    for (std::size_t q = 0; q < kQuantityCount; ++q) {
        const QuantitySpec& row = spec(static_cast<Quantity>(q));
        quantities[row.key] = {{"type", "number"}, {"title", row.label}};
    }
    Node kinds = Node::object();
    for (const KindSpec& kind : allKinds()) kinds[kind.key] = listOf({{"$ref", "#/$defs/object"}});
    Node node = object(std::move(kinds), {});
    node.erase("required");
    return {{"objects", node}, {"object", object(std::move(quantities), {"id"})}};
}

}  // namespace

std::string resultSchema() {
    const Node number = type("number"), text = type("string");
    Node report = object({{"status", choice({"converged", "not_converged", "cancelled", "nothing_to_solve"})}, {"iterations", type("integer")}, {"residual", number}, {"worst", text}},
                         {"status", "iterations"});
    Node figure = object({{"key", text}, {"value", number}, {"state", choice({"neutral", "good", "warning", "bad"})}, {"note", text}, {"item", id()}, {"derivation", text}}, {"key", "state"});
    Node balance = object({{"key", text}, {"in", number}, {"out", number}, {"relative", number}}, {"key"});
    Node field = object({{"room", id()}, {"name", text}, {"cells", triple("integer")}, {"cell_m", triple("number")}, {"origin_m", triple("number")}, {"air_cells", type("integer")},
                         {"min_C", number}, {"max_C", number}, {"mean_C", number}},
                        {"room", "cells", "cell_m", "origin_m", "air_cells"});
    const Node ends{{"id", id()}, {"name", text}};
    Node draws = ends;
    draws["shares"] = listOf({{"type", "number"}, {"minimum", 0}, {"maximum", 1}});
    draws["shares"]["description"] = "Of each cooler in the air drawn in the end, in the order of coolers.";
    Node influence = object({{"id", id()}, {"name", text}, {"coolers", listOf(object(ends, {"id"}))}, {"draws", listOf(object(draws, {"id", "shares"}))}}, {"id", "coolers", "draws"});
    influence["description"] = "Which cooler serves which rack of a room whose air was traced.";
    Node issue = object({{"severity", choice({"note", "warning", "error"})}, {"code", text}, {"item", id()}, {"name", text}, {"text", text}, {"value", text}, {"allowed", text}, {"hint", text}},
                        {"severity", "code", "text"});
    Node conditions = object({{"name", text}, {"dry_bulb_C", number}, {"wet_bulb_C", number}, {"altitude_m", number}, {"dew_point_C", number}, {"load_training", number},
                              {"load_inference", number}, {"load_general", number}, {"other_load_W", number}, {"out_of_service", listOf(id())}},
                             {"name"});
    Node objects = objectsNode();
    Node root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Plenum result"}};
    root.update(object({{"format", {{"const", kResultFormat}}}, {"variant", object({{"id", id()}, {"name", text}}, {"name"})}, {"fidelity", choice({"none", "coarse", "fine"})},
                        {"conditions", conditions}, {"report", {{"$ref", "#/$defs/report"}}}, {"reports", {{"type", "object"}, {"additionalProperties", {{"$ref", "#/$defs/report"}}}}},
                        {"key_figures", listOf(figure)}, {"balances", listOf(balance)}, {"fields", listOf(field)}, {"influences", listOf(influence)}, {"issues", listOf(issue)}, {"objects", objects["objects"]}},
                       {"format", "variant", "fidelity", "conditions", "report", "reports", "key_figures", "balances", "fields", "influences", "issues", "objects"}));
    root["$defs"] = {{"report", report}, {"object", objects["object"]}};
    return root.dump(1) + "\n";
}

}  // namespace twin
