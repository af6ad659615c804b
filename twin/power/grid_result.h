// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_flow.h"

#include <string>
#include <vector>

namespace twin::power {

/// One scenario solved: a table of results for each kind, row for row as in the input, in SI units.
struct GridResultTable {
    std::vector<std::string> columns;                        ///< after id and energized
    std::vector<std::vector<double>> values;                 ///< n_columns of n_rows (times the phases for the wide columns)
    std::vector<char> wide;                                  ///< n_columns: a value for each phase
    std::vector<char> energized;                             ///< n_rows
};

struct GridResult {
    bool perPhase = false;
    SolveReport report;             ///< worst: the node of the last largest step, by name
    double imbalance = 0;           ///< largest current that does not add up to zero at a node without a source, pu of 1 MVA
    double loss_W = 0;              ///< of all branches
    double sourceP_W = 0, sourceQ_var = 0, loadP_W = 0;  ///< loadP: loads less generators, shunts included
    bool swept = false;
    GridResultTable tables[kGridKinds];

    /// Column of a kind by name; null when there is none.
    const std::vector<double>* find(GridKind kind, const std::string& column) const;
};

/// Solves a grid without errors (checkGrid) and gives every component's values in the conventions of the output format.
GridResult solveGrid(const GridData& grid, bool perPhase, const FlowOptions& options = {}, std::stop_token stop = {});

/// The output dataset in Power Grid Model's JSON format 1.0: "sym_output" or "asym_output"; a batch when asked for.
std::string writeGridResults(const GridData& grid, const std::vector<GridResult>& results, bool batch);

}  // namespace twin::power
