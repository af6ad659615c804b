// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/base/report.h"

#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>

namespace twin::air {

struct FoamRunOptions {
    int ranks = 1;
    int iterations = 0;     ///< 0 = as exported; else written into system/controlDict
    std::string command;    ///< the user's own, with {case} and {np}; empty = run here (mpirun for more than one rank)
    std::string bashrc;     ///< OpenFOAM's environment file; empty = the usual places
};

/// One iteration as the log tells it.
struct FoamProgress {
    int iteration = 0, of = 0;
    std::map<std::string, double> residuals;  ///< initial, a field
    double time_s = 0;                        ///< the solver's clock
};

struct FoamRun {
    SolveReport report;  ///< Converged: it ran to the end; residual: the largest initial one of the last iteration, worst: its field
    std::map<std::string, double> residuals;
    Issues issues;       ///< foam.notInstalled, foam.notACase, foam.noCommand, foam.failed, foam.diverged (errors)
};

/// Runs the solver named in system/controlDict in the folder: decomposePar, the solver under mpirun, reconstructPar
/// with several ranks. The whole log goes to log.plenum in the folder. A steady solver seldom settles to a residual:
/// "ran to the end" is what Converged says here; judge by the residuals.
///
/// Needs   a shell; the solver on the path or an environment file.
/// Errors  none thrown; issues. A stop ends the processes it started and gives Cancelled.
FoamRun runFoam(const std::filesystem::path& folder, const FoamRunOptions& options, const std::function<void(const FoamProgress&)>& progress, std::stop_token stop = {});

/// Reads log lines as they come; separate so that it can be tested.
class FoamLog {
  public:
    /// True when the line closes an iteration.
    bool line(const std::string& text);
    const FoamProgress& progress() const { return m_now; }
    bool fatal() const { return m_fatal; }
    bool diverged() const { return m_diverged; }
    bool ended() const { return m_ended; }
    const std::string& message() const { return m_message; }  ///< first lines of a fatal error

  private:
    FoamProgress m_now;
    bool m_fatal = false, m_diverged = false, m_ended = false;
    std::string m_message;
    int m_messageLines = 0;
};

/// {case} and {np} replaced; the folder is quoted for the shell.
std::string foamCommand(const std::string& pattern, const std::filesystem::path& folder, int ranks);

}  // namespace twin::air
