// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/grid_data.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace twin::power {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::size_t attributeIndex(GridKind kind, std::string_view attribute) {
    const auto attributes = gridSpec(kind).attributes;
    for (std::size_t i = 0; i < attributes.size(); ++i)
        if (attributes[i].name == attribute) return i;
    assert(false && "the schema has no such attribute");
    return 0;
}

}  // namespace

GridData::GridData() {
    for (int kind = 0; kind < kGridKinds; ++kind) m_tables[static_cast<std::size_t>(kind)].columns.resize(gridSpec(static_cast<GridKind>(kind)).attributes.size());
}

const std::vector<double>& GridData::column(GridKind kind, std::string_view attribute) const { return table(kind).columns[attributeIndex(kind, attribute)]; }
std::vector<double>& GridData::column(GridKind kind, std::string_view attribute) { return table(kind).columns[attributeIndex(kind, attribute)]; }

int GridData::addRow(GridKind kind) {
    GridTable& into = table(kind);
    const auto attributes = gridSpec(kind).attributes;
    for (std::size_t i = 0; i < attributes.size(); ++i) into.columns[i].insert(into.columns[i].end(), attributes[i].value == GridValue::PerPhase ? 3 : 1, kNone);
    return into.rows++;
}

std::string GridData::nameOf(GridKind kind, int row) const {
    const double id = table(kind).columns[0][static_cast<std::size_t>(row)];
    if (std::isnan(id)) return fmt::format("{} no. {}", gridSpec(kind).name, row + 1);
    return fmt::format("{} {:.0f}", gridSpec(kind).name, id);
}

GridData withUpdate(const GridData& grid, const GridUpdate& update, Issues& issues) {
    GridData result = grid;
    for (int k = 0; k < kGridKinds; ++k) {
        const auto kind = static_cast<GridKind>(k);
        const GridTable& changes = update.changes.table(kind);
        if (changes.rows == 0) continue;
        GridTable& into = result.table(kind);
        std::unordered_map<long long, int> rowOf;
        for (int row = 0; row < into.rows; ++row)
            if (!std::isnan(into.columns[0][row])) rowOf.emplace(static_cast<long long>(into.columns[0][row]), row);
        const auto attributes = gridSpec(kind).attributes;
        for (int change = 0; change < changes.rows; ++change) {
            const double id = changes.columns[0][change];
            int row = -1;
            if (std::isnan(id)) {
                if (changes.rows == into.rows) row = change;
            } else if (const auto found = rowOf.find(static_cast<long long>(id)); found != rowOf.end()) {
                row = found->second;
            }
            if (row < 0) {
                const std::string name = update.changes.nameOf(kind, change);
                issues.push_back({Severity::Error, "grid.unknownUpdate", {}, name, {}, {TWIN_TR("The update changes {0}, which the grid does not have."), {name}}, {}, {},
                                  {TWIN_TR("Rows without an id are allowed only when there is one for each component of the kind."), {}}});
                continue;
            }
            for (std::size_t i = 1; i < attributes.size(); ++i) {
                const int width = attributes[i].value == GridValue::PerPhase ? 3 : 1;
                for (int p = 0; p < width; ++p) {
                    const double value = changes.columns[i][static_cast<std::size_t>(change * width + p)];
                    if (std::isnan(value)) continue;
                    if (!attributes[i].updatable) {
                        issues.push_back({Severity::Error, "grid.fixedAttribute", {}, update.changes.nameOf(kind, change), {},
                                          {TWIN_TR("{0}: {1} cannot be changed by an update."), {update.changes.nameOf(kind, change), std::string(attributes[i].name)}}, fmt::format("{}", value), {}, {}});
                        break;
                    }
                    into.columns[i][static_cast<std::size_t>(row * width + p)] = value;
                }
            }
        }
    }
    return result;
}

}  // namespace twin::power
