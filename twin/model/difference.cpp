// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ownership of connections and the order of differences are chosen so that each prefix of the list, executed, leaves a
// legal site: an added connection belongs to the later one of its added ends, a removed connection to the earlier one of
// its removed ends, everything else to an object that stays and is dealt with in between.
#include "twin/model/difference.h"

#include "twin/model/difference_text.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace twin {

namespace {

using What = LayoutDifference::What;

/// Nearer to the load is larger.
int rank(Kind kind) {
    switch (spec(kind).group) {
        case KindGroup::Space: return 0;
        case KindGroup::Power: return 1;
        case KindGroup::Liquid: return 2;
        case KindGroup::Air: return 3;
        case KindGroup::It: return 4;
        case KindGroup::Other: return 5;
    }
    return 5;
}

/// Ids of a site so that what an object stands in or refers to comes before it, feeds before loads otherwise; only those
/// that are wanted.
std::vector<Id> inOrder(const Site& site, const std::unordered_set<Id>& wanted) {
    std::vector<const Item*> items;
    site.forEachItem([&](const Item& item) {
        if (wanted.contains(item.id)) items.push_back(&item);
    });
    std::stable_sort(items.begin(), items.end(), [](const Item* a, const Item* b) { return rank(a->kind) < rank(b->kind); });
    std::vector<Id> order;
    std::unordered_set<Id> seen;
    const auto visit = [&](const auto& self, const Item& item) -> void {
        if (!seen.insert(item.id).second) return;
        for (const Id above : {item.parent, item.target})
            if (const Item* other = above ? site.find(above) : nullptr) self(self, *other);
        if (wanted.contains(item.id)) order.push_back(item.id);
    };
    for (const Item* item : items) visit(visit, *item);
    return order;
}

bool samePlace(const Item& a, const Item& b) { return a.position == b.position && a.rotation_deg == b.rotation_deg && a.points == b.points; }

/// A port that takes one connection only.
using PortKey = std::pair<Id, unsigned char>;
struct PortHash {
    std::size_t operator()(const PortKey& key) const { return std::hash<Id>()(key.first) ^ (std::size_t{key.second} << 7); }
};
using Ports = std::unordered_set<PortKey, PortHash>;

Ports singlePorts(const Site& site, const std::vector<Connection>& links) {
    Ports ports;
    const auto add = [&](Id id, unsigned char port) {
        const Item* item = site.find(id);
        if (item != nullptr && port < spec(item->kind).ports.size() && !spec(item->kind).ports[port].many) ports.insert({id, port});
    };
    for (const Connection& link : links) {
        add(link.from, link.fromPort);
        add(link.to, link.toPort);
    }
    return ports;
}

class Differ {
  public:
    Differ(const Site& parent, const Site& variant) : m_parent(parent), m_variant(variant) {}

    std::vector<LayoutDifference> run() {
        const SiteChanges found = changes(m_parent, m_variant);
        for (Id id : found.added) m_added.insert(id);
        for (Id id : found.removed) m_removed.insert(id);
        for (Id id : found.changed) m_kept.insert(id);
        for (auto it = m_added.begin(); it != m_added.end();) {  // the same id as another kind is a change of one object
            if (m_removed.erase(*it) == 0) {
                ++it;
                continue;
            }
            m_kept.insert(*it);
            it = m_added.erase(it);
        }
        number(inOrder(m_variant, m_added));
        number(inOrder(m_parent, m_removed), true);
        if (found.connections) connections();
        return list();
    }

  private:
    void number(std::vector<Id> order, bool backwards = false) {
        if (backwards) std::reverse(order.begin(), order.end());
        for (Id id : order) m_place.emplace(id, m_place.size());
        auto& into = backwards ? m_removedOrder : m_addedOrder;
        into = std::move(order);
    }

    void connections() {
        std::vector<Connection> gone, come;
        std::vector<std::pair<Connection, Connection>> led;  // the same connection, to another end
        m_parent.connections().forEach([&](const Connection& link) {
            const Connection* now = m_variant.connections().find(link.id);
            if (now == nullptr) gone.push_back(link);
            if (now != nullptr && !(*now == link)) led.emplace_back(link, *now);
        });
        m_variant.connections().forEach([&](const Connection& link) {
            if (m_parent.connections().find(link.id) == nullptr) come.push_back(link);
        });
        const Ports left = singlePorts(m_parent, gone), taken = singlePorts(m_variant, come);
        for (const Connection& link : gone) m_links[owner(link, m_parent, m_removed, taken, true)].push_back({link, std::nullopt, SIZE_MAX});
        for (const Connection& link : come) m_links[owner(link, m_variant, m_added, left, false)].push_back({std::nullopt, link, SIZE_MAX});
        for (const auto& [before, after] : led) m_links[staying(before, after)].push_back({before, after, SIZE_MAX});
        for (const auto& [id, links] : m_links)
            if (!m_added.contains(id) && !m_removed.contains(id)) m_kept.insert(id);
    }

    Id owner(const Connection& link, const Site& site, const std::unordered_set<Id>& passing, const Ports& others, bool earlier) const {
        const bool from = passing.contains(link.from), to = passing.contains(link.to);
        if (from && to) return (m_place.at(link.from) < m_place.at(link.to)) == earlier ? link.from : link.to;
        if (from) return others.contains({link.to, link.toPort}) ? link.to : link.from;
        if (to) return others.contains({link.from, link.fromPort}) ? link.from : link.to;
        const Item *source = site.find(link.from), *sink = site.find(link.to);
        return source != nullptr && (sink == nullptr || rank(source->kind) > rank(sink->kind)) ? link.from : link.to;
    }

    /// Of the ends of a led connection one that is there before and after, else the later one that is added.
    Id staying(const Connection& before, const Connection& after) const {
        const Item* best = nullptr;
        for (const Id end : {after.to, after.from, before.to, before.from}) {
            const Item* item = m_parent.find(end) != nullptr ? m_variant.find(end) : nullptr;
            if (item != nullptr && (best == nullptr || rank(item->kind) > rank(best->kind))) best = item;
        }
        return best != nullptr ? best->id : owner(after, m_variant, m_added, {}, false);
    }

    std::vector<LayoutDifference> list() {
        std::vector<LayoutDifference> all;
        all.reserve(m_place.size() + m_kept.size());
        for (Id id : m_addedOrder) all.push_back(one(id));
        for (Id id : inOrder(m_variant, m_kept)) all.push_back(one(id));
        for (Id id : m_removedOrder) all.push_back(one(id));
        return all;
    }

    LayoutDifference one(Id id) {
        const Item *before = m_parent.find(id), *after = m_variant.find(id);
        LayoutDifference difference;
        difference.item = id;
        difference.kind = (after != nullptr ? after : before)->kind;
        difference.name = (after != nullptr ? after : before)->name;
        if (const auto found = m_links.find(id); found != m_links.end()) difference.connections = std::move(found->second);
        if (before == nullptr || after == nullptr || !(*before == *after)) {
            if (before != nullptr) difference.change.before = *before;
            if (after != nullptr) difference.change.after = *after;
        }
        if (before == nullptr) {
            difference.what = What::Added;
        } else if (after == nullptr) {
            difference.what = What::Removed;
        } else if (!samePlace(*before, *after)) {
            difference.what = What::Moved;
        } else {
            difference.what = *before == *after ? What::Rewired : What::Changed;
        }
        describe(difference, m_parent, m_variant);
        return difference;
    }

    const Site &m_parent, &m_variant;
    std::unordered_set<Id> m_added, m_removed, m_kept;
    std::unordered_map<Id, std::size_t> m_place;
    std::vector<Id> m_addedOrder, m_removedOrder;
    std::unordered_map<Id, std::vector<Change<Connection>>> m_links;
};

/// The change brought into one variant, its target state taken from another site.
class Bringer {
  public:
    Bringer(const Variant& into, const Site& from, Text name, Text hint) : m_into(into.site), m_from(from), m_hint(std::move(hint)) {
        m_out.edit.name = std::move(name);
        m_out.edit.variant = into.id;
    }

    PendingEdit bring(const LayoutDifference& difference, bool forwards) {
        const auto target = [forwards](const auto& change) { return forwards ? change.after : change.before; };
        if (difference.change.before || difference.change.after) item(difference.item, target(difference.change));
        for (const auto& change : difference.connections) connection(target(change), forwards ? change.before : change.after);
        if (m_out.edit.empty() && m_out.issues.empty())
            refuse("difference.done", difference.item, difference.name, {TWIN_TR("{0} is not pending any more."), {difference.name}}, {});
        check();
        if (!m_out.issues.empty()) m_out.edit = {};
        return std::move(m_out);
    }

  private:
    void refuse(const char* code, Id id, const std::string& name, Text text, Text hint) {
        m_out.issues.push_back({Severity::Error, code, id, name, {}, std::move(text), {}, {}, std::move(hint)});
    }
    void dependent(Id needing, Id needed) {
        const auto named = [this](Id id) {
            const Item* item = m_from.find(id);
            if (item == nullptr) item = m_into.find(id);
            return item == nullptr ? toString(id) : item->name;
        };
        for (const Issue& issue : m_out.issues)
            if (issue.item == needed) return;
        refuse("difference.dependent", needed, named(needed), {TWIN_TR("{0} depends on {1}, which is a pending change of its own."), {named(needing), named(needed)}}, {m_hint.pattern, {named(needed)}});
    }

    void item(Id id, const std::optional<Item>& target) {
        const Item* now = m_into.find(id);
        m_item = id;
        if (!target) {
            if (now == nullptr) return;
            m_removes = true;
            m_out.edit.items.push_back({*now, std::nullopt, m_into.items(now->kind).indexOf(id)});
            return;
        }
        if (now != nullptr && *now == *target) return;
        if (now != nullptr && now->kind != target->kind) {
            m_out.edit.items.push_back({*now, std::nullopt, m_into.items(now->kind).indexOf(id)});
            m_out.edit.items.push_back({std::nullopt, *target, SIZE_MAX});
        } else {
            m_out.edit.items.push_back({now != nullptr ? std::optional<Item>(*now) : std::nullopt, *target, SIZE_MAX});
        }
        m_adds = now == nullptr;
        const auto type = m_from.types().find(target->type);
        if (target->type && !m_into.types().contains(target->type) && type != m_from.types().end()) m_out.edit.types.push_back({std::nullopt, *type->second, 0});
    }

    void connection(const std::optional<Connection>& target, const std::optional<Connection>& leaving) {
        const Id id = target ? target->id : leaving->id;
        const Connection* now = m_into.connections().find(id);
        if (target) {
            if (now == nullptr || !(*now == *target)) m_out.edit.connections.push_back({now != nullptr ? std::optional<Connection>(*now) : std::nullopt, *target, SIZE_MAX});
        } else if (now != nullptr && *now == *leaving) {
            m_out.edit.connections.push_back({*now, std::nullopt, m_into.connections().indexOf(id)});
        }
    }

    /// What the edit needs must be there, and what stays must not need what it removes.
    void check() {
        const auto there = [&](Id id) { return (id == m_item && m_adds) || (m_into.find(id) != nullptr && !(id == m_item && m_removes)); };
        std::unordered_set<Id> cut;
        for (const auto& change : m_out.edit.items)
            if (change.after)
                for (const Id needed : {change.after->parent, change.after->target})
                    if (needed && !there(needed)) dependent(change.after->id, needed);
        for (const auto& change : m_out.edit.connections) {
            cut.insert(change.before ? change.before->id : change.after->id);
            if (!change.after) continue;
            if (!there(change.after->from)) dependent(change.after->to, change.after->from);
            if (!there(change.after->to)) dependent(change.after->from, change.after->to);
        }
        if (!m_removes) return;
        m_into.forEachItem([&](const Item& other) {
            if (other.id != m_item && (other.parent == m_item || other.target == m_item)) dependent(m_item, other.id);
        });
        m_into.connections().forEach([&](const Connection& link) {
            if ((link.from == m_item || link.to == m_item) && !cut.contains(link.id)) dependent(m_item, link.from == m_item ? link.to : link.from);
        });
    }

    const Site &m_into, &m_from;
    Text m_hint;
    PendingEdit m_out;
    Id m_item;
    bool m_adds = false, m_removes = false;
};

}  // namespace

const char* key(What what) {
    constexpr const char* kKeys[] = {"added", "removed", "moved", "changed", "rewired"};
    return kKeys[static_cast<std::size_t>(what)];
}

const char* label(What what) {
    constexpr const char* kLabels[] = {TWIN_TR("Added"), TWIN_TR("Removed"), TWIN_TR("Moved"), TWIN_TR("Changed"), TWIN_TR("Rewired")};
    return kLabels[static_cast<std::size_t>(what)];
}

std::vector<LayoutDifference> differences(const Site& parent, const Site& variant) { return Differ(parent, variant).run(); }

std::vector<DifferenceCount> countByKind(const std::vector<LayoutDifference>& differences) {
    std::map<std::pair<What, Kind>, std::size_t> counts;
    for (const LayoutDifference& each : differences) ++counts[{each.what, each.kind}];
    std::vector<DifferenceCount> list;
    for (const auto& [at, count] : counts) list.push_back({at.first, at.second, count});
    return list;
}

PendingEdit execute(const Variant& variant, const Variant& parent, const LayoutDifference& difference) {
    return Bringer(parent, variant.site, {TWIN_TR("Take over: {0}"), {difference.name}}, {TWIN_TR("Execute {0} first."), {}}).bring(difference, true);
}

PendingEdit drop(const Variant& variant, const Variant& parent, const LayoutDifference& difference) {
    return Bringer(variant, parent.site, {TWIN_TR("Drop the change of {0}"), {difference.name}}, {TWIN_TR("Drop the change of {0} first."), {}}).bring(difference, false);
}

}  // namespace twin
