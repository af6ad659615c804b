// SPDX-License-Identifier: GPL-3.0-or-later
// plenumctl: everything the engine does, without a display.
#include "app/cli/commands.h"
#include "twin/base/error.h"
#include "twin/extend/loader.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

int main(int argc, char** argv) {
    CLI::App program{"Plenum on the command line: solve, check, convert and generate data centre designs."};
    program.set_version_flag("--version", PLENUM_VERSION);
    program.require_subcommand(1);
    program.footer("Exit codes: 0 done, 2 wrong usage, 3 input has errors, 4 not converged, 5 file or system failed.");
    int exit = plenum::cli::kDone;
    twin::extend::PluginRegistry plugins;
    plenum::cli::addSolve(program, exit);
    plenum::cli::addValidate(program, exit);
    plenum::cli::addImport(program, exit, plugins);
    plenum::cli::addExport(program, exit, plugins);
    plenum::cli::addPlugins(program, exit, plugins);
    plenum::cli::addGenerate(program, exit);
    plenum::cli::addSpcf(program, exit);
    plenum::cli::addBench(program, exit);
    plenum::cli::addCompare(program, exit);
    plenum::cli::addRecord(program, exit);
    plenum::cli::addWhatIf(program, exit);
    plenum::cli::addAir(program, exit);
    plenum::cli::addOpenfoam(program, exit);
    plenum::cli::addHydraulics(program, exit);
    plenum::cli::addPowerflow(program, exit);
    plenum::cli::addSwing(program, exit);
    plenum::cli::addChains(program, exit);
    plenum::cli::addRedundancy(program, exit);
    plenum::cli::addLoops(program, exit);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? plenum::cli::kDone : plenum::cli::kUsage;
    } catch (const twin::Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return plenum::cli::kWorld;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return plenum::cli::kWorld;
    }
    return exit;
}
