// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/model/site.h"

#include <cstdint>
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

/// What one file holds. A value; copies share everything.
struct Project {
    std::string name;
    std::string note;
    std::vector<Variant> variants;
    Conditions conditions;
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
    bool empty() const {
        return items.empty() && connections.empty() && types.empty() && !conditions && !head;
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
Edit setConditions(const Project& project, const Conditions& conditions);

/// Checks the whole site: structure (errors) and plausibility of values (allowed ranges). O(n).
Issues validate(const Site& site);

}  // namespace twin
