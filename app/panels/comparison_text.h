// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/comparison.h"

#include <QString>

namespace plenum::app {

class ViewState;

// What a comparison says, in the window's language and units; shared by table, popup and report.

QString valueText(const twin::ComparisonRow& row, const twin::ComparisonValue& value, const ViewState& view);
/// "−2.1 K"; empty for the first subject or when there is no number.
QString differenceText(const twin::ComparisonRow& row, const twin::ComparisonValue& value, const ViewState& view);
/// Whether the value of this subject is the better one of the row: −1 worse, 0 nothing to say, 1 better.
int verdict(const twin::ComparisonRow& row, std::size_t subject);
/// Inputs with values and sources, equation, source and assumptions of one number, as rich text.
QString derivationHtml(const twin::Comparison& comparison, const twin::ComparisonRow& row, std::size_t subject, const ViewState& view);
/// What is the same in all subjects, a line each; or what differs, in one line.
QString basisText(const twin::Comparison& comparison, bool differing);

}  // namespace plenum::app
