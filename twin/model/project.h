// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/model/saved_view.h"
#include "twin/model/site.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace twin {

/// What the solution rests on besides the site; saved with the project and shown with every result.
struct Conditions {
    std::string name = "Design day";
    double dryBulb_C = 30;
    double wetBulb_C = 24;
    double altitude_m = 0;
    double dewPoint_C = 12;  ///< of the hall air
    double loadTraining = 1, loadInference = 1, loadGeneral = 1;  ///< IT load over the counted power, by class
    double otherLoad_W = 0;  ///< lighting, offices: facility power that is not IT, cooling or losses
    std::vector<Id> outOfService;
    bool operator==(const Conditions&) const = default;
};

/// One design: a whole site. The parent serves comparison only.
struct Variant {
    Id id;
    std::string name;
    unsigned colour = 0x4FB3FF;  ///< 0xRRGGBB, its chip everywhere
    Id parent;
    std::string note;
    Site site;
    bool operator==(const Variant&) const = default;
};

/// What other layers keep with the project, by key ("telemetry", "comparison"): a JSON object each, saved as it is.
using Attachments = std::map<std::string, std::string>;

/// What one file holds. A value; copies share everything.
struct Project {
    std::string name;
    std::string note;
    std::vector<Variant> variants;
    Conditions conditions;
    std::vector<SavedView> views;  ///< in the order of the presentation
    Attachments attachments;
    bool operator==(const Project&) const = default;

    const Variant* find(Id variant) const;
    Variant* find(Id variant);
    /// All types used by any variant; variants share one table.
    const std::shared_ptr<const TypeTable>& types() const;
    void setTypes(std::shared_ptr<const TypeTable> types);
};

/// One object before and after: add (no before), remove (no after) or replace.
template <class T>
struct Change {
    std::optional<T> before, after;
    std::size_t position = SIZE_MAX;  ///< of a removed item in its table, so that undo restores the order
};

/// Variant data other than its site.
struct VariantHead {
    Id id;
    std::string name;
    unsigned colour = 0;
    Id parent;
    std::string note;
    bool operator==(const VariantHead&) const = default;
};

/// A change of the project as data; undo is its inverse. Its name is what the menu says.
struct Edit {
    Text name;
    Id variant;
    std::vector<Change<Item>> items;
    std::vector<Change<Connection>> connections;
    std::vector<Change<EquipmentType>> types;   ///< added types; project-wide
    std::optional<Change<Conditions>> conditions;
    std::optional<Change<VariantHead>> head;
    std::optional<Change<std::vector<SavedView>>> views = std::nullopt;  ///< the whole list: views are few
    std::optional<Change<Attachments>> attachments = std::nullopt;       ///< likewise
    bool empty() const {
        return items.empty() && connections.empty() && types.empty() && !conditions && !head && !views && !attachments;
    }
};

Edit inverse(const Edit& edit);

/// Applies the edit, or lists why it is refused (broken structure: unknown or doubled ids, dangling references, NaN,
/// containment cycles) and leaves the project as it was. Collisions and overloads are issues of a legal site.
Issues apply(Project& project, const Edit& edit);

// Builders of edits, in the words of the menu. Ids that are not in the site are ignored.
Edit moveItems(const Variant& variant, const std::vector<Id>& ids, Vec3 by);
Edit rotateItems(const Variant& variant, const std::vector<Id>& ids, double by_deg);
Edit removeItems(const Variant& variant, const std::vector<Id>& ids);
Edit duplicateItems(const Variant& variant, const std::vector<Id>& ids, Vec3 by, std::vector<Id>* created = nullptr);
Edit setParam(const Variant& variant, const std::vector<Id>& ids, Param param, std::optional<double> value);
Edit renameItem(const Variant& variant, Id id, std::string name);
Edit placeItem(const Variant& variant, Item item, const EquipmentType* type);
Edit setPlace(const Variant& variant, Id id, Vec3 position, double rotation_deg);
/// What holds the heat over the height of racks; other kinds are left as they are.
Edit setMounted(const Variant& variant, const std::vector<Id>& ids, const std::vector<MountedUnits>& mounted);
/// Gives a route or an outline other points; the name says whether one was moved, added or removed.
Edit setPoints(const Variant& variant, Id id, std::vector<Vec3> points);
/// The points with one more: half way from `after` to the next (outlines are closed), or 1 m on behind a route's last.
std::vector<Vec3> withPointAfter(const Item& item, std::size_t after);
std::vector<Vec3> withoutPoint(const Item& item, std::size_t at);
Edit setConditions(const Project& project, const Conditions& conditions);
Edit setViews(const Project& project, std::vector<SavedView> views, Text name);
/// An empty text removes the attachment.
Edit setAttachment(const Project& project, const std::string& key, std::string text, Text name);

/// Fewest points that make a shape: two of a route, three of an outline, none of other kinds.
std::size_t leastPoints(Kind kind);
/// What is wrong with the points of a route or an outline: shape.points (too few of them), shape.crossing (an outline
/// that crosses or touches itself). Warnings: the site is legal. Other kinds have none. O(corners²).
Issues shapeIssues(const Item& item);

/// Checks the whole site: structure (errors), shapes and plausibility of values (allowed ranges; warnings).
/// O(n), and O(corners²) an outline.
Issues validate(const Site& site);

}  // namespace twin
