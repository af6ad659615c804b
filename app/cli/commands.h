// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/model/project.h"

#include <cstdio>
#include <optional>
#include <string>

namespace CLI {
class App;
}
namespace twin::extend {
class PluginRegistry;
}

namespace plenum::cli {

/// Exit codes, the same for every command.
enum Exit { kDone = 0, kUsage = 2, kBadInput = 3, kNotConverged = 4, kWorld = 5 };

/// Adds a command to the program; when it runs it leaves its exit code in `exit`.
void addSolve(CLI::App& program, int& exit);
void addValidate(CLI::App& program, int& exit);
void addImport(CLI::App& program, int& exit, twin::extend::PluginRegistry& plugins);
void addExport(CLI::App& program, int& exit, twin::extend::PluginRegistry& plugins);
void addPlugins(CLI::App& program, int& exit, twin::extend::PluginRegistry& plugins);
void addGenerate(CLI::App& program, int& exit);
void addSpcf(CLI::App& program, int& exit);
void addBench(CLI::App& program, int& exit);
void addBenchTelemetry(CLI::App& bench, int& exit);  ///< a subcommand of bench, as the next three
void addBenchAir(CLI::App& bench, int& exit);
void addBenchLiquid(CLI::App& bench, int& exit);
void addBenchPower(CLI::App& bench, int& exit);
void addCompare(CLI::App& program, int& exit);
void addRecord(CLI::App& program, int& exit);
void addWhatIf(CLI::App& program, int& exit);
void addAir(CLI::App& program, int& exit);
void addOpenfoam(CLI::App& program, int& exit);
void addHydraulics(CLI::App& program, int& exit);
void addPowerflow(CLI::App& program, int& exit);
void addSwing(CLI::App& program, int& exit);
void addChains(CLI::App& program, int& exit);
void addRedundancy(CLI::App& program, int& exit);
void addLoops(CLI::App& program, int& exit);

/// Opens a project and prints its issues on stderr; nothing (and exit = kBadInput) when it cannot be used.
std::optional<twin::Project> openOrExplain(const std::string& path, int& exit);
/// The variant with this name or id (or the first for an empty text); explains and gives null otherwise.
const twin::Variant* pick(const twin::Project& project, const std::string& nameOrId, int& exit);
void print(const twin::Issues& issues, std::FILE* to);

}  // namespace plenum::cli
