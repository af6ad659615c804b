// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/json_tree.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_set>

namespace twin {

/// Receives the parser's events; stops it at the first broken limit.
class JsonBuilder {
  public:
    JsonBuilder(JsonTree& tree, const JsonLimits& limits, std::string_view text, const std::string& source, Issues& issues)
        : m_tree(tree), m_limits(limits), m_text(text), m_source(source), m_issues(issues) {}

    bool null() { return value(JsonTree::Type::Null, 0); }
    bool boolean(bool truth) { return value(JsonTree::Type::Boolean, truth ? 1 : 0); }
    bool number_integer(std::int64_t number) { return value(JsonTree::Type::Number, static_cast<double>(number)); }
    bool number_unsigned(std::uint64_t number) { return value(JsonTree::Type::Number, static_cast<double>(number)); }
    bool number_float(double number, const std::string&) { return value(JsonTree::Type::Number, number); }
    bool string(std::string& text) {
        m_tree.m_strings.push_back(std::move(text));
        return value(JsonTree::Type::String, static_cast<double>(m_tree.m_strings.size() - 1));
    }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool start_object(std::size_t) { return open(JsonTree::Type::Object); }
    bool start_array(std::size_t) { return open(JsonTree::Type::Array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& text) {
        const auto [found, isNew] = m_keys.try_emplace(text, static_cast<std::uint32_t>(m_tree.m_strings.size()));
        if (isNew) m_tree.m_strings.push_back(std::move(text));
        m_key = found->second;
        if (!m_seen[m_open.size() - 1].insert(m_key).second && m_issues.size() < 1000)
            m_issues.push_back({Severity::Warning, "json.doubledKey", {}, {}, Json(m_tree, m_open.back().node).path() + "/" + found->first,
                                {TWIN_TR("{0} is given twice."), {found->first}}, {}, {},
                                {TWIN_TR("Remove one; the first counts."), {}}});
        return true;
    }

    bool parse_error(std::size_t byte, const std::string&, const nlohmann::json::exception& error) {
        const std::size_t at = std::min(byte > 0 ? byte - 1 : 0, m_text.size());
        const std::string_view before = m_text.substr(0, at);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
        std::string what = error.what();
        for (const char* lead : {" - ", "] "})
            if (const auto cut = what.find(lead); cut != std::string::npos) {
                what.erase(0, cut + std::char_traits<char>::length(lead));
                break;
            }
        m_issues.push_back({Severity::Error, "json.syntax", {}, {}, {},
                            {TWIN_TR("{0}, line {1}, column {2}: {3}."),
                             {m_source, fmt::format("{}", line), fmt::format("{}", at - lineStart + 1), what}},
                            {}, {}, {TWIN_TR("Correct the text at this place; a comma, quote or bracket is often missing just before it."), {}}});
        return false;
    }

  private:
    struct Open {
        std::uint32_t node, last;
    };

    bool refuse(const char* code, Text text) {
        m_issues.push_back({Severity::Error, code, {}, {}, m_open.empty() ? std::string() : Json(m_tree, m_open.back().node).path(), std::move(text), {}, {},
                            {TWIN_TR("Is this a layout document? Split it, or open the project file instead."), {}}});
        return false;
    }

    bool value(JsonTree::Type type, double number) {
        if (m_tree.m_nodes.size() >= m_limits.values)
            return refuse("json.tooMany", {TWIN_TR("{0} has more than {1} values."), {m_source, fmt::format("{}", m_limits.values)}});
        JsonTree::Node node;
        node.type = type;
        node.number = number;
        const auto self = static_cast<std::uint32_t>(m_tree.m_nodes.size());
        if (!m_open.empty()) {
            Open& above = m_open.back();
            JsonTree::Node& parent = m_tree.m_nodes[above.node];
            node.parent = above.node;
            node.index = parent.count++;
            if (parent.type == JsonTree::Type::Object) node.key = m_key;
            if (above.last == JsonTree::kNone) {
                parent.first = self;
            } else {
                m_tree.m_nodes[above.last].next = self;
            }
            above.last = self;
        }
        m_tree.m_nodes.push_back(node);
        return true;
    }

    bool open(JsonTree::Type type) {
        if (m_open.size() >= m_limits.depth)
            return refuse("json.tooDeep", {TWIN_TR("{0} is nested deeper than {1} levels."), {m_source, fmt::format("{}", m_limits.depth)}});
        if (!value(type, 0)) return false;
        m_open.push_back({static_cast<std::uint32_t>(m_tree.m_nodes.size() - 1), JsonTree::kNone});
        if (m_seen.size() < m_open.size()) m_seen.emplace_back();
        m_seen[m_open.size() - 1].clear();
        return true;
    }

    bool close() {
        m_open.pop_back();
        return true;
    }

    JsonTree& m_tree;
    const JsonLimits& m_limits;
    std::string_view m_text;
    const std::string& m_source;
    Issues& m_issues;
    std::vector<Open> m_open;
    std::vector<std::unordered_set<std::uint32_t>> m_seen;  // keys of each open object
    std::unordered_map<std::string, std::uint32_t> m_keys;
    std::uint32_t m_key = 0;
};

std::optional<JsonTree> JsonTree::parse(std::string_view text, const std::string& sourceName, Issues& issues, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        issues.push_back({Severity::Error, "json.tooBig", {}, sourceName, {},
                          {TWIN_TR("{0} is {1} MB long; at most {2} MB are read."),
                           {sourceName, fmt::format("{:.1f}", static_cast<double>(text.size()) / 1048576), fmt::format("{}", limits.bytes >> 20)}},
                          {}, {}, {TWIN_TR("Split the layout, or open the project file instead."), {}}});
        return std::nullopt;
    }
    JsonTree tree;
    tree.m_nodes.reserve(std::min(text.size() / 6 + 16, limits.values));
    JsonBuilder builder(tree, limits, text, sourceName, issues);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder) || tree.m_nodes.empty()) return std::nullopt;
    return tree;
}

std::optional<Json> Json::find(std::string_view key) const {
    if (type() != Type::Object) return std::nullopt;
    for (std::uint32_t child = at().first; child != JsonTree::kNone; child = m_tree->m_nodes[child].next)
        if (m_tree->m_strings[m_tree->m_nodes[child].key] == key) return Json(*m_tree, child);
    return std::nullopt;
}

std::string Json::path() const {
    std::vector<std::uint32_t> chain;
    for (std::uint32_t node = m_node; node != JsonTree::kNone && m_tree->m_nodes[node].parent != JsonTree::kNone; node = m_tree->m_nodes[node].parent)
        chain.push_back(node);
    std::string path;
    for (auto node = chain.rbegin(); node != chain.rend(); ++node) {
        const JsonTree::Node& value = m_tree->m_nodes[*node];
        path += '/';
        if (value.key == JsonTree::kNone) {
            path += fmt::format("{}", value.index);
        } else {
            for (const char c : m_tree->m_strings[value.key]) path += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
        }
    }
    return path;
}

std::string Json::shown() const {
    switch (type()) {
        case Type::Null: return "null";
        case Type::Boolean: return number() != 0 ? "true" : "false";
        case Type::Number: return fmt::format("{}", number());
        case Type::String: {
            std::string cut = text().substr(0, 60);
            while (cut.size() < text().size() && !cut.empty() && (static_cast<unsigned char>(text()[cut.size()]) & 0xC0) == 0x80) cut.pop_back();
            return "\"" + cut + (cut.size() < text().size() ? "…\"" : "\"");
        }
        case Type::Array: return fmt::format("[… {}]", size());
        case Type::Object: return fmt::format("{{… {}}}", size());
    }
    return {};
}

const char* toString(JsonTree::Type type) {
    switch (type) {
        case JsonTree::Type::Null: return TWIN_TR("nothing (null)");
        case JsonTree::Type::Boolean: return TWIN_TR("true or false");
        case JsonTree::Type::Number: return TWIN_TR("a number");
        case JsonTree::Type::String: return TWIN_TR("a text");
        case JsonTree::Type::Array: return TWIN_TR("a list [ ]");
        case JsonTree::Type::Object: return TWIN_TR("an object { }");
    }
    return "";
}

}  // namespace twin
