// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <QString>
#include <QStringList>

namespace plenum::app::report {

// Words of the report that are the program's own, in the window's language.

QString words(twin::Fidelity fidelity);
QString words(twin::SolveStatus status);
/// What the solvers leave out, a sentence each.
QStringList limits();

}  // namespace plenum::app::report
