// SPDX-License-Identifier: GPL-3.0-or-later
// Two passes: every object by itself (types of values, keys, ids), then what joins them (references, cycles), so that
// one bad member never hides another problem.
#include "twin/exchange/document_reader.h"
#include "twin/exchange/json_text.h"
#include "twin/exchange/layout_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace twin {

namespace {

constexpr std::size_t kMaxItems = 2'000'000;

class LayoutReader {
  public:
    LayoutReader(Issues& issues) : m_read(issues) {}

    Project project(const Json& root) {
        Project project;
        m_read.checkKeys(root, {"format", "name", "note", "conditions", "types", "variants", "views", "attachments"});
        m_read.read(root, "name", project.name);
        m_read.read(root, "note", project.note);
        auto types = std::make_shared<TypeTable>();
        if (const auto list = root.find("types"))
            for (EquipmentType& type : m_read.types(*list)) (*types)[type.id] = std::make_shared<const EquipmentType>(std::move(type));
        m_types = types;
        if (const auto list = m_read.need(root, "variants"); list && m_read.expect(*list, Json::Type::Array)) {
            if (list->size() == 0)
                m_read.report(Severity::Error, "document.noVariant", *list, {TWIN_TR("The document has no variant."), {}}, {},
                              {TWIN_TR("Add one variant with its items."), {}});
            list->forEach([&](const Json& each) { variant(each, project); });
            checkVariantParents(*list, project);
        }
        if (const auto member = root.find("conditions"); member && m_read.expect(*member, Json::Type::Object))
            project.conditions = conditions(*member, project);
        if (const auto list = root.find("views"); list && m_read.expect(*list, Json::Type::Array)) list->forEach([&](const Json& each) { view(each, project); });
        if (const auto member = root.find("attachments"); member && m_read.expect(*member, Json::Type::Object))
            member->forEach([&](const Json& each) { project.attachments.emplace(each.key(), compact(each)); });
        return project;
    }

  private:
    struct Placed {
        Item item;
        Json at;
    };

    Conditions conditions(const Json& object, const Project& project) {
        Conditions c;
        m_read.about({}, {});
        m_read.checkKeys(object, {"name", "dry_bulb_C", "wet_bulb_C", "altitude_m", "dew_point_C", "load_training", "load_inference",
                                  "load_general", "other_load_W", "out_of_service"});
        m_read.read(object, "name", c.name);
        m_read.read(object, "dry_bulb_C", c.dryBulb_C, -50, 60, Unit::Temperature);
        m_read.read(object, "wet_bulb_C", c.wetBulb_C, -50, 40, Unit::Temperature);
        m_read.read(object, "altitude_m", c.altitude_m, -500, 6000, Unit::Metre);
        m_read.read(object, "dew_point_C", c.dewPoint_C, -40, 30, Unit::Temperature);
        m_read.read(object, "load_training", c.loadTraining, 0, 1.5, Unit::Fraction);
        m_read.read(object, "load_inference", c.loadInference, 0, 1.5, Unit::Fraction);
        m_read.read(object, "load_general", c.loadGeneral, 0, 1.5, Unit::Fraction);
        m_read.read(object, "other_load_W", c.otherLoad_W, 0, 1e9, Unit::Power);
        if (const auto list = object.find("out_of_service"); list && m_read.expect(*list, Json::Type::Array))
            list->forEach([&](const Json& each) {
                const auto id = m_read.id(each);
                if (!id) return;
                c.outOfService.push_back(*id);
                const bool known = std::any_of(project.variants.begin(), project.variants.end(), [&](const Variant& v) { return v.site.find(*id) != nullptr; });
                if (!known)
                    m_read.report(Severity::Warning, "document.dangling", each, {TWIN_TR("No variant has the object {0} that is out of service."), {toString(*id)}}, {},
                                  {TWIN_TR("Remove it from the list."), {}});
            });
        return c;
    }

    static std::string compact(const Json& value) {
        if (value.is(Json::Type::String)) return value.text();
        JsonText out;
        writeTree(out, value, 0);
        return out.take();
    }

    bool flag(const Json& object, const char* key, bool otherwise) {
        const auto member = object.find(key);
        return member && m_read.expect(*member, Json::Type::Boolean) ? member->number() != 0 : otherwise;
    }

    void view(const Json& object, Project& project) {
        m_read.about({}, {});
        if (!m_read.expect(object, Json::Type::Object)) return;
        m_read.checkKeys(object, {"id", "name", "caption", "variant", "beside", "overlay", "difference", "field", "section_m", "position", "focal", "up", "parallel_scale_m"});
        SavedView view;
        if (const auto id = m_read.need(object, "id")) view.id = m_read.id(*id).value_or(Id{});
        m_read.read(object, "name", view.name);
        m_read.read(object, "caption", view.caption);
        const auto known = [&](const Json& at, Id variant) {
            if (project.find(variant) != nullptr) return true;
            m_read.report(Severity::Error, "document.dangling", at, {TWIN_TR("The view {0} shows the variant {1}, which is not in the document."), {view.name, toString(variant)}}, {},
                          {TWIN_TR("Name a variant of the document, or remove the view."), {}});
            return false;
        };
        if (const auto member = m_read.need(object, "variant"))
            if (const auto id = m_read.id(*member); id && known(*member, *id)) view.variant = *id;
        if (const auto list = object.find("beside"); list && m_read.expect(*list, Json::Type::Array))
            list->forEach([&](const Json& each) {
                if (const auto id = m_read.id(each); id && known(each, *id)) view.beside.push_back(*id);
            });
        m_read.read(object, "overlay", view.overlay);
        view.difference = flag(object, "difference", view.difference);
        view.field = flag(object, "field", view.field);
        m_read.read(object, "section_m", view.section_m, -10, 100, Unit::Metre);
        for (const auto& [key, into] : {std::pair{"position", &view.camera.position}, {"focal", &view.camera.focal}, {"up", &view.camera.up}})
            if (const auto member = object.find(key))
                if (const auto point = m_read.point(*member)) *into = *point;
        view.camera.parallel = object.find("parallel_scale_m").has_value();
        m_read.read(object, "parallel_scale_m", view.camera.parallelScale_m, 0.01, 1e5, Unit::Metre);
        project.views.push_back(std::move(view));
    }

    void variant(const Json& object, Project& project) {
        m_read.about({}, {});
        if (!m_read.expect(object, Json::Type::Object)) return;
        m_read.checkKeys(object, {"id", "name", "colour", "parent", "note", "items", "connections"});
        Variant variant;
        const auto idMember = m_read.need(object, "id");
        if (const auto id = idMember ? m_read.id(*idMember) : std::nullopt) {
            variant.id = *id;
            if (project.find(*id) != nullptr)
                m_read.report(Severity::Error, "document.doubledId", *idMember, {TWIN_TR("The id {0} is given to two variants."), {toString(*id)}}, {},
                              {TWIN_TR("Give each variant an id of its own."), {}});
        }
        m_read.read(object, "name", variant.name);
        m_read.read(object, "parent", variant.parent);
        m_read.read(object, "note", variant.note);
        if (const auto member = object.find("colour"); member && m_read.expect(*member, Json::Type::String)) colour(*member, variant.colour);
        variant.site.setTypes(m_types);
        items(object, variant.site);
        connections(object, variant.site);
        project.variants.push_back(std::move(variant));
    }

    void colour(const Json& member, unsigned& into) {
        const std::string& text = member.text();
        if (text.size() == 7 && text[0] == '#' && text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos) {
            into = static_cast<unsigned>(std::stoul(text.substr(1), nullptr, 16));
        } else {
            m_read.report(Severity::Error, "document.badColour", member, {TWIN_TR("{0} is not a colour."), {member.shown()}}, "#000000 … #FFFFFF",
                          {TWIN_TR("Write # and six hexadecimal digits."), {}});
        }
    }

    void items(const Json& object, Site& site) {
        m_all.clear();
        m_known.clear();
        m_unread.clear();
        const auto list = object.find("items");
        if (!list || !m_read.expect(*list, Json::Type::Array)) return;
        m_count += list->size();
        if (m_count > kMaxItems) {
            m_read.report(Severity::Error, "document.tooMany", *list, {TWIN_TR("The document has more than {0} objects."), {fmt::format("{}", kMaxItems)}}, {},
                          {TWIN_TR("Split the site."), {}});
            return;
        }
        m_all.reserve(list->size());
        list->forEach([&](const Json& each) { item(each); });
        for (const Placed& placed : m_all) references(placed, site);
        cycles();
        std::array<std::vector<Item>, kKindCount> byKind;
        for (const Placed& placed : m_all) byKind[static_cast<std::size_t>(placed.item.kind)].push_back(placed.item);
        const std::size_t sites = byKind[static_cast<std::size_t>(Kind::Site)].size();
        m_read.about({}, {});
        if (sites != 1)
            m_read.report(Severity::Warning, "document.siteItem", *list, {TWIN_TR("A variant has one item of kind site; here are {0}."), {fmt::format("{}", sites)}}, "1",
                          {TWIN_TR("Add one item of kind site, and let buildings and outdoor equipment belong to it."), {}});
        for (std::size_t k = 0; k < kKindCount; ++k) site.items(static_cast<Kind>(k)).add(std::move(byKind[k]));
    }

    void item(const Json& object) {
        m_read.about({}, {});
        if (!m_read.expect(object, Json::Type::Object)) return;
        Item item;
        const auto idMember = m_read.need(object, "id");
        const auto id = idMember ? m_read.id(*idMember) : std::nullopt;
        if (const auto name = object.find("name"); name && name->is(Json::Type::String)) item.name = name->text();
        m_read.about(id.value_or(Id{}), item.name);
        m_read.checkKeys(object, {"id", "kind", "name", "type", "parent", "target", "at", "rotation_deg", "points", "values", "note"});
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
        }
        if (id && !kind) m_unread.insert(*id);
        if (!id || !kind) return;
        item.id = *id;
        if (!m_known.emplace(*id, m_all.size()).second) {
            m_read.report(Severity::Error, "document.doubledId", *idMember, {TWIN_TR("The id {0} is given to two objects of one variant."), {toString(*id)}}, {},
                          {TWIN_TR("Give the copy a new id."), {}});
            return;
        }
        m_all.push_back({std::move(item), object});
    }

    void checkShape(const Json& object, const Item& item) {
        const Shape shape = spec(item.kind).shape;
        const std::size_t needed = shape == Shape::Outline ? 3 : shape == Shape::Route ? 2 : 0;
        if (item.points.size() < needed && !item.points.empty())
            m_read.report(Severity::Warning, "document.fewPoints", object, {TWIN_TR("{0} needs at least {1} points."), {item.name, fmt::format("{}", needed)}}, {},
                          {TWIN_TR("Draw its outline or route again."), {}});
    }

    /// An object whose own description was wrong is reported there, not again at everything that names it.
    bool exists(Id id) const { return m_known.contains(id) || m_unread.contains(id); }

    void references(const Placed& placed, const Site& site) {
        const Item& item = placed.item;
        m_read.about(item.id, item.name);
        const auto dangling = [&](const char* key, Id id, Text hint) {
            m_read.report(Severity::Error, "document.dangling", placed.at.find(key).value_or(placed.at),
                          {TWIN_TR("{0}: its {1} {2} is not in the document."), {item.name, key, toString(id)}}, {}, std::move(hint));
        };
        if (item.type) {
            const EquipmentType* type = site.typeOf(item);
            if (type == nullptr) {
                dangling("type", item.type, {TWIN_TR("Add the type to the list of types, or leave it out."), {}});
            } else if (type->kind != item.kind) {
                m_read.report(Severity::Warning, "document.typeOfOtherKind", *placed.at.find("type"),
                              {TWIN_TR("{0} is a {1}, but its type {2} is a {3}."), {item.name, spec(item.kind).key, type->name, spec(type->kind).key}}, {},
                              {TWIN_TR("Choose a type of the same kind."), {}});
            }
        }
        if (item.parent && !exists(item.parent)) dangling("parent", item.parent, {TWIN_TR("Name the room, row or building it belongs to."), {}});
        if (item.target && !exists(item.target)) dangling("target", item.target, {TWIN_TR("Name the object it measures or serves."), {}});
    }

    /// Each item is walked up once; one that meets itself on its own way contains itself. O(n).
    void cycles() {
        std::vector<std::size_t> walk(m_all.size(), 0);  // 0 new, else number of the walk that came by
        for (std::size_t start = 0; start < m_all.size(); ++start) {
            std::size_t at = start;
            while (walk[at] == 0) {
                walk[at] = start + 1;
                const auto above = m_known.find(m_all[at].item.parent);
                if (above == m_known.end()) break;
                at = above->second;
                if (walk[at] == start + 1) {
                    m_read.about(m_all[at].item.id, m_all[at].item.name);
                    m_read.report(Severity::Error, "document.cycle", m_all[at].at.find("parent").value_or(m_all[at].at),
                                  {TWIN_TR("{0} would contain itself."), {m_all[at].item.name}}, {}, {TWIN_TR("Correct the parents from here upwards."), {}});
                }
            }
        }
    }

    void connections(const Json& object, Site& site) {
        m_read.about({}, {});
        const auto list = object.find("connections");
        if (!list || !m_read.expect(*list, Json::Type::Array)) return;
        m_count += list->size();
        if (m_count > kMaxItems) {
            m_read.report(Severity::Error, "document.tooMany", *list, {TWIN_TR("The document has more than {0} objects."), {fmt::format("{}", kMaxItems)}}, {},
                          {TWIN_TR("Split the site."), {}});
            return;
        }
        std::vector<Connection> all;
        all.reserve(list->size());
        std::unordered_set<Id> seen;
        list->forEach([&](const Json& each) {
            m_read.about({}, {});
            if (!m_read.expect(each, Json::Type::Object)) return;
            m_read.checkKeys(each, {"id", "from", "to"});
            Connection link;
            const auto idMember = m_read.need(each, "id");
            const auto id = idMember ? m_read.id(*idMember) : std::nullopt;
            if (id && !seen.insert(*id).second) {
                m_read.report(Severity::Error, "document.doubledId", *idMember, {TWIN_TR("The id {0} is given to two connections of one variant."), {toString(*id)}}, {},
                              {TWIN_TR("Give the copy a new id."), {}});
                return;
            }
            const bool from = end(each, "from", link.from, link.fromPort), to = end(each, "to", link.to, link.toPort);
            if (!id || !from || !to) return;
            link.id = *id;
            all.push_back(link);
        });
        site.connections().add(std::move(all));
    }

    bool end(const Json& object, const char* key, Id& into, unsigned char& port) {
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

    void checkVariantParents(const Json& list, const Project& project) {
        m_read.about({}, {});
        list.forEach([&](const Json& each) {
            const auto parent = each.find("parent");
            if (!parent || !parent->is(Json::Type::String)) return;
            const auto id = idFromString(parent->text());
            if (id && project.find(*id) == nullptr)
                m_read.report(Severity::Error, "document.dangling", *parent, {TWIN_TR("The parent variant {0} is not in the document."), {toString(*id)}}, {},
                              {TWIN_TR("Leave the parent out, or add that variant."), {}});
        });
    }

    DocumentReader m_read;
    std::shared_ptr<const TypeTable> m_types;
    std::vector<Placed> m_all;                      // items of the variant being read
    std::unordered_map<Id, std::size_t> m_known;    // id → place in m_all
    std::unordered_set<Id> m_unread;                // items with an id whose kind could not be read
    std::size_t m_count = 0;
};

}  // namespace

LayoutResult readLayout(std::string_view text, const std::string& sourceName) {
    LayoutResult result;
    const auto tree = JsonTree::parse(text, sourceName, result.issues);
    if (!tree) return result;
    const Json root(*tree);
    DocumentReader read(result.issues);
    if (!read.expect(root, Json::Type::Object)) return result;
    if (const auto format = read.need(root, "format"); format && read.expect(*format, Json::Type::String) && format->text() != kLayoutFormat)
        read.report(Severity::Error, "document.format", *format, {TWIN_TR("{0} is in the format {1}; this program reads {2}."), {sourceName, format->shown(), kLayoutFormat}},
                    kLayoutFormat,
                    format->text().starts_with("plenum-layout/") ? Text{TWIN_TR("Open it with a newer version of the program."), {}}
                                                                 : Text{TWIN_TR("Choose a layout document."), {}});
    if (hasErrors(result.issues)) return result;  // of another format: what follows would mislead
    Project project = LayoutReader(result.issues).project(root);
    if (!hasErrors(result.issues)) result.project = std::move(project);
    limitIssues(result.issues);
    return result;
}

}  // namespace twin
