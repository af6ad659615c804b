// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace plenum::cli {

/// `plenumctl single-line`: the power network of a project as CSV, out and in.
void addSingleLine(CLI::App& program, int& exit);

}  // namespace plenum::cli
