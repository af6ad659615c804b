// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"
#include "twin/model/difference.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace twin {

/// What the user states for a comparison; everything has a default and none of it changes a solution.
struct ComparisonInputs {
    enum class Redundancy { N, TwoN } redundancy = Redundancy::TwoN;   ///< what a supportable rack has to have
    enum class Inlet { Recommended, Allowable } inlet = Inlet::Recommended;  ///< ASHRAE TC 9.9, by class
    std::optional<Precision> precision;   ///< F counts only racks stated at it; none = all, if they agree
    std::optional<double> tokens_s_PFLOPS;          ///< tokens a second for each PFLOPS of peak compute
    std::map<std::string, double> tokens_s_rack;    ///< tokens a second of one rack, by the name of its type; wins over PFLOPS
    double utilisation = 1;               ///< share of the time in which racks give these tokens
    std::string tokensSource;             ///< where the user has the figures from
    bool operator==(const ComparisonInputs&) const = default;
};

/// How one number came about; every number of a comparison has one.
struct Derivation {
    struct Input {
        Text name;
        double value = std::numeric_limits<double>::quiet_NaN();
        Unit unit = Unit::None;
        Text source;
    };
    std::vector<Input> inputs;
    Text equation;
    Text source;
    std::vector<Text> assumptions;
};

struct ComparisonValue {
    double value = std::numeric_limits<double>::quiet_NaN();
    Text reason;              ///< why there is no number, or what the number is limited by
    Id item;                  ///< the object it is limited by
    double difference = std::numeric_limits<double>::quiet_NaN();  ///< this less the first
    double atSameCompute = std::numeric_limits<double>::quiet_NaN();  ///< scaled to the compute of the first; extensive rows only
    Derivation derivation;
};

/// One figure of all subjects.
struct ComparisonRow {
    const char* key = "";    ///< with unit: "pue", "supportable_FLOPS"
    const char* label = "";  ///< TWIN_TR
    Unit unit = Unit::None;
    const char* symbol = "";  ///< where no Unit fits: shown = value · scale, with this symbol
    double scale = 1;
    int decimals = 2;
    std::vector<ComparisonValue> values;  ///< as the subjects
    int better = -1;         ///< index of the better subject; −1 = none, see restsOn
    Text restsOn;            ///< why it is better, or why nothing can be said
};

/// One thing the figures rest on, as each subject has it.
struct ComparisonBasis {
    const char* key = "";
    const char* label = "";  ///< TWIN_TR
    std::vector<Text> values;
    bool differs = false;
};

/// Differences of one subject against the first.
struct LayoutComparison {
    std::size_t subject = 1;
    std::vector<LayoutDifference> differences;
};

struct Comparison {
    struct Subject {
        Id variant;
        std::string name;
        std::string project;
        Fidelity fidelity = Fidelity::None;
        SolveReport report;
    };
    ComparisonInputs inputs;
    std::vector<Subject> subjects;
    std::vector<ComparisonRow> rows;
    std::vector<ComparisonBasis> basis;
    std::vector<LayoutComparison> layout;
    const ComparisonRow* row(std::string_view key) const;
};

/// A value of the row with its unit, and the difference of two (kelvin where the value is °C). NaN gives "–".
std::string formatValue(const ComparisonRow& row, double value, UnitSystem system = UnitSystem::SI);
std::string formatDifference(const ComparisonRow& row, double difference, UnitSystem system = UnitSystem::SI);

/// b − a of one quantity for every object that has it in both; what an overlay paints as ΔT or Δflow.
/// Cost O(objects).  Thread-safe: yes.
std::map<Id, double> difference(const Frame& a, const Frame& b, Quantity quantity);
/// The unit of a difference of values in `unit`.
Unit differenceUnit(Unit unit);

}  // namespace twin
