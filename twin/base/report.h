// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace twin {

enum class SolveStatus { Converged, NotConverged, Cancelled, NothingToSolve };

/// How a solve ended; a value, never an exception.
struct SolveReport {
    SolveStatus status = SolveStatus::NothingToSolve;
    int iterations = 0;
    double residual = 0;    ///< relative, as the solver's header defines it
    double time_s = 0;
    std::string worst;      ///< name of the worst item, empty when none
    bool usable() const { return status == SolveStatus::Converged || status == SolveStatus::NothingToSolve; }
};

inline const char* toString(SolveStatus status) {
    switch (status) {
        case SolveStatus::Converged: return "converged";
        case SolveStatus::NotConverged: return "not converged";
        case SolveStatus::Cancelled: return "cancelled";
        case SolveStatus::NothingToSolve: return "nothing to solve";
    }
    return "";
}

}  // namespace twin
