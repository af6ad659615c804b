// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/comparison_document.h"

#include <nlohmann/json.hpp>

namespace twin {

namespace {

using Node = nlohmann::ordered_json;

Node type(const char* name) { return {{"type", name}}; }
Node choice(std::vector<std::string> keys) { return {{"enum", std::move(keys)}}; }
Node listOf(Node items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Node id() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}}; }
Node object(Node properties, std::vector<std::string> required) {
    return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}, {"required", std::move(required)}};
}

Node whats() {
    std::vector<std::string> keys;
    for (int what = 0; what <= static_cast<int>(LayoutDifference::What::Rewired); ++what) keys.emplace_back(key(static_cast<LayoutDifference::What>(what)));
    return choice(std::move(keys));
}

Node kinds() {
    std::vector<std::string> keys;
    for (const KindSpec& kind : allKinds()) keys.emplace_back(kind.key);
    return choice(std::move(keys));
}

Node precisions() {
    std::vector<std::string> keys;
    for (const char* each : spec(Param::Precision).choices) keys.emplace_back(each);
    return choice(std::move(keys));
}

}  // namespace

std::string comparisonSchema() {
    const Node number = type("number"), text = type("string"), integer = type("integer"), yes = type("boolean");
    const Node subject = object({{"id", id()}, {"name", text}, {"project", text}, {"fidelity", choice({"none", "coarse", "fine"})}, {"usable", yes}}, {"name", "project", "fidelity", "usable"});
    const Node inputs = object({{"redundancy", choice({"N", "2N"})}, {"inlet", choice({"recommended", "allowable"})}, {"precision", precisions()}, {"tokens_s_PFLOPS", number},
                                {"tokens_s_rack", {{"type", "object"}, {"additionalProperties", number}}}, {"utilisation", number}, {"tokens_source", text}},
                               {"redundancy", "inlet", "utilisation"});
    const Node input = object({{"name", text}, {"value", number}, {"source", text}}, {"name"});
    const Node derivation = object({{"inputs", listOf(input)}, {"equation", text}, {"source", text}, {"assumptions", listOf(text)}}, {"inputs", "assumptions"});
    const Node value = object({{"value", number}, {"difference", number}, {"at_same_compute", number}, {"reason", text}, {"item", id()}, {"derivation", derivation}}, {"derivation"});
    const Node row = object({{"key", text}, {"label", text}, {"unit", text}, {"values", listOf(value)}, {"better", integer}, {"rests_on", text}}, {"key", "label", "unit", "values"});
    const Node basis = object({{"key", text}, {"label", text}, {"differs", yes}, {"values", listOf(text)}}, {"key", "label", "differs", "values"});
    const Node count = object({{"what", whats()}, {"kind", kinds()}, {"count", integer}}, {"what", "kind", "count"});
    const Node difference = object({{"what", whats()}, {"id", id()}, {"kind", kinds()}, {"name", text}, {"text", text}, {"details", listOf(text)}}, {"what", "id", "kind", "name", "text", "details"});
    const Node layout = object({{"subject", integer}, {"counts", listOf(count)}, {"differences", listOf(difference)}}, {"subject", "counts", "differences"});
    Node root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Plenum comparison"}};
    root.update(object({{"format", {{"const", kComparisonFormat}}}, {"subjects", listOf(subject)}, {"inputs", inputs}, {"rows", listOf(row)}, {"basis", listOf(basis)}, {"layout", listOf(layout)}},
                       {"format", "subjects", "inputs", "rows", "basis", "layout"}));
    return root.dump(1) + "\n";
}

}  // namespace twin
