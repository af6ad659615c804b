// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/difference_text.h"

#include "twin/model/mounted.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace twin {

namespace {

using What = LayoutDifference::What;

const char* const kFromTo = TWIN_TR("{0}: {1} → {2}");
const std::string kNothing = "–";

std::string place(Vec3 p) { return fmt::format("{:.2f}, {:.2f}, {:.2f} m", p.x, p.y, p.z); }

Vec3 placeOf(const Item& item) {
    if (item.points.empty()) return item.position;
    Vec3 sum;
    for (const Vec3& p : item.points) sum = {sum.x + p.x, sum.y + p.y, sum.z + p.z};
    const double n = static_cast<double>(item.points.size());
    return {sum.x / n, sum.y / n, sum.z / n};
}

std::string extent(const Item& item) {
    return spec(item.kind).shape == Shape::Outline ? formatQuantity(outlineArea_m2(item.points), Unit::Area) : formatQuantity(routeLength_m(item), Unit::Metre);
}

std::string nameOf(const Site& site, Id id) {
    if (!id) return kNothing;
    const Item* item = site.find(id);
    return item != nullptr ? item->name : toString(id);
}

std::string typeName(const Site& site, const Item& item) {
    const EquipmentType* type = site.typeOf(item);
    return type != nullptr ? type->name : item.type ? toString(item.type) : kNothing;
}

std::string shown(const ParamSpec& row, double value) {
    if (!std::isfinite(value)) return kNothing;
    if (row.unit != Unit::Choice) return formatQuantity(value, row.unit);
    const auto at = static_cast<std::size_t>(value + 0.5);
    return at < row.choiceLabels.size() ? row.choiceLabels[at] : kNothing;
}

/// Label, before, after.
using Line = std::array<std::string, 3>;

void properties(const Item& a, const Item& b, const Site& parent, const Site& variant, std::vector<Line>& lines) {
    const auto line = [&](const char* label, std::string from, std::string to) { lines.push_back({label, std::move(from), std::move(to)}); };
    if (!(a.position == b.position)) line(TWIN_TR("Position"), place(a.position), place(b.position));
    if (a.rotation_deg != b.rotation_deg) line(TWIN_TR("Rotation"), formatQuantity(a.rotation_deg, Unit::Degree), formatQuantity(b.rotation_deg, Unit::Degree));
    if (a.points != b.points) {
        const bool outline = spec(b.kind).shape == Shape::Outline;
        line(outline ? TWIN_TR("Outline") : TWIN_TR("Route"), fmt::format("{} ({})", place(placeOf(a)), extent(a)), fmt::format("{} ({})", place(placeOf(b)), extent(b)));
    }
    if (a.kind != b.kind) line(TWIN_TR("Kind"), spec(a.kind).label, spec(b.kind).label);
    if (a.name != b.name) line(TWIN_TR("Name"), a.name, b.name);
    if (a.type != b.type) line(TWIN_TR("Type"), typeName(parent, a), typeName(variant, b));
    if (a.parent != b.parent) line(TWIN_TR("Belongs to"), nameOf(parent, a.parent), nameOf(variant, b.parent));
    if (a.target != b.target) line(TWIN_TR("Refers to"), nameOf(parent, a.target), nameOf(variant, b.target));
    if (a.mounted != b.mounted) line(TWIN_TR("Mounted equipment"), a.mounted.empty() ? kNothing : mountedText(a.mounted), b.mounted.empty() ? kNothing : mountedText(b.mounted));
    if (a.note != b.note) line(TWIN_TR("Note"), a.note.empty() ? kNothing : a.note, b.note.empty() ? kNothing : b.note);
    for (const KindParam& each : spec(b.kind).params) {
        const ParamSpec& row = spec(each.param);
        const double from = parent.value(a, each.param), to = variant.value(b, each.param);
        if (from != to && (std::isfinite(from) || std::isfinite(to))) {
            line(row.label, shown(row, from), shown(row, to));
        } else if ((a.values.find(each.param) != nullptr) != (b.values.find(each.param) != nullptr)) {
            const auto said = [](const Item& item, Param param) { return item.values.find(param) != nullptr ? TWIN_TR("stated for the object") : TWIN_TR("taken from its type"); };
            line(row.label, said(a, each.param), said(b, each.param));
        }
    }
}

/// Ports of the object, each with what is joined to it before and after; a connection that is led here from another
/// object is told from there.
void ports(const LayoutDifference& difference, const Site& parent, const Site& variant, std::vector<Line>& lines) {
    std::map<std::string, std::pair<std::string, std::string>> byPort;
    const auto note = [&](const Connection& link, const Site& site, bool before) {
        const bool outward = link.from == difference.item;
        const Id own = outward ? link.from : link.to, other = outward ? link.to : link.from;
        const Item* item = site.find(own);
        const auto table = spec(item != nullptr ? item->kind : difference.kind).ports;
        const unsigned char port = outward ? link.fromPort : link.toPort;
        std::string name = port < table.size() ? table[port].key : std::to_string(port);
        if (own != difference.item) name = nameOf(site, own) + " " + name;
        auto& entry = byPort[name];
        std::string& text = before ? entry.first : entry.second;
        text += (text.empty() ? "" : ", ") + nameOf(site, other);
    };
    for (const auto& change : difference.connections) {
        if (change.before) note(*change.before, parent, true);
        if (change.after) note(*change.after, variant, false);
    }
    for (const auto& [port, ends] : byPort) lines.push_back({port, ends.first.empty() ? kNothing : ends.first, ends.second.empty() ? kNothing : ends.second});
}

}  // namespace

void describe(LayoutDifference& difference, const Site& parent, const Site& variant) {
    std::vector<Line> lines;
    const auto& [before, after, position] = difference.change;
    if (before && after) properties(*before, *after, parent, variant, lines);
    ports(difference, parent, variant, lines);
    for (const Line& line : lines) difference.details.push_back({kFromTo, {line[0], line[1], line[2]}});
    const std::string& name = difference.name;
    switch (difference.what) {
        case What::Added:
            if (spec(difference.kind).shape == Shape::None) {
                difference.description = {TWIN_TR("{0} added"), {name}};
                return;
            }
            difference.description = {TWIN_TR("{0} added at {1}"), {name, place(placeOf(*after))}};
            return;
        case What::Removed:
            if (spec(difference.kind).shape == Shape::None) {
                difference.description = {TWIN_TR("{0} removed"), {name}};
                return;
            }
            difference.description = {TWIN_TR("{0} removed from {1}"), {name, place(placeOf(*before))}};
            return;
        case What::Moved: {
            const Vec3 a = placeOf(*before), b = placeOf(*after);
            const double by_m = std::hypot(b.x - a.x, b.y - a.y, b.z - a.z);
            if (by_m > 0) {
                difference.description = {TWIN_TR("{0} moved by {1}: {2} → {3}"), {name, formatQuantity(by_m, Unit::Metre), place(a), place(b)}};
                return;
            }
            break;
        }
        case What::Changed:
        case What::Rewired: break;
    }
    if (lines.size() == 1) {
        difference.description = {TWIN_TR("{0}, {1}: {2} → {3}"), {name, lines[0][0], lines[0][1], lines[0][2]}};
    } else if (!lines.empty()) {
        difference.description = {TWIN_TR("{0}, {1}: {2} → {3}, and {4} more"), {name, lines[0][0], lines[0][1], lines[0][2], std::to_string(lines.size() - 1)}};
    } else {
        difference.description = {TWIN_TR("{0} changed"), {name}};
    }
}

}  // namespace twin
