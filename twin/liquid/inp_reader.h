// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/liquid/inp_network.h"

#include <string_view>

namespace twin::liquid {

struct InpFile {
    InpNetwork network;  ///< to be solved only when the issues hold no error
    Issues issues;       ///< everything wrong at once, with line numbers; what is not supported, as warnings
};

/// Reads an INP file from its text, in any encoding that keeps ASCII (bytes that are not UTF-8 are taken as Latin-1).
///
/// Needs   nothing: sections may come in any order, keywords in any case and shortened as EPANET allows.
/// Options of EPANET's own iteration (TRIALS, ACCURACY, HEADERROR, FLOWCHANGE, DAMPLIMIT, CHECKFREQ, MAXCHECK, UNBALANCED) are
/// checked and kept for writeInp, but steer nothing: flows are solved to 1e-9 and states settled by rules of their own.
///
/// Errors  none thrown. Issues: "inp.section", "inp.missingData", "inp.number", "inp.value", "inp.undefinedNode",
///         "inp.undefinedLink", "inp.undefinedPattern", "inp.undefinedCurve", "inp.duplicate", "inp.sameEnds",
///         "inp.keyword", "inp.control", "inp.valvePlace", "inp.curve", "inp.pumpCurve", "inp.tankLevels",
///         "inp.noSource", "inp.unconnected"; warnings "inp.ignored", "inp.rules".
/// Cost    O(length). Thread-safe: yes.
InpFile readInp(std::string_view text);

/// The network as an INP file; readInp(writeInp(n)) gives the same network.
std::string writeInp(const InpNetwork& network);

}  // namespace twin::liquid
