// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/id.h"
#include "twin/base/text.h"

#include <string>
#include <vector>

namespace twin {

enum class Severity { Note, Warning, Error };

/// One thing that is wrong or needs a look: found in a file, a site or a result; shown by panel, command line, tests.
struct Issue {
    Severity severity = Severity::Warning;
    std::string code;      ///< stable, dotted: "power.feedOverloadAfterLoss"
    Id item;               ///< the object it is about; none for a file as a whole
    std::string itemName;  ///< as the user knows it
    std::string path;      ///< where in a document: "/variants/0/items/12/values/power_W"; empty otherwise
    Text text;             ///< what is wrong, with value and unit
    std::string value;     ///< the value found, as text with unit
    std::string allowed;   ///< the allowed range, as text with unit
    Text hint;             ///< what to do about it
};

using Issues = std::vector<Issue>;

inline bool hasErrors(const Issues& issues) {
    for (const Issue& issue : issues)
        if (issue.severity == Severity::Error) return true;
    return false;
}

}  // namespace twin
