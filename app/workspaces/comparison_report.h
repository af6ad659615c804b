// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/comparison.h"
#include "twin/model/project.h"

#include <QDate>
#include <QImage>
#include <QString>

#include <memory>
#include <vector>

namespace plenum::app {

class ViewState;

/// A picture of the report, in light colours.
struct ReportPicture {
    QString name, caption;
    QString shown;  ///< variants, overlay, what else it is a picture of
    QImage image;
};

/// What a report is made of; nothing is read from anywhere else.
struct ReportInput {
    const twin::Project& project;
    const twin::Comparison& comparison;
    std::vector<std::shared_ptr<const twin::Frame>> frames;  ///< as the subjects; for solver state and balances
    std::vector<ReportPicture> pictures;
    QDate date;
    QString version;  ///< of the program
};

/// Writes the comparison as an A4 PDF in the window's language and units: what is compared on which basis, the pictures,
/// the table, how every number of it came about, layout differences, sources, state of the solution and limits of the
/// model. Every number of the table carries a number in brackets that is its derivation's.
/// Empty when written, else why not. The file is replaced only by a complete one.
QString writeComparisonReport(const QString& path, const ReportInput& input, const ViewState& view);

}  // namespace plenum::app
