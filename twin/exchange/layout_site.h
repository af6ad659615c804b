// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/exchange/document_reader.h"
#include "twin/model/site.h"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace twin {

/// Reads the site of a variant: whole ("items", "connections") or as its difference to another site ("difference").
///
/// A difference says what is removed, then lists what is changed or added as it is. An object that is there keeps its
/// place in its table; all others are appended in the order of the list, or put before the one named. What a difference does not touch shares its
/// memory with the other site.
/// Errors  none thrown: issues. Cost  O(objects of both).
class LayoutSiteReader {
  public:
    explicit LayoutSiteReader(DocumentReader& read) : m_read(read) {}

    /// `base` is needed when the variant has a difference; null otherwise, and when there is none (reported by the caller).
    void read(const Json& variant, std::shared_ptr<const TypeTable> types, const Site* base, Site& into);

  private:
    struct Placed {
        Item item;
        std::optional<Json> at;  ///< none: taken over from the base
    };

    void whole(const Json& variant, Site& site);
    void difference(const Json& difference, const Site& base, Site& site);
    bool fits(const Json& list, std::size_t more);
    void items(const Json& list);
    void item(const Json& object);
    void mounted(const Json& list, Item& rack);
    void checkShape(const Json& object, const Item& item);
    bool exists(Id id) const { return m_known.contains(id) || m_unread.contains(id); }
    void checkItems(const Json& list, const Site& site);
    void references(const Placed& placed, const Json& otherwise, const Site& site);
    void cycles(const Json& otherwise);
    void connections(const Json& list);
    void connection(const Json& object);
    bool end(const Json& object, const char* key, Id& into, unsigned char& port);
    /// Ids of a list that are in the base; others are reported.
    std::unordered_set<Id> removed(const Json& difference, const char* key, const auto& isThere);
    /// Of a member {id: the one it comes before}; wrong ones are reported.
    std::unordered_map<Id, Id> places(const Json& difference, const char* key, const auto& areLike);
    void badPlace(const Json& entry);

    DocumentReader& m_read;
    std::vector<Placed> m_all;                    // items of the variant being read
    std::unordered_map<Id, std::size_t> m_known;  // id → place in m_all
    std::unordered_set<Id> m_unread;              // items with an id whose kind could not be read; told there, not again at what names them
    std::vector<Connection> m_links;
    std::unordered_map<Id, std::size_t> m_linkAt;
    std::unordered_set<Id> m_inherited;           // taken over from the base and not yet named by the difference
    bool m_linksTouched = false;
    std::size_t m_count = 0;                      // objects of the whole document
};

}  // namespace twin
