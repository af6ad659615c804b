// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/json_text.h"
#include "twin/exchange/json_tree.h"
#include "twin/exchange/layout_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace twin {

namespace {

void writeValues(JsonText& out, const Values& values) {
    out.open('{');
    for (const auto& [param, value] : values.entries()) {
        const ParamSpec& row = spec(param);
        out.member(row.key);
        const bool isChoice = row.unit == Unit::Choice && value >= 0 && value < static_cast<double>(row.choices.size()) && value == std::floor(value);
        if (isChoice) {
            out.string(row.choices[static_cast<std::size_t>(value)]);
        } else {
            out.number(value);
        }
    }
    out.close('}');
}

void writeText(JsonText& out, const char* key, const std::string& text) {
    if (!text.empty()) out.member(key).string(text);
}

void writeType(JsonText& out, const EquipmentType& type) {
    out.open('{');
    out.member("id").id(type.id);
    out.member("kind").string(spec(type.kind).key);
    writeText(out, "name", type.name);
    writeText(out, "maker", type.maker);
    writeText(out, "version", type.version);
    writeText(out, "source", type.source);
    if (!type.values.entries().empty()) writeValues(out.member("values"), type.values);
    if (!type.sources.empty()) {
        out.member("sources").open('{');
        for (const auto& [param, source] : type.sources) out.member(spec(param).key).string(source);
        out.close('}');
    }
    out.close('}');
}

void writeItem(JsonText& out, const Item& item) {
    out.open('{');
    out.member("id").id(item.id);
    out.member("kind").string(spec(item.kind).key);
    writeText(out, "name", item.name);
    if (item.type) out.member("type").id(item.type);
    if (item.parent) out.member("parent").id(item.parent);
    if (item.target) out.member("target").id(item.target);
    if (!(item.position == Vec3{})) out.member("at").vec(item.position);
    if (item.rotation_deg != 0) out.member("rotation_deg").number(item.rotation_deg);
    if (!item.points.empty()) {
        out.member("points").open('[');
        for (const Vec3& point : item.points) out.element().vec(point);
        out.close(']');
    }
    if (!item.values.entries().empty()) writeValues(out.member("values"), item.values);
    if (!item.mounted.empty()) {
        out.member("mounted").open('[');
        for (const MountedUnits& one : item.mounted) {
            out.element().open('{').member("from_U").integer(one.first);
            out.member("units").integer(one.count);
            out.member("heat_share").number(one.heatShare);
            out.member("air_share").number(one.airShare);
            out.close('}');
        }
        out.close(']');
    }
    writeText(out, "note", item.note);
    out.close('}');
}

/// A port by its key; its number where the end is not on the site (the reader will name it).
std::string portKey(const Site& site, Id end, unsigned char port) {
    const Item* item = site.find(end);
    if (item == nullptr || port >= spec(item->kind).ports.size()) return fmt::format("#{}", port);
    return spec(item->kind).ports[port].key;
}

void writeConditions(JsonText& out, const Conditions& conditions) {
    out.open('{');
    out.member("name").string(conditions.name);
    out.member("dry_bulb_C").number(conditions.dryBulb_C);
    out.member("wet_bulb_C").number(conditions.wetBulb_C);
    out.member("altitude_m").number(conditions.altitude_m);
    out.member("dew_point_C").number(conditions.dewPoint_C);
    out.member("load_training").number(conditions.loadTraining);
    out.member("load_inference").number(conditions.loadInference);
    out.member("load_general").number(conditions.loadGeneral);
    out.member("other_load_W").number(conditions.otherLoad_W);
    if (!conditions.outOfService.empty()) out.member("out_of_service").ids(conditions.outOfService);
    out.close('}');
}

void writeView(JsonText& out, const SavedView& view) {
    out.open('{');
    out.member("id").id(view.id);
    writeText(out, "name", view.name);
    writeText(out, "caption", view.caption);
    out.member("variant").id(view.variant);
    if (!view.beside.empty()) out.member("beside").ids(view.beside);
    writeText(out, "overlay", view.overlay);
    if (view.difference) out.member("difference").raw("true");
    if (!view.field) out.member("field").raw("false");
    out.member("section_m").number(view.section_m);
    if (view.air.section != "z") writeText(out, "section", view.air.section);
    if (view.air.section == "x" || view.air.section == "y") out.member("section_at_m").number(view.air.at_m);
    if (view.air.vectors) out.member("vectors").raw("true");
    writeText(out, "streamlines", view.air.streamlines);
    if (view.air.iso_C) out.member("iso_C").number(*view.air.iso_C);
    out.member("position").vec(view.camera.position);
    out.member("focal").vec(view.camera.focal);
    if (!(view.camera.up == Vec3{0, 0, 1})) out.member("up").vec(view.camera.up);
    if (view.camera.parallel) out.member("parallel_scale_m").number(view.camera.parallelScale_m);
    out.close('}');
}

}  // namespace

void writeTree(JsonText& out, const Json& value, int indent) {
    switch (value.type()) {
        case Json::Type::Null: out.raw("null"); return;
        case Json::Type::Boolean: out.raw(value.number() != 0 ? "true" : "false"); return;
        case Json::Type::Number: out.number(value.number()); return;
        case Json::Type::String: out.string(value.text()); return;
        case Json::Type::Array:
        case Json::Type::Object: break;
    }
    const bool object = value.is(Json::Type::Object), lines = indent > 0 && indent < 4 && value.size() > 0;
    out.open(object ? '{' : '[');
    value.forEach([&](const Json& each) {
        out.element();
        if (lines) out.line(indent);
        if (object) out.string(each.key()).raw(":");
        writeTree(out, each, lines ? indent + 1 : 0);
    });
    if (lines) out.line(indent - 1);
    out.close(object ? '}' : ']');
}

namespace {

void writeAttachments(JsonText& out, const Attachments& attachments) {
    out.open('{');
    for (const auto& [key, text] : attachments) {
        Issues ignored;
        const auto tree = JsonTree::parse(text, key, ignored);
        out.element().line(2).string(key).raw(":");
        if (tree) {
            writeTree(out, Json(*tree), 3);
        } else {
            out.string(text);  // not JSON: kept as it is
        }
    }
    out.line(1).close('}');
}

void writeConnection(JsonText& out, const Site& site, const Connection& link) {
    out.open('{').member("id").id(link.id);
    out.member("from").open('[').element().id(link.from).element().string(portKey(site, link.from, link.fromPort)).close(']');
    out.member("to").open('[').element().id(link.to).element().string(portKey(site, link.to, link.toPort)).close(']');
    out.close('}');
}

/// What turns one table into another: ids that go, and values that take the place of their like or are appended, some of
/// them before one that stays.
template <class T>
struct TableDifference {
    std::vector<Id> removed;
    std::vector<const T*> changed;
    std::vector<std::pair<Id, Id>> before;
};

/// Of values in both tables those stay that are the longest run in the same order; the others are removed and put back.
template <class T>
TableDifference<T> tableDifference(const Table<T>& before, const Table<T>& after) {
    // Longest increasing subsequence of the places in `before` (patience sorting), O(n log n).
    constexpr std::size_t kNone = SIZE_MAX;
    std::vector<std::size_t> place(after.size(), kNone), previous(after.size(), kNone), ends;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const std::size_t at = before.indexOf(after[i].id);
        if (at >= before.size()) continue;
        place[i] = at;
        const auto pile = std::lower_bound(ends.begin(), ends.end(), at, [&](std::size_t end, std::size_t value) { return place[end] < value; });
        if (pile != ends.begin()) previous[i] = *std::prev(pile);
        if (pile == ends.end()) ends.push_back(i);
        else *pile = i;
    }
    std::vector<bool> stays(after.size(), false), kept(before.size(), false);
    for (std::size_t i = ends.empty() ? kNone : ends.back(); i != kNone; i = previous[i]) stays[i] = kept[place[i]] = true;

    TableDifference<T> difference;
    std::size_t pending = 0;  // values listed since the last one that stays
    for (std::size_t i = 0; i < after.size(); ++i) {
        const T& value = after[i];
        if (!stays[i]) {
            difference.changed.push_back(&value);
            ++pending;
            continue;
        }
        for (auto each = difference.changed.end() - static_cast<std::ptrdiff_t>(pending); each != difference.changed.end(); ++each) difference.before.emplace_back((*each)->id, value.id);
        pending = 0;
        if (!(before[place[i]] == value)) difference.changed.push_back(&value);
    }
    for (std::size_t i = 0; i < before.size(); ++i)
        if (!kept[i]) difference.removed.push_back(before[i].id);
    return difference;
}

struct SiteDifference {
    TableDifference<Item> items;
    TableDifference<Connection> connections;
    std::size_t size() const { return items.removed.size() + items.changed.size() + connections.removed.size() + connections.changed.size(); }
};

SiteDifference siteDifference(const Site& before, const Site& after) {
    SiteDifference all;
    for (std::size_t k = 0; k < kKindCount; ++k) {
        const auto one = tableDifference(before.items(static_cast<Kind>(k)), after.items(static_cast<Kind>(k)));
        all.items.removed.insert(all.items.removed.end(), one.removed.begin(), one.removed.end());
        all.items.changed.insert(all.items.changed.end(), one.changed.begin(), one.changed.end());
        all.items.before.insert(all.items.before.end(), one.before.begin(), one.before.end());
    }
    all.connections = tableDifference(before.connections(), after.connections());
    return all;
}

/// The difference of a variant to its parent, when the parent comes before it and the difference is the shorter text.
std::optional<SiteDifference> differenceToParent(const Project& project, std::size_t index) {
    const Variant& variant = project.variants[index];
    const auto end = project.variants.begin() + static_cast<std::ptrdiff_t>(index);
    const auto parent = variant.parent ? std::find_if(project.variants.begin(), end, [&](const Variant& each) { return each.id == variant.parent; }) : end;
    if (parent == end) return std::nullopt;
    auto difference = siteDifference(parent->site, variant.site);
    if (difference.size() >= variant.site.itemCount() + variant.site.connections().size()) return std::nullopt;
    return difference;
}

void writeDifference(JsonText& out, const Site& site, const SiteDifference& difference) {
    out.member("difference").open('{');
    const auto ids = [&](const char* key, const std::vector<Id>& list) {
        if (!list.empty()) out.element().line(3).string(key).raw(":").ids(list);
    };
    ids("removed", difference.items.removed);
    const auto places = [&](const char* key, const std::vector<std::pair<Id, Id>>& list) {
        if (list.empty()) return;
        out.element().line(3).string(key).raw(":").open('{');
        for (const auto& [id, next] : list) out.member(toString(id)).id(next);
        out.close('}');
    };
    out.element().line(3).string("items").raw(":").open('[');
    for (const Item* item : difference.items.changed) writeItem(out.element().line(4), *item);
    out.line(3).close(']');
    places("before", difference.items.before);
    ids("removed_connections", difference.connections.removed);
    out.element().line(3).string("connections").raw(":").open('[');
    for (const Connection* link : difference.connections.changed) writeConnection(out.element().line(4), site, *link);
    out.line(3).close(']');
    places("connections_before", difference.connections.before);
    out.close('}');
}

void writeVariant(JsonText& out, const Variant& variant, const std::optional<SiteDifference>& difference) {
    out.open('{');
    out.member("id").id(variant.id);
    writeText(out, "name", variant.name);
    out.member("colour").string(fmt::format("#{:06X}", variant.colour & 0xFFFFFFu));
    if (variant.parent) out.member("parent").id(variant.parent);
    writeText(out, "note", variant.note);
    if (difference) {
        writeDifference(out, variant.site, *difference);
        out.close('}');
        return;
    }
    out.member("items").open('[');
    variant.site.forEachItem([&](const Item& item) { writeItem(out.element().line(4), item); });
    out.line(3).close(']').raw(",").line(3).string("connections").raw(":").open('[');
    variant.site.connections().forEach([&](const Connection& link) { writeConnection(out.element().line(4), variant.site, link); });
    out.line(3).close(']').close('}');
}

}  // namespace

std::string writeLayout(const Project& project) {
    std::map<std::pair<Kind, Id>, const EquipmentType*> types;
    for (const Variant& variant : project.variants)
        for (const auto& [id, type] : variant.site.types()) types[{type->kind, id}] = type.get();

    std::vector<std::optional<SiteDifference>> differences;
    for (std::size_t i = 0; i < project.variants.size(); ++i) differences.push_back(differenceToParent(project, i));
    const bool whole = std::none_of(differences.begin(), differences.end(), [](const auto& each) { return each.has_value(); });

    JsonText out;
    out.open('{').member("format").string(whole ? kLayoutFormat : kLayoutDifferenceFormat);
    out.element().line(1).string("name").raw(":").string(project.name);
    if (!project.note.empty()) out.element().line(1).string("note").raw(":").string(project.note);
    out.element().line(1).string("conditions").raw(":");
    writeConditions(out, project.conditions);
    if (!types.empty()) {
        out.element().line(1).string("types").raw(":").open('[');
        for (const auto& [key, type] : types) writeType(out.element().line(2), *type);
        out.line(1).close(']');
    }
    out.element().line(1).string("variants").raw(":").open('[');
    for (std::size_t i = 0; i < project.variants.size(); ++i) writeVariant(out.element().line(2), project.variants[i], differences[i]);
    out.line(1).close(']');
    if (!project.views.empty()) {
        out.element().line(1).string("views").raw(":").open('[');
        for (const SavedView& view : project.views) writeView(out.element().line(2), view);
        out.line(1).close(']');
    }
    if (!project.attachments.empty()) {
        out.element().line(1).string("attachments").raw(":");
        writeAttachments(out, project.attachments);
    }
    out.close('}').raw("\n");
    return out.take();
}

}  // namespace twin
