// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace twin {

/// Limits against hostile documents; checked while reading, before anything is built from the text.
struct JsonLimits {
    std::size_t bytes = std::size_t{64} << 20;
    std::size_t depth = 32;
    std::size_t values = 16'000'000;
};

/// A parsed JSON text in one flat array (40 bytes a value), each value knowing its place in the document.
class JsonTree {
  public:
    enum class Type : unsigned char { Null, Boolean, Number, String, Array, Object };

    /// Reads a text; syntax errors (with line and column), doubled keys and broken limits become issues.
    /// Nothing when the text cannot be read. Cost O(bytes).
    static std::optional<JsonTree> parse(std::string_view text, const std::string& sourceName, Issues& issues,
                                         const JsonLimits& limits = {});

  private:
    friend class Json;
    friend class JsonBuilder;
    static constexpr std::uint32_t kNone = UINT32_MAX;
    struct Node {
        std::uint32_t parent = kNone, next = kNone, first = kNone;
        std::uint32_t count = 0;   // children
        std::uint32_t index = 0;   // place in an array
        std::uint32_t key = kNone; // in m_strings
        double number = 0;         // also 0/1 of a Boolean and the place of a String in m_strings
        Type type = Type::Null;
    };
    std::vector<Node> m_nodes;
    std::vector<std::string> m_strings;
};

/// A value in a tree; cheap to copy, valid as long as the tree.
class Json {
  public:
    using Type = JsonTree::Type;
    explicit Json(const JsonTree& tree, std::uint32_t node = 0) : m_tree(&tree), m_node(node) {}

    Type type() const { return at().type; }
    bool is(Type type) const { return at().type == type; }
    std::size_t size() const { return at().count; }
    double number() const { return at().number; }
    const std::string& text() const { return m_tree->m_strings[static_cast<std::size_t>(at().number)]; }
    const std::string& key() const { return m_tree->m_strings[at().key]; }
    /// First member with this key.
    std::optional<Json> find(std::string_view key) const;
    /// "/variants/0/items/12/values/power_W"
    std::string path() const;
    /// The value as the document has it, shortened.
    std::string shown() const;

    template <class F>
    void forEach(F&& visit) const {
        for (std::uint32_t child = at().first; child != JsonTree::kNone; child = m_tree->m_nodes[child].next)
            visit(Json(*m_tree, child));
    }

  private:
    const JsonTree::Node& at() const { return m_tree->m_nodes[m_node]; }
    const JsonTree* m_tree;
    std::uint32_t m_node;
};

const char* toString(JsonTree::Type type);  ///< TWIN_TR: "a number", "a text" …

}  // namespace twin
