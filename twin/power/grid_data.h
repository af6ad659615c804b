// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/power/grid_schema.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace twin::power {

/// The components of one kind, a column for each attribute of its schema; NaN where nothing is stated.
struct GridTable {
    int rows = 0;
    std::vector<std::vector<double>> columns;  ///< n_attributes of n_rows (PerPhase: 3 n_rows, row by row)
};

/// A grid as its file states it: tables of plain numbers in SI units.
class GridData {
  public:
    GridData();
    const GridTable& table(GridKind kind) const { return m_tables[static_cast<std::size_t>(kind)]; }
    GridTable& table(GridKind kind) { return m_tables[static_cast<std::size_t>(kind)]; }
    int rows(GridKind kind) const { return table(kind).rows; }
    /// The column of an attribute that the schema has (asserted).
    const std::vector<double>& column(GridKind kind, std::string_view attribute) const;
    std::vector<double>& column(GridKind kind, std::string_view attribute);
    /// Appends a row of NaN and gives its number.
    int addRow(GridKind kind);
    void set(GridKind kind, int row, std::string_view attribute, double value) { column(kind, attribute)[static_cast<std::size_t>(row)] = value; }
    /// "line 7", or "line no. 3" when it has no id.
    std::string nameOf(GridKind kind, int row) const;

  private:
    std::array<GridTable, kGridKinds> m_tables;
};

/// The changes of one scenario: tables of the same schema, NaN = unchanged; rows without an id mean "in file order".
struct GridUpdate {
    GridData changes;
};

struct GridUpdates {
    bool batch = false;
    std::vector<GridUpdate> scenarios;
};

/// Reads an input dataset of Power Grid Model's JSON format 1.0 (objects, or rows by "attributes").
///
/// Errors  everything that is wrong with the form goes to issues at once, by component, attribute and value; the data
///         then hold what could be read. Unknown attributes and components that a power flow does not use are warned of.
/// Cost    O(bytes).  Source  Power Grid Model user manual, "Serialization" and "Components".
GridData readGrid(std::string_view json, Issues& issues);
/// Reads an update dataset of the same format, single or batch.
GridUpdates readGridUpdates(std::string_view json, Issues& issues);
/// The grid with a scenario's changes; ids that the grid does not have are errors.
GridData withUpdate(const GridData& grid, const GridUpdate& update, Issues& issues);

}  // namespace twin::power
