// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/project.h"

#include <fmt/format.h>

#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace twin {

const Variant* Project::find(Id variant) const {
    for (const Variant& candidate : variants)
        if (candidate.id == variant) return &candidate;
    return nullptr;
}

Variant* Project::find(Id variant) {
    for (Variant& candidate : variants)
        if (candidate.id == variant) return &candidate;
    return nullptr;
}

const std::shared_ptr<const TypeTable>& Project::types() const {
    static const auto none = std::make_shared<const TypeTable>();
    return variants.empty() ? none : variants.front().site.sharedTypes();
}

void Project::setTypes(std::shared_ptr<const TypeTable> types) {
    for (Variant& variant : variants) variant.site.setTypes(types);
}

Edit inverse(const Edit& edit) {
    Edit out = edit;
    for (auto& change : out.items) std::swap(change.before, change.after);
    for (auto& change : out.connections) std::swap(change.before, change.after);
    for (auto& change : out.types) std::swap(change.before, change.after);
    std::reverse(out.items.begin(), out.items.end());
    std::reverse(out.connections.begin(), out.connections.end());
    if (out.conditions) std::swap(out.conditions->before, out.conditions->after);
    if (out.head) std::swap(out.head->before, out.head->after);
    if (out.views) std::swap(out.views->before, out.views->after);
    if (out.attachments) std::swap(out.attachments->before, out.attachments->after);
    return out;
}

namespace {

Issue refusal(const char* code, Id item, const std::string& name, Text text, Text hint) {
    return {Severity::Error, code, item, name, {}, std::move(text), {}, {}, std::move(hint)};
}

bool finite(const Item& item) {
    if (!std::isfinite(item.position.x + item.position.y + item.position.z + item.rotation_deg)) return false;
    for (const auto& [param, value] : item.values.entries())
        if (!std::isfinite(value)) return false;
    for (const Vec3& p : item.points)
        if (!std::isfinite(p.x + p.y + p.z)) return false;
    for (const MountedUnits& one : item.mounted)
        if (!std::isfinite(one.heatShare + one.airShare)) return false;
    return true;
}

bool finite(const Conditions& c) {
    for (const double value : {c.dryBulb_C, c.wetBulb_C, c.altitude_m, c.dewPoint_C, c.loadTraining, c.loadInference, c.loadGeneral, c.otherLoad_W})
        if (!std::isfinite(value)) return false;
    return true;
}

void applyTypes(Project& project, const Edit& edit) {
    if (edit.types.empty()) return;
    auto table = std::make_shared<TypeTable>(*project.types());
    for (const auto& change : edit.types) {
        if (change.after) {
            (*table)[change.after->id] = std::make_shared<const EquipmentType>(*change.after);
        } else if (change.before) {
            table->erase(change.before->id);
        }
    }
    project.setTypes(std::move(table));
}

/// A removed type must not be the type of anything that is left, in any variant.
void checkRemovedTypes(const Project& project, const Edit& edit, Issues& issues) {
    for (const auto& change : edit.types) {
        if (change.after || !change.before) continue;
        for (const Variant& variant : project.variants) {
            const Item* user = nullptr;
            variant.site.forEachItem([&](const Item& item) {
                if (user == nullptr && item.type == change.before->id) user = &item;
            });
            if (user == nullptr) continue;
            issues.push_back(refusal("edit.typeInUse", user->id, user->name, {TWIN_TR("The type {0} is still used by {1}."), {change.before->name, user->name}},
                                     {TWIN_TR("Give it another type or remove it first."), {}}));
            break;
        }
    }
}

/// Adds, removes and replaces in one table; removed ones first, so that an id may be used again in the same edit.
template <class T, class TableOf>
void applyChanges(const std::vector<Change<T>>& changes, TableOf&& tableOf, Issues& issues) {
    std::unordered_set<Id> removed;
    for (const auto& change : changes)
        if (change.before && !change.after) {
            if (tableOf(*change.before).find(change.before->id) == nullptr)
                issues.push_back(refusal("edit.unknown", change.before->id, {}, {TWIN_TR("The object to remove is not on the site."), {}},
                                         {TWIN_TR("Reload the file; the edit belongs to another state of it."), {}}));
            removed.insert(change.before->id);
        }
    if (!issues.empty()) return;
    if (!removed.empty()) {
        std::unordered_set<const void*> done;
        for (const auto& change : changes)
            if (change.before && !change.after) {
                auto& table = tableOf(*change.before);
                if (done.insert(&table).second) table.removeIf([&](const T& value) { return removed.contains(value.id); });
            }
    }
    std::unordered_map<Table<T>*, std::vector<T>> appended;
    std::vector<std::pair<Table<T>*, const Change<T>*>> placed;
    for (const auto& change : changes) {
        if (!change.after) continue;
        Table<T>& table = tableOf(*change.after);
        if (change.before) {
            if (table.find(change.after->id) == nullptr) {
                issues.push_back(refusal("edit.unknown", change.after->id, {}, {TWIN_TR("The object to change is not on the site."), {}},
                                         {TWIN_TR("Reload the file; the edit belongs to another state of it."), {}}));
                return;
            }
            table.replace(*change.after);
        } else if (table.find(change.after->id) != nullptr) {
            issues.push_back(refusal("edit.doubled", change.after->id, {}, {TWIN_TR("An object with this id is on the site already."), {}},
                                     {TWIN_TR("Give the copy a new id."), {}}));
            return;
        } else if (change.position != SIZE_MAX) {
            placed.emplace_back(&table, &change);
        } else {
            appended[&table].push_back(*change.after);
        }
    }
    // Undo of a remove: back to the old positions, smallest first, in one rebuild a table.
    std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.second->position < b.second->position; });
    std::unordered_map<Table<T>*, std::vector<const Change<T>*>> byTable;
    for (const auto& [table, change] : placed) byTable[table].push_back(change);
    for (auto& [table, list] : byTable) {
        std::vector<T> merged, old = table->flat();
        merged.reserve(old.size() + list.size());
        std::size_t next = 0;
        for (const Change<T>* change : list) {
            while (merged.size() < change->position && next < old.size()) merged.push_back(std::move(old[next++]));
            merged.push_back(*change->after);
        }
        while (next < old.size()) merged.push_back(std::move(old[next++]));
        *table = Table<T>();
        table->add(std::move(merged));
    }
    for (auto& [table, list] : appended) {
        std::unordered_set<Id> fresh;
        for (const T& value : list)
            if (!fresh.insert(value.id).second) {
                issues.push_back(refusal("edit.doubled", value.id, {}, {TWIN_TR("An object with this id is on the site already."), {}},
                                         {TWIN_TR("Give the copy a new id."), {}}));
                return;
            }
        table->add(std::move(list));
    }
}

/// Only what the edit touched can be broken by it.
void checkStructure(const Site& site, const Edit& edit, Issues& issues) {
    bool removes = false;
    for (const auto& change : edit.items) {
        if (!change.after) {
            removes = true;
            continue;
        }
        const Item& item = *change.after;
        if (!item.id) issues.push_back(refusal("edit.noId", {}, item.name, {TWIN_TR("{0} has no id."), {item.name}}, {}));
        if (!finite(item))
            issues.push_back(refusal("edit.notFinite", item.id, item.name, {TWIN_TR("{0} would have a value that is not a number."), {item.name}},
                                     {TWIN_TR("Enter a number."), {}}));
        if (item.type && site.typeOf(item) == nullptr)
            issues.push_back(refusal("edit.unknownType", item.id, item.name, {TWIN_TR("The type of {0} is not in the project."), {item.name}},
                                     {TWIN_TR("Add the type first."), {}}));
        if (!change.before)  // tables know their own ids; the same id in another kind's table is found here
            for (std::size_t k = 0; k < kKindCount; ++k)
                if (static_cast<Kind>(k) != item.kind && site.items(static_cast<Kind>(k)).find(item.id) != nullptr)
                    issues.push_back(refusal("edit.doubled", item.id, item.name, {TWIN_TR("An object with this id is on the site already."), {}},
                                             {TWIN_TR("Give the copy a new id."), {}}));
        Id above = item.parent;
        for (int depth = 0; above; ++depth) {
            const Item* parent = site.find(above);
            if (parent == nullptr) {
                issues.push_back(refusal("edit.unknownParent", item.id, item.name, {TWIN_TR("The place that {0} belongs to is not on the site."), {item.name}}, {}));
                break;
            }
            if (parent->id == item.id || depth > 32) {
                issues.push_back(refusal("edit.cycle", item.id, item.name, {TWIN_TR("{0} would contain itself."), {item.name}}, {}));
                break;
            }
            above = parent->parent;
        }
        if (item.target && site.find(item.target) == nullptr)
            issues.push_back(refusal("edit.unknownTarget", item.id, item.name, {TWIN_TR("What {0} refers to is not on the site."), {item.name}}, {}));
    }
    const auto checkConnection = [&](const Connection& link) {
        const Item *from = site.find(link.from), *to = site.find(link.to);
        if (from == nullptr || to == nullptr || link.fromPort >= spec(from->kind).ports.size() || link.toPort >= spec(to->kind).ports.size())
            issues.push_back(refusal("edit.dangling", from ? from->id : link.from, from ? from->name : std::string(),
                                     {TWIN_TR("A connection would end at a port that is not there."), {}},
                                     {TWIN_TR("Remove the connection together with its object."), {}}));
    };
    for (const auto& change : edit.connections)
        if (change.after) checkConnection(*change.after);
    if (removes) {
        site.connections().forEach(checkConnection);
        site.forEachItem([&](const Item& item) {
            if (item.parent && site.find(item.parent) == nullptr)
                issues.push_back(refusal("edit.unknownParent", item.id, item.name, {TWIN_TR("The place that {0} belongs to is not on the site."), {item.name}}, {}));
            if (item.target && site.find(item.target) == nullptr)
                issues.push_back(refusal("edit.unknownTarget", item.id, item.name, {TWIN_TR("What {0} refers to is not on the site."), {item.name}}, {}));
        });
    }
}

}  // namespace

Issues apply(Project& project, const Edit& edit) {
    Issues issues;
    Project next = project;
    applyTypes(next, edit);
    if (edit.conditions && edit.conditions->after && !finite(*edit.conditions->after))
        issues.push_back(refusal("edit.notFinite", {}, edit.conditions->after->name, {TWIN_TR("The conditions would have a value that is not a number."), {}},
                                 {TWIN_TR("Enter a number."), {}}));
    if (edit.conditions && edit.conditions->after) next.conditions = *edit.conditions->after;
    if (edit.views && edit.views->after) next.views = *edit.views->after;
    if (edit.attachments && edit.attachments->after) next.attachments = *edit.attachments->after;
    if (edit.head && edit.head->after) {
        if (Variant* variant = next.find(edit.head->after->id)) {
            variant->name = edit.head->after->name;
            variant->colour = edit.head->after->colour;
            variant->note = edit.head->after->note;
            variant->parent = edit.head->after->parent;
        }
    }
    if (!edit.items.empty() || !edit.connections.empty()) {
        Variant* variant = next.find(edit.variant);
        if (variant == nullptr) {
            issues.push_back(refusal("edit.unknownVariant", edit.variant, {}, {TWIN_TR("The variant of this edit is not in the project."), {}}, {}));
            return issues;
        }
        Site& site = variant->site;
        applyChanges(edit.items, [&](const Item& item) -> Table<Item>& { return site.items(item.kind); }, issues);
        if (issues.empty())
            applyChanges(edit.connections, [&](const Connection&) -> Table<Connection>& { return site.connections(); }, issues);
        if (issues.empty()) checkStructure(site, edit, issues);
    }
    if (issues.empty()) checkRemovedTypes(next, edit, issues);
    if (issues.empty()) project = std::move(next);
    return issues;
}

namespace {
std::unordered_set<Id> asSet(const std::vector<Id>& ids) { return {ids.begin(), ids.end()}; }

/// The ids and everything below them.
std::unordered_set<Id> withChildren(const Site& site, const std::vector<Id>& ids) {
    auto all = asSet(ids);
    for (bool grew = true; grew;) {
        grew = false;
        site.forEachItem([&](const Item& item) {
            if (item.parent && all.contains(item.parent) && all.insert(item.id).second) grew = true;
        });
    }
    return all;
}

bool containsOthers(Kind kind) { return kind <= Kind::Building || kind == Kind::Room || kind == Kind::Row; }

/// What a move of these ids moves: a room or row takes what stands in it.
std::unordered_set<Id> moved(const Site& site, const std::vector<Id>& ids) {
    for (Id id : ids)
        if (const Item* item = site.find(id); item && containsOthers(item->kind)) return withChildren(site, ids);
    return asSet(ids);
}

template <class F>
Edit editItems(const Variant& variant, const std::unordered_set<Id>& ids, Text name, F&& change) {
    Edit edit{std::move(name), variant.id, {}, {}, {}, {}, {}};
    for (Id id : ids) {
        const Item* item = variant.site.find(id);
        if (item == nullptr) continue;
        Item after = *item;
        change(after);
        if (!(after == *item)) edit.items.push_back({*item, std::move(after), 0});
    }
    std::sort(edit.items.begin(), edit.items.end(), [](const auto& a, const auto& b) { return a.after->id < b.after->id; });
    return edit;
}

std::string countOrName(const Variant& variant, const std::vector<Id>& ids) {
    if (ids.size() == 1)
        if (const Item* item = variant.site.find(ids[0])) return item->name;
    return fmt::format("{}", ids.size());
}
}  // namespace

namespace {
/// An item that is put into another room belongs to that room; its row stays behind.
void followRoom(const Site& site, Item& item) {
    const Vec2 at{item.position.x, item.position.y};
    const Item* room = roomOf(site, item);
    if (room == nullptr || spec(item.kind).shape != Shape::Box || contains(room->points, at)) return;
    site.items(Kind::Room).forEach([&](const Item& other) {
        if (contains(other.points, at)) item.parent = other.id;
    });
}
}  // namespace

Edit moveItems(const Variant& variant, const std::vector<Id>& ids, Vec3 by) {
    const auto all = moved(variant.site, ids);
    const bool alone = all.size() == asSet(ids).size();  // a room or row takes what stands in it along
    return editItems(variant, all, {TWIN_TR("Move {0}"), {countOrName(variant, ids)}}, [&](Item& item) {
        item.position = {item.position.x + by.x, item.position.y + by.y, item.position.z + by.z};
        for (Vec3& p : item.points) p = {p.x + by.x, p.y + by.y, p.z + by.z};
        if (alone) followRoom(variant.site, item);
    });
}

Edit rotateItems(const Variant& variant, const std::vector<Id>& ids, double by_deg) {
    return editItems(variant, asSet(ids), {TWIN_TR("Rotate {0}"), {countOrName(variant, ids)}}, [&](Item& item) {
        if (spec(item.kind).shape == Shape::Box) item.rotation_deg = std::fmod(item.rotation_deg + by_deg + 720.0, 360.0);
    });
}

Edit setPlace(const Variant& variant, Id id, Vec3 position, double rotation_deg) {
    return editItems(variant, {id}, {TWIN_TR("Move {0}"), {countOrName(variant, {id})}}, [&](Item& item) {
        item.position = position;
        item.rotation_deg = std::fmod(rotation_deg + 720.0, 360.0);
    });
}

Edit removeItems(const Variant& variant, const std::vector<Id>& ids) {
    Edit edit{{TWIN_TR("Delete {0}"), {countOrName(variant, ids)}}, variant.id, {}, {}, {}, {}, {}};
    auto gone = withChildren(variant.site, ids);
    variant.site.forEachItem([&](const Item& item) {  // what refers to a removed object goes with it
        if (item.target && gone.contains(item.target)) gone.insert(item.id);
    });
    for (std::size_t k = 0; k < kKindCount; ++k) {
        std::size_t at = 0;
        variant.site.items(static_cast<Kind>(k)).forEach([&](const Item& item) {
            if (gone.contains(item.id)) edit.items.push_back({item, std::nullopt, at});
            ++at;
        });
    }
    std::size_t at = 0;
    variant.site.connections().forEach([&](const Connection& link) {
        if (gone.contains(link.from) || gone.contains(link.to)) edit.connections.push_back({link, std::nullopt, at});
        ++at;
    });
    return edit;
}

Edit duplicateItems(const Variant& variant, const std::vector<Id>& ids, Vec3 by, std::vector<Id>* created) {
    Edit edit{{TWIN_TR("Duplicate {0}"), {countOrName(variant, ids)}}, variant.id, {}, {}, {}, {}, {}};
    std::unordered_map<Id, Id> copyOf;
    for (Id id : ids) {
        const Item* item = variant.site.find(id);
        if (item == nullptr || item->kind == Kind::Site || copyOf.contains(id)) continue;
        Item copy = *item;
        copy.id = newId();
        copy.name = item->name + "′";
        copy.position = {copy.position.x + by.x, copy.position.y + by.y, copy.position.z + by.z};
        for (Vec3& p : copy.points) p = {p.x + by.x, p.y + by.y, p.z + by.z};
        copyOf.emplace(id, copy.id);
        if (created != nullptr) created->push_back(copy.id);
        edit.items.push_back({std::nullopt, std::move(copy), SIZE_MAX});
    }
    // A copy is joined to the same feeds and manifolds; links between two copied objects are copied with both ends.
    variant.site.connections().forEach([&](const Connection& link) {
        const auto from = copyOf.find(link.from), to = copyOf.find(link.to);
        if (from == copyOf.end() && to == copyOf.end()) return;
        const auto exclusive = [&](Id end, unsigned char port) {
            const Item* item = variant.site.find(end);
            return item == nullptr || !spec(item->kind).ports[port].many;
        };
        if (from == copyOf.end() && exclusive(link.from, link.fromPort)) return;
        if (to == copyOf.end() && exclusive(link.to, link.toPort)) return;
        Connection copy = link;
        copy.id = newId();
        if (from != copyOf.end()) copy.from = from->second;
        if (to != copyOf.end()) copy.to = to->second;
        edit.connections.push_back({std::nullopt, copy, SIZE_MAX});
    });
    return edit;
}

Edit setParam(const Variant& variant, const std::vector<Id>& ids, Param param, std::optional<double> value) {
    return editItems(variant, asSet(ids), {TWIN_TR("Change {0}"), {countOrName(variant, ids)}}, [&](Item& item) {
        if (!hasParam(item.kind, param)) return;
        if (value) {
            item.values.set(param, *value);
        } else {
            item.values.unset(param);
        }
    });
}

Edit setMounted(const Variant& variant, const std::vector<Id>& ids, const std::vector<MountedUnits>& mounted) {
    return editItems(variant, asSet(ids), {TWIN_TR("Change {0}"), {countOrName(variant, ids)}}, [&](Item& item) {
        if (item.kind == Kind::Rack) item.mounted = mounted;
    });
}

Edit renameItem(const Variant& variant, Id id, std::string name) {
    return editItems(variant, {id}, {TWIN_TR("Rename {0}"), {countOrName(variant, {id})}}, [&](Item& item) { item.name = name; });
}

Edit placeItem(const Variant& variant, Item item, const EquipmentType* type) {
    Edit edit{{TWIN_TR("Add {0}"), {item.name}}, variant.id, {}, {}, {}, {}, {}};
    if (type != nullptr) {
        item.type = type->id;
        if (!variant.site.types().contains(type->id)) edit.types.push_back({std::nullopt, *type, 0});
    }
    edit.items.push_back({std::nullopt, std::move(item), SIZE_MAX});
    return edit;
}

Edit setConditions(const Project& project, const Conditions& conditions) {
    Edit edit{{TWIN_TR("Change conditions"), {}}, {}, {}, {}, {}, {}, {}};
    if (!(project.conditions == conditions)) edit.conditions = Change<Conditions>{project.conditions, conditions, 0};
    return edit;
}

Edit setViews(const Project& project, std::vector<SavedView> views, Text name) {
    Edit edit;
    edit.name = std::move(name);
    if (views != project.views) edit.views = Change<std::vector<SavedView>>{project.views, std::move(views)};
    return edit;
}

Edit setAttachment(const Project& project, const std::string& key, std::string text, Text name) {
    Edit edit;
    edit.name = std::move(name);
    Attachments next = project.attachments;
    if (text.empty()) {
        next.erase(key);
    } else {
        next[key] = std::move(text);
    }
    if (next != project.attachments) edit.attachments = Change<Attachments>{project.attachments, std::move(next)};
    return edit;
}

Issues validate(const Site& site) {
    Edit all;
    site.forEachItem([&](const Item& item) { all.items.push_back({item, item, 0}); });
    site.connections().forEach([&](const Connection& link) { all.connections.push_back({link, link, 0}); });
    Issues issues;
    checkStructure(site, all, issues);
    site.forEachItem([&](const Item& item) {
        for (Issue& issue : shapeIssues(item)) issues.push_back(std::move(issue));
        for (const auto& [param, value] : item.values.entries()) {
            const ParamSpec& row = spec(param);
            if (value >= row.min && value <= row.max) continue;
            issues.push_back({Severity::Warning, "value.outOfRange", item.id, item.name, {},
                              {TWIN_TR("{0}: {1} is {2}."), {item.name, row.label, formatQuantity(value, row.unit)}},
                              formatQuantity(value, row.unit),
                              formatQuantity(row.min, row.unit) + " … " + formatQuantity(row.max, row.unit),
                              {TWIN_TR("Enter a value within the allowed range."), {}}});
        }
    });
    return issues;
}

}  // namespace twin
