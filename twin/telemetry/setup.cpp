// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/setup.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace twin::telemetry {

namespace {

using Node = nlohmann::ordered_json;

constexpr std::size_t kMaxSources = 200;

Issue problem(std::string path, Text text, Text hint) {
    return {Severity::Error, "telemetry.setup", {}, {}, std::move(path), std::move(text), {}, {}, std::move(hint)};
}

Text bindAgain() { return {TWIN_TR("Set up the sources and the binding again, or undo the change."), {}}; }

}  // namespace

std::string writeSetup(const Setup& setup) {
    if (setup == Setup{}) return {};
    Node root = Node::object();
    if (!setup.binding.rows.empty()) {
        Node lines = Node::array();
        std::istringstream csv(writeBindingCsv(setup.binding));
        for (std::string line; std::getline(csv, line);) {
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (!line.empty()) lines.push_back(line);
        }
        root["binding"] = std::move(lines);
    }
    if (!setup.sources.empty()) {
        Node sources = Node::array();
        for (const SourceSetup& source : setup.sources) sources.push_back({{"plugin", source.plugin}, {"name", source.name}, {"settings", source.settings}});
        root["sources"] = std::move(sources);
    }
    return root.dump(-1, ' ', false, Node::error_handler_t::replace);
}

ReadSetup readSetup(std::string_view text) {
    ReadSetup out;
    if (text.empty()) return out;
    const Node root = Node::parse(text, nullptr, false);
    if (!root.is_object()) {
        out.issues.push_back(problem("/", {TWIN_TR("What the project keeps about live values cannot be read."), {}}, bindAgain()));
        return out;
    }
    if (const auto lines = root.find("binding"); lines != root.end() && lines->is_array()) {
        std::string csv;
        for (const Node& line : *lines)
            if (line.is_string()) csv += line.get<std::string>() + "\n";
        ReadBinding read = readBindingCsv(csv);
        out.setup.binding = std::move(read.binding);
        for (Issue& issue : read.issues) {
            issue.path = "/binding" + issue.path;
            out.issues.push_back(std::move(issue));
        }
    }
    const auto sources = root.find("sources");
    if (sources == root.end() || !sources->is_array()) return out;
    for (std::size_t i = 0; i < sources->size(); ++i) {
        const Node& each = (*sources)[i];
        const auto textOf = [&](const char* key) { return each.is_object() && each.contains(key) && each[key].is_string() ? each[key].get<std::string>() : std::string(); };
        SourceSetup source{textOf("plugin"), textOf("name"), {}};
        if (source.plugin.empty() || i >= kMaxSources) {
            out.issues.push_back(problem(fmt::format("/sources/{}", i), {TWIN_TR("A source of live values names no plug-in and was left out."), {}}, bindAgain()));
            continue;
        }
        if (each.contains("settings") && each["settings"].is_object())
            for (const auto& [key, value] : each["settings"].items())
                if (value.is_string()) source.settings[key] = value.get<std::string>();
        out.setup.sources.push_back(std::move(source));
    }
    return out;
}

}  // namespace twin::telemetry
