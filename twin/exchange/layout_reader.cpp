// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/document_reader.h"
#include "twin/exchange/json_text.h"
#include "twin/exchange/layout_document.h"
#include "twin/exchange/layout_site.h"

#include <fmt/format.h>

#include <algorithm>

namespace twin {

namespace {

class LayoutReader {
  public:
    explicit LayoutReader(Issues& issues) : m_read(issues), m_sites(m_read) {}

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

    /// One of a few words; another is told and left as it was.
    void word(const Json& object, const char* key, std::string& into, std::initializer_list<const char*> allowed) {
        std::string read = into;
        m_read.read(object, key, read);
        if (std::find(allowed.begin(), allowed.end(), read) != allowed.end()) into = read;
        else
            m_read.report(Severity::Warning, "document.word", *object.find(key), {TWIN_TR("{0} is not known as {1} of a view; the default is taken."), {read, key}}, {}, {});
    }

    void view(const Json& object, Project& project) {
        m_read.about({}, {});
        if (!m_read.expect(object, Json::Type::Object)) return;
        m_read.checkKeys(object, {"id", "name", "caption", "variant", "beside", "overlay", "difference", "field", "section_m", "section", "section_at_m", "vectors", "streamlines", "iso_C", "position", "focal", "up", "parallel_scale_m"});
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
        word(object, "section", view.air.section, {"z", "x", "y", "none"});
        m_read.read(object, "section_at_m", view.air.at_m, -1e5, 1e5, Unit::Metre);
        view.air.vectors = flag(object, "vectors", view.air.vectors);
        word(object, "streamlines", view.air.streamlines, {"", "supplies", "racks"});
        if (object.find("iso_C")) m_read.read(object, "iso_C", view.air.iso_C.emplace(27), -50, 100, Unit::Temperature);
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
        m_read.checkKeys(object, {"id", "name", "colour", "parent", "note", "items", "connections", "difference"});
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
        m_sites.read(object, m_types, baseOf(object, variant.parent, project), variant.site);
        project.variants.push_back(std::move(variant));
    }

    /// The site that a difference is to; none for a whole variant, and for a difference to what is not there yet.
    const Site* baseOf(const Json& object, Id parent, const Project& project) {
        const auto difference = object.find("difference");
        if (!difference) return nullptr;
        const Variant* base = parent ? project.find(parent) : nullptr;
        if (base == nullptr)
            m_read.report(Severity::Error, "document.differenceOfNothing", *difference, {TWIN_TR("A difference needs a parent variant that comes before it in the document."), {}}, {},
                          {TWIN_TR("Put the parent first, or write the variant whole with items and connections."), {}});
        return base == nullptr ? nullptr : &base->site;
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
    LayoutSiteReader m_sites;
    std::shared_ptr<const TypeTable> m_types;
};

}  // namespace

LayoutResult readLayout(std::string_view text, const std::string& sourceName) {
    LayoutResult result;
    const auto tree = JsonTree::parse(text, sourceName, result.issues);
    if (!tree) return result;
    const Json root(*tree);
    DocumentReader read(result.issues);
    if (!read.expect(root, Json::Type::Object)) return result;
    if (const auto format = read.need(root, "format"); format && read.expect(*format, Json::Type::String) && format->text() != kLayoutFormat && format->text() != kLayoutDifferenceFormat)
        read.report(Severity::Error, "document.format", *format,
                    {TWIN_TR("{0} is in the format {1}; this program reads {2}."), {sourceName, format->shown(), kLayoutDifferenceFormat}},
                    std::string(kLayoutFormat) + ", " + kLayoutDifferenceFormat,
                    format->text().starts_with("plenum-layout/") ? Text{TWIN_TR("Open it with a newer version of the program."), {}}
                                                                 : Text{TWIN_TR("Choose a layout document."), {}});
    if (hasErrors(result.issues)) return result;  // of another format: what follows would mislead
    Project project = LayoutReader(result.issues).project(root);
    if (!hasErrors(result.issues)) result.project = std::move(project);
    limitIssues(result.issues);
    return result;
}

}  // namespace twin
