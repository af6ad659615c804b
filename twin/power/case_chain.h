// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/chain.h"

namespace twin::power {

/// A published case as the rebuild needs it; the caller has the figures from the paper.
struct CaseInputs {
    char name = 'B';            ///< 'B' or 'C'
    double it_W = 0, cooling_W = 0;
    double alpha = 1.85, eta = 0.95;  ///< as the paper has them, for comparison only
    double published_W = 0;     ///< capacity of the power system as published
    double builtApparent_VA = 0;///< stated size of what was built; 0 = not stated
};

/// Units of one rating in `sides` equal sides, each with the units it needs and `spare` more.
struct CaseStage {
    ChainStage stage;
    double unit_W = 0;          ///< converters: rating of one unit; conductors: not used
};

struct CasePath {
    std::string name;
    double demand_W = 0;
    int sides = 1, spare = 0;
    std::vector<CaseStage> stages;  ///< from the grid to the load
    std::string reading;            ///< why these sides and units: the paper's words, or "assumption"
};

struct CaseStageFigures {
    StageFigures figures;
    int units = 0;
    double unit_W = 0, load = 0;
    std::string source;
};

struct CasePathFigures {
    std::string name, reading;
    std::vector<CaseStageFigures> stages;
    double demand_W = 0, grid_W = 0, efficiency = 1;
    double installed_W = 0;     ///< rating of the head stage: what equation (4) calls capacity
};

/// α with cooling supplied by N, N+1 and 2N transformers, which the paper leaves open.
struct AlphaReading {
    std::string cooling;
    double installed_W = 0, eta = 1, alpha = 1;
};

struct CaseFigures {
    char name = 'B';
    std::vector<CasePathFigures> paths;
    double installed_W = 0;     ///< Σ heads
    double eta = 1;             ///< (IT + C) / grid power
    double alpha = 1;           ///< η · installed / (IT + C): equation (4) solved for α, other = 0
    double formula_W = 0;       ///< α (IT + C) / η with the paper's figures
    std::vector<AlphaReading> readings;
    // What the stated system covers; only with builtApparent_VA.
    Coverage atMost;            ///< power factor 1, no loss: no reading can give more
    Coverage real;              ///< with the power factor and efficiency of the rebuilt path
    int systemsN = 0, systems2N = 0;  ///< systems of the stated size that the IT needs
    double alphaBuilt = 0;      ///< η · stated / (IT + C)
    std::vector<Text> notes;    ///< what is assumed, and what cannot be told
};

/// The chains of case B (10 kV-input UPS containers, busway) and C (10 kV to 240 V DC) from components of the catalogue.
///
/// Units are counted from the demand below them, loads follow from the counts, efficiencies from the curves at these
/// loads; nothing is chosen to reach the paper's α or η.
/// Needs   name B or C, it_W and cooling_W > 0 (checkCase).  Cost O(stages).
CaseFigures rebuildCase(const CaseInputs& inputs);
Issues checkCase(const CaseInputs& inputs);

}  // namespace twin::power
