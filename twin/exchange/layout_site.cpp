// SPDX-License-Identifier: GPL-3.0-or-later
// Two passes: every object by itself (types of values, keys, ids), then what joins them (references, cycles), so that
// one bad member never hides another problem.
#include "twin/exchange/layout_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace twin {

namespace {

constexpr std::size_t kMaxItems = 2'000'000;
constexpr double kMostUnits = 100;

using Places = std::unordered_map<Id, Id>;  // id → the one it comes before

/// The values, those that have a place moved to it.
template <class T>
std::vector<T> inPlace(std::vector<T> values, const Places& before) {
    if (before.empty()) return values;
    std::unordered_map<Id, std::vector<T>> waiting;
    for (const T& value : values)
        if (const auto next = before.find(value.id); next != before.end()) waiting[next->second].push_back(value);
    std::vector<T> ordered;
    ordered.reserve(values.size());
    for (T& value : values) {
        if (before.contains(value.id)) continue;
        if (auto found = waiting.find(value.id); found != waiting.end())
            for (T& first : found->second) ordered.push_back(std::move(first));
        ordered.push_back(std::move(value));
    }
    return ordered;
}

}  // namespace

void LayoutSiteReader::read(const Json& variant, std::shared_ptr<const TypeTable> types, const Site* base, Site& into) {
    m_all.clear();
    m_known.clear();
    m_unread.clear();
    m_links.clear();
    m_linkAt.clear();
    m_inherited.clear();
    into.setTypes(std::move(types));
    const auto difference = variant.find("difference");
    if (!difference) return whole(variant, into);
    for (const char* key : {"items", "connections"})
        if (const auto member = variant.find(key))
            m_read.report(Severity::Error, "document.wholeAndDifference", *member, {TWIN_TR("A variant is written whole or as a difference, not both."), {}}, {},
                          {TWIN_TR("Move its objects into the difference, or remove the difference."), {}});
    if (m_read.expect(*difference, Json::Type::Object) && base != nullptr) this->difference(*difference, *base, into);
}

bool LayoutSiteReader::fits(const Json& list, std::size_t more) {
    m_count += more;
    if (m_count <= kMaxItems) return true;
    m_read.report(Severity::Error, "document.tooMany", list, {TWIN_TR("The document has more than {0} objects."), {fmt::format("{}", kMaxItems)}}, {},
                  {TWIN_TR("Split the site."), {}});
    return false;
}

void LayoutSiteReader::whole(const Json& variant, Site& site) {
    m_read.about({}, {});
    if (const auto list = variant.find("items"); list && m_read.expect(*list, Json::Type::Array) && fits(*list, list->size())) {
        m_all.reserve(list->size());
        items(*list);
        checkItems(*list, site);
        std::array<std::vector<Item>, kKindCount> byKind;
        for (const Placed& placed : m_all) byKind[static_cast<std::size_t>(placed.item.kind)].push_back(placed.item);
        for (std::size_t k = 0; k < kKindCount; ++k) site.items(static_cast<Kind>(k)).add(std::move(byKind[k]));
    }
    m_read.about({}, {});
    if (const auto list = variant.find("connections"); list && m_read.expect(*list, Json::Type::Array) && fits(*list, list->size())) connections(*list);
    site.connections().add(std::move(m_links));
}

void LayoutSiteReader::difference(const Json& difference, const Site& base, Site& site) {
    m_read.about({}, {});
    m_read.checkKeys(difference, {"removed", "items", "before", "removed_connections", "connections", "connections_before"});
    if (!fits(difference, base.itemCount() + base.connections().size())) return;
    std::array<bool, kKindCount> touched{};
    const auto gone = removed(difference, "removed", [&](Id id) { return base.find(id) != nullptr; });
    base.forEachItem([&](const Item& item) {
        if (gone.contains(item.id)) {
            touched[static_cast<std::size_t>(item.kind)] = true;
            return;
        }
        m_known.emplace(item.id, m_all.size());
        m_inherited.insert(item.id);
        m_all.push_back({item, std::nullopt});
    });
    if (const auto list = difference.find("items"); list && m_read.expect(*list, Json::Type::Array) && fits(*list, list->size())) items(*list);
    checkItems(difference, site);
    const Places before = places(difference, "before", [&](Id id, Id next) {
        const auto a = m_known.find(id), b = m_known.find(next);
        return a != m_known.end() && b != m_known.end() && m_all[a->second].item.kind == m_all[b->second].item.kind;
    });
    std::array<std::vector<Item>, kKindCount> byKind;
    for (const Placed& placed : m_all) {
        byKind[static_cast<std::size_t>(placed.item.kind)].push_back(placed.item);
        if (before.contains(placed.item.id)) touched[static_cast<std::size_t>(placed.item.kind)] = true;
        if (!placed.at) continue;
        touched[static_cast<std::size_t>(placed.item.kind)] = true;
        if (const Item* before = base.find(placed.item.id)) touched[static_cast<std::size_t>(before->kind)] = true;
    }
    for (std::size_t k = 0; k < kKindCount; ++k) {
        const Kind kind = static_cast<Kind>(k);
        if (touched[k]) site.items(kind).add(inPlace(std::move(byKind[k]), before));
        else site.items(kind) = base.items(kind);
    }

    m_read.about({}, {});
    m_inherited.clear();
    const auto cut = removed(difference, "removed_connections", [&](Id id) { return base.connections().find(id) != nullptr; });
    m_linksTouched = !cut.empty();
    base.connections().forEach([&](const Connection& link) {
        if (cut.contains(link.id)) return;
        m_linkAt.emplace(link.id, m_links.size());
        m_inherited.insert(link.id);
        m_links.push_back(link);
    });
    if (const auto list = difference.find("connections"); list && m_read.expect(*list, Json::Type::Array) && fits(*list, list->size())) connections(*list);
    m_read.about({}, {});
    for (const Connection& link : m_links) {
        if (!m_inherited.contains(link.id)) continue;
        for (const auto& [id, port] : {std::pair{link.from, link.fromPort}, {link.to, link.toPort}}) {
            const auto found = m_known.find(id);
            if (found != m_known.end() && port < spec(m_all[found->second].item.kind).ports.size()) continue;
            m_read.report(Severity::Error, "document.dangling", difference, {TWIN_TR("The connection {0} of the parent ends at {1}, which the difference takes away."), {toString(link.id), toString(id)}},
                          {}, {TWIN_TR("List it under removed_connections, or lead it to another object."), {}});
        }
    }
    const auto isLink = [&](Id id) { return m_linkAt.contains(id) && m_linkAt.at(id) != SIZE_MAX; };
    const Places linksBefore = places(difference, "connections_before", [&](Id id, Id next) { return isLink(id) && isLink(next); });
    if (m_linksTouched || !linksBefore.empty()) site.connections().add(inPlace(std::move(m_links), linksBefore));
    else site.connections() = base.connections();
}

std::unordered_set<Id> LayoutSiteReader::removed(const Json& difference, const char* key, const auto& isThere) {
    std::unordered_set<Id> ids;
    const auto list = difference.find(key);
    if (!list || !m_read.expect(*list, Json::Type::Array)) return ids;
    list->forEach([&](const Json& each) {
        const auto id = m_read.id(each);
        if (!id) return;
        if (isThere(*id)) {
            ids.insert(*id);
        } else {
            m_read.report(Severity::Error, "document.dangling", each, {TWIN_TR("{0} is to be removed, but the parent variant does not have it."), {toString(*id)}}, {},
                          {TWIN_TR("Remove it from the list."), {}});
        }
    });
    return ids;
}

Places LayoutSiteReader::places(const Json& difference, const char* key, const auto& areLike) {
    Places places;
    const auto member = difference.find(key);
    if (!member || !m_read.expect(*member, Json::Type::Object)) return places;
    std::vector<Json> entries;
    member->forEach([&](const Json& each) {
        const auto id = idFromString(each.key()), next = m_read.id(each);
        if (id && next && areLike(*id, *next)) {
            places[*id] = *next;
            entries.push_back(each);
        } else if (next) {
            badPlace(each);
        }
    });
    for (const Json& each : entries)
        if (places.contains(*idFromString(each.text()))) badPlace(each);  // what it waits for is itself to be moved
    return places;
}

void LayoutSiteReader::badPlace(const Json& entry) {
    m_read.report(Severity::Error, "document.badPlace", entry, {TWIN_TR("{0} cannot be put before {1}."), {std::string(entry.key()), entry.shown()}}, {},
                  {TWIN_TR("Name two objects of one kind of this variant, the second of which keeps its place."), {}});
}

void LayoutSiteReader::items(const Json& list) {
    list.forEach([&](const Json& each) { item(each); });
}

void LayoutSiteReader::checkItems(const Json& list, const Site& site) {
    for (const Placed& placed : m_all) references(placed, list, site);
    cycles(list);
    const auto sites = std::count_if(m_all.begin(), m_all.end(), [](const Placed& placed) { return placed.item.kind == Kind::Site; });
    m_read.about({}, {});
    if (sites != 1)
        m_read.report(Severity::Warning, "document.siteItem", list, {TWIN_TR("A variant has one item of kind site; here are {0}."), {fmt::format("{}", sites)}}, "1",
                      {TWIN_TR("Add one item of kind site, and let buildings and outdoor equipment belong to it."), {}});
}

void LayoutSiteReader::item(const Json& object) {
    m_read.about({}, {});
    if (!m_read.expect(object, Json::Type::Object)) return;
    Item item;
    const auto idMember = m_read.need(object, "id");
    const auto id = idMember ? m_read.id(*idMember) : std::nullopt;
    if (const auto name = object.find("name"); name && name->is(Json::Type::String)) item.name = name->text();
    m_read.about(id.value_or(Id{}), item.name);
    m_read.checkKeys(object, {"id", "kind", "name", "type", "parent", "target", "at", "rotation_deg", "points", "values", "mounted", "note"});
    m_read.read(object, "name", item.name);
    m_read.read(object, "note", item.note);
    m_read.read(object, "type", item.type);
    m_read.read(object, "parent", item.parent);
    m_read.read(object, "target", item.target);
    m_read.read(object, "rotation_deg", item.rotation_deg, -360, 360, Unit::Degree);
    if (const auto at = object.find("at"))
        if (const auto point = m_read.point(*at)) item.position = *point;
    if (const auto list = object.find("points"))
        if (auto points = m_read.points(*list)) item.points = std::move(*points);
    const auto kind = m_read.kind(object);
    if (kind) {
        item.kind = *kind;
        if (const auto values = object.find("values")) item.values = m_read.values(*values, *kind);
        checkShape(object, item);
        if (const auto list = object.find("mounted")) mounted(*list, item);
    }
    if (id && !kind) m_unread.insert(*id);
    if (!id || !kind) return;
    item.id = *id;
    if (m_inherited.erase(*id) != 0) {
        m_all[m_known.at(*id)] = {std::move(item), object};
        return;
    }
    if (!m_known.emplace(*id, m_all.size()).second) {
        m_read.report(Severity::Error, "document.doubledId", *idMember, {TWIN_TR("The id {0} is given to two objects of one variant."), {toString(*id)}}, {},
                      {TWIN_TR("Give the copy a new id."), {}});
        return;
    }
    m_all.push_back({std::move(item), object});
}

void LayoutSiteReader::mounted(const Json& list, Item& rack) {
    if (!m_read.expect(list, Json::Type::Array)) return;
    if (rack.kind != Kind::Rack) {
        m_read.report(Severity::Warning, "document.notARack", list, {TWIN_TR("{0} is no rack: equipment is mounted in racks only."), {rack.name}}, {}, {TWIN_TR("Leave it out."), {}});
        return;
    }
    list.forEach([&](const Json& each) {
        if (!m_read.expect(each, Json::Type::Object)) return;
        m_read.checkKeys(each, {"from_U", "units", "heat_share", "air_share"});
        double from = 1, count = 1;
        MountedUnits one;
        m_read.need(each, "heat_share");
        m_read.need(each, "from_U");
        m_read.read(each, "from_U", from, 1, kMostUnits, Unit::Count);
        m_read.read(each, "units", count, 1, kMostUnits, Unit::Count);
        m_read.read(each, "heat_share", one.heatShare, 0, 1, Unit::Fraction);
        one.airShare = one.heatShare;
        m_read.read(each, "air_share", one.airShare, 0, 1, Unit::Fraction);
        for (const double whole : {from, count})
            if (whole != std::floor(whole))
                m_read.report(Severity::Error, "document.notWhole", each, {TWIN_TR("{0}: {1} is no whole number of units."), {rack.name, fmt::format("{:g}", whole)}}, {}, {TWIN_TR("Count whole units from the bottom."), {}});
        one.first = static_cast<int>(std::clamp(from, -kMostUnits, kMostUnits));
        one.count = static_cast<int>(std::clamp(count, -kMostUnits, kMostUnits));
        rack.mounted.push_back(one);
    });
}

void LayoutSiteReader::checkShape(const Json& object, const Item& item) {
    const Shape shape = spec(item.kind).shape;
    const std::size_t needed = shape == Shape::Outline ? 3 : shape == Shape::Route ? 2 : 0;
    if (item.points.size() < needed && !item.points.empty())
        m_read.report(Severity::Warning, "document.fewPoints", object, {TWIN_TR("{0} needs at least {1} points."), {item.name, fmt::format("{}", needed)}}, {},
                      {TWIN_TR("Draw its outline or route again."), {}});
}

void LayoutSiteReader::references(const Placed& placed, const Json& otherwise, const Site& site) {
    const Json& at = placed.at ? *placed.at : otherwise;
    const Item& item = placed.item;
    m_read.about(item.id, item.name);
    const auto dangling = [&](const char* key, Id id, Text hint) {
        m_read.report(Severity::Error, "document.dangling", at.find(key).value_or(at),
                      {TWIN_TR("{0}: its {1} {2} is not in the document."), {item.name, key, toString(id)}}, {}, std::move(hint));
    };
    if (item.type && placed.at) {  // the base has been told about its own types
        const EquipmentType* type = site.typeOf(item);
        if (type == nullptr) {
            dangling("type", item.type, {TWIN_TR("Add the type to the list of types, or leave it out."), {}});
        } else if (type->kind != item.kind) {
            m_read.report(Severity::Warning, "document.typeOfOtherKind", *at.find("type"),
                          {TWIN_TR("{0} is a {1}, but its type {2} is a {3}."), {item.name, spec(item.kind).key, type->name, spec(type->kind).key}}, {},
                          {TWIN_TR("Choose a type of the same kind."), {}});
        }
    }
    if (item.parent && !exists(item.parent)) dangling("parent", item.parent, {TWIN_TR("Name the room, row or building it belongs to."), {}});
    if (item.target && !exists(item.target)) dangling("target", item.target, {TWIN_TR("Name the object it measures or serves."), {}});
}

/// Each item is walked up once; one that meets itself on its own way contains itself. O(n).
void LayoutSiteReader::cycles(const Json& otherwise) {
    std::vector<std::size_t> walk(m_all.size(), 0);  // 0 new, else number of the walk that came by
    for (std::size_t start = 0; start < m_all.size(); ++start) {
        std::size_t at = start;
        while (walk[at] == 0) {
            walk[at] = start + 1;
            const auto above = m_known.find(m_all[at].item.parent);
            if (above == m_known.end()) break;
            at = above->second;
            if (walk[at] == start + 1) {
                const Json& place = m_all[at].at ? *m_all[at].at : otherwise;
                m_read.about(m_all[at].item.id, m_all[at].item.name);
                m_read.report(Severity::Error, "document.cycle", place.find("parent").value_or(place),
                              {TWIN_TR("{0} would contain itself."), {m_all[at].item.name}}, {}, {TWIN_TR("Correct the parents from here upwards."), {}});
            }
        }
    }
}

void LayoutSiteReader::connections(const Json& list) {
    list.forEach([&](const Json& each) { connection(each); });
}

void LayoutSiteReader::connection(const Json& object) {
    m_read.about({}, {});
    if (!m_read.expect(object, Json::Type::Object)) return;
    m_read.checkKeys(object, {"id", "from", "to"});
    Connection link;
    const auto idMember = m_read.need(object, "id");
    const auto id = idMember ? m_read.id(*idMember) : std::nullopt;
    const bool led = id && m_inherited.erase(*id) != 0;
    const bool isNew = id && !led && m_linkAt.emplace(*id, m_links.size()).second;
    if (id && !led && !isNew) {
        m_read.report(Severity::Error, "document.doubledId", *idMember, {TWIN_TR("The id {0} is given to two connections of one variant."), {toString(*id)}}, {},
                      {TWIN_TR("Give the copy a new id."), {}});
        return;
    }
    const bool from = end(object, "from", link.from, link.fromPort), to = end(object, "to", link.to, link.toPort);
    if (isNew && !(from && to)) m_linkAt[*id] = SIZE_MAX;  // known, but not in the list
    if (!id || !from || !to) return;
    link.id = *id;
    m_linksTouched = true;
    if (led)
        m_links[m_linkAt.at(*id)] = link;
    else
        m_links.push_back(link);
}

bool LayoutSiteReader::end(const Json& object, const char* key, Id& into, unsigned char& port) {
    const auto member = m_read.need(object, key);
    if (!member || !m_read.expect(*member, Json::Type::Array)) return false;
    std::vector<Json> parts;
    member->forEach([&](const Json& part) { parts.push_back(part); });
    if (parts.size() != 2) {
        m_read.report(Severity::Error, "document.badEnd", *member, {TWIN_TR("An end of a connection is an id and a port."), {}}, "[\"id\", \"port\"]",
                      {TWIN_TR("Write the object's id and the key of its port."), {}});
        return false;
    }
    const auto id = m_read.id(parts[0]);
    if (!id || !m_read.expect(parts[1], Json::Type::String)) return false;
    const auto found = m_known.find(*id);
    if (found == m_known.end()) {
        if (!m_unread.contains(*id))
            m_read.report(Severity::Error, "document.dangling", parts[0], {TWIN_TR("A connection ends at {0}, which is not in the document."), {toString(*id)}}, {},
                          {TWIN_TR("Remove the connection, or add the object."), {}});
        return false;
    }
    const Item& item = m_all[found->second].item;
    const int index = portFromKey(item.kind, parts[1].text());
    if (index < 0) {
        std::vector<std::string_view> keys;
        std::string all;
        for (const PortSpec& row : spec(item.kind).ports) {
            keys.push_back(row.key);
            all += (all.empty() ? "" : ", ") + std::string(row.key);
        }
        m_read.about(item.id, item.name);
        const std::string near = nearest(parts[1].text(), keys);
        m_read.report(Severity::Error, "document.unknownPort", parts[1], {TWIN_TR("{0} has no port {1}."), {item.name, parts[1].shown()}}, all,
                      near.empty() ? Text{TWIN_TR("Choose one of its ports."), {}} : Text{TWIN_TR("Did you mean {0}?"), {near}});
        m_read.about({}, {});
        return false;
    }
    into = *id;
    port = static_cast<unsigned char>(index);
    return true;
}

}  // namespace twin
