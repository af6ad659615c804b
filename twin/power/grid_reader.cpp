// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/grid_data.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace twin::power {

namespace {

using Tree = nlohmann::json;

std::string shortened(const Tree& value) {
    std::string text = value.dump(-1, ' ', false, Tree::error_handler_t::replace);
    if (text.size() > 40) text = text.substr(0, 37) + "…";
    return text;
}

class Reader {
  public:
    explicit Reader(Issues& issues) : m_issues(issues) {}

    void readAttributes(const Tree& root) {
        const auto found = root.find("attributes");
        if (found == root.end()) return;
        if (!found->is_object()) return formIssue("/attributes", TWIN_TR("\"attributes\" has to be an object of lists of names."), *found);
        for (const auto& [kind, names] : found->items()) {
            if (!names.is_array()) {
                formIssue("/attributes/" + kind, TWIN_TR("\"attributes\" has to be an object of lists of names."), names);
                continue;
            }
            auto& list = m_attributes[kind];
            for (const Tree& name : names) list.push_back(name.is_string() ? name.get<std::string>() : std::string());
        }
    }

    void readScenario(const Tree& data, const std::string& path, GridData& into) {
        if (!data.is_object()) return formIssue(path, TWIN_TR("A dataset has to be an object with a list for each component."), data);
        for (const auto& [name, rows] : data.items()) {
            const auto kind = gridKind(name);
            if (!kind) {
                if (isIgnoredGridKind(name))
                    warn("grid.ignoredComponent", path + "/" + name, name, {TWIN_TR("{0}: not used by a power flow; left out."), {name}});
                else
                    warn("grid.unknownComponent", path + "/" + name, name, {TWIN_TR("{0} is not a component of this format; left out."), {name}});
                continue;
            }
            if (!rows.is_array()) {
                formIssue(path + "/" + name, TWIN_TR("The components of a kind have to be a list."), rows);
                continue;
            }
            std::size_t at = 0;
            for (const Tree& row : rows) readRow(*kind, row, fmt::format("{}/{}/{}", path, name, at++), into);
        }
    }

    void formIssue(std::string path, const char* pattern, const Tree& value) {
        m_issues.push_back({Severity::Error, "grid.form", {}, {}, std::move(path), {pattern, {}}, shortened(value), {}, {}});
    }

  private:
    void warn(const char* code, std::string path, std::string item, Text text) {
        m_issues.push_back({Severity::Warning, code, {}, std::move(item), std::move(path), std::move(text), {}, {}, {}});
    }

    void readRow(GridKind kind, const Tree& row, const std::string& path, GridData& into) {
        const auto attributes = gridSpec(kind).attributes;
        const int at = into.addRow(kind);
        const auto put = [&](const std::string& name, const Tree& value) {
            for (std::size_t i = 0; i < attributes.size(); ++i)
                if (attributes[i].name == name) return readValue(kind, at, i, value, path + "/" + name, into);
            // Names and comments are common as extra members; one warning for each name of a kind.
            if (m_warned[static_cast<std::size_t>(kind)].emplace(name, true).second && name != "extra")
                warn("grid.unknownAttribute", path + "/" + name, into.nameOf(kind, at), {TWIN_TR("{0} has no attribute {1}; not read."), {std::string(gridSpec(kind).name), name}});
        };
        if (row.is_object()) {
            if (const auto id = row.find("id"); id != row.end()) put("id", *id);
            for (const auto& [name, value] : row.items())
                if (name != "id") put(name, value);
        } else if (row.is_array()) {
            const auto names = m_attributes.find(std::string(gridSpec(kind).name));
            if (names == m_attributes.end()) return formIssue(path, TWIN_TR("A row without names needs the list of names under \"attributes\"."), row);
            if (names->second.size() != row.size()) return formIssue(path, TWIN_TR("The row has not as many values as \"attributes\" has names."), row);
            for (std::size_t i = 0; i < row.size(); ++i) put(names->second[i], row[i]);
        } else {
            formIssue(path, TWIN_TR("A component has to be an object or a list of values."), row);
        }
    }

    void readValue(GridKind kind, int row, std::size_t attribute, const Tree& value, const std::string& path, GridData& into) {
        const GridAttribute& spec = gridSpec(kind).attributes[attribute];
        auto& column = into.table(kind).columns[attribute];
        if (spec.value == GridValue::PerPhase) {
            if (value.is_null()) return;
            if (!value.is_array() || value.size() != 3) return valueIssue(kind, row, spec, value, path, into, TWIN_TR("three numbers, for the phases a, b, c"));
            for (std::size_t p = 0; p < 3; ++p) column[static_cast<std::size_t>(row) * 3 + p] = number(kind, row, spec, value[p], path, into);
            return;
        }
        column[static_cast<std::size_t>(row)] = number(kind, row, spec, value, path, into);
    }

    double number(GridKind kind, int row, const GridAttribute& spec, const Tree& value, const std::string& path, const GridData& into) {
        constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
        if (value.is_null()) return kNone;
        if (value.is_string()) {
            const std::string& text = value.get_ref<const std::string&>();
            if (text == "inf" || text == "+inf") return std::numeric_limits<double>::infinity();
            if (text == "-inf") return -std::numeric_limits<double>::infinity();
        }
        if (!value.is_number()) {
            valueIssue(kind, row, spec, value, path, into, spec.value == GridValue::Integer ? TWIN_TR("a whole number") : TWIN_TR("a number"));
            return kNone;
        }
        const double result = value.get<double>();
        if (spec.value == GridValue::Integer && result != std::floor(result)) {
            valueIssue(kind, row, spec, value, path, into, TWIN_TR("a whole number"));
            return kNone;
        }
        return result;
    }

    void valueIssue(GridKind kind, int row, const GridAttribute& spec, const Tree& value, const std::string& path, const GridData& into, const char* allowed) {
        const std::string name = into.nameOf(kind, row);
        m_issues.push_back({Severity::Error, "grid.type", {}, name, path, {TWIN_TR("{0}: {1} = {2} is of the wrong type."), {name, std::string(spec.name), shortened(value)}}, shortened(value), allowed, {}});
    }

    Issues& m_issues;
    std::map<std::string, std::vector<std::string>> m_attributes;
    std::array<std::map<std::string, bool>, kGridKinds> m_warned;
};

/// The root object of a document, or null after the issue has been listed.
Tree parse(std::string_view text, std::string_view type, Issues& issues) {
    const auto fail = [&](Text what, std::string value = {}, Text hint = {}) {
        issues.push_back({Severity::Error, "grid.document", {}, {}, {}, std::move(what), std::move(value), {}, std::move(hint)});
        return Tree();
    };
    Tree root;
    try {
        root = Tree::parse(text);
    } catch (const Tree::parse_error& error) {
        return fail({TWIN_TR("The text is not JSON: {0}"), {error.what()}});
    }
    if (!root.is_object()) return fail({TWIN_TR("The document has to be an object with version, type and data."), {}}, shortened(root));
    if (const auto found = root.find("version"); found == root.end() || *found != "1.0")
        issues.push_back({Severity::Warning, "grid.version", {}, {}, "/version", {TWIN_TR("The format version is not 1.0; read as 1.0."), {}}, found == root.end() ? "" : shortened(*found), "1.0", {}});
    if (const auto found = root.find("type"); found == root.end() || *found != std::string(type))
        return fail({TWIN_TR("The document is not of type {0}."), {std::string(type)}}, found == root.end() ? "" : shortened(*found), {TWIN_TR("Give the file with \"type\": \"{0}\"."), {std::string(type)}});
    if (!root.contains("data")) return fail({TWIN_TR("The document has no \"data\"."), {}});
    return root;
}

}  // namespace

GridData readGrid(std::string_view json, Issues& issues) {
    GridData grid;
    const Tree root = parse(json, "input", issues);
    if (root.is_null()) return grid;
    Reader reader(issues);
    reader.readAttributes(root);
    const Tree& data = root["data"];
    if (data.is_array()) {
        if (data.size() == 1) {
            reader.readScenario(data[0], "/data/0", grid);
        } else {
            reader.formIssue("/data", TWIN_TR("An input has to be one dataset, not a batch."), data);
        }
        return grid;
    }
    reader.readScenario(data, "/data", grid);
    return grid;
}

GridUpdates readGridUpdates(std::string_view json, Issues& issues) {
    GridUpdates updates;
    const Tree root = parse(json, "update", issues);
    if (root.is_null()) return updates;
    Reader reader(issues);
    reader.readAttributes(root);
    const Tree& data = root["data"];
    updates.batch = data.is_array();
    if (!updates.batch) {
        reader.readScenario(data, "/data", updates.scenarios.emplace_back().changes);
        return updates;
    }
    std::size_t at = 0;
    for (const Tree& scenario : data) reader.readScenario(scenario, fmt::format("/data/{}", at++), updates.scenarios.emplace_back().changes);
    return updates;
}

}  // namespace twin::power
