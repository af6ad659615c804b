// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/comparison_text.h"

#include "app/models/view_state.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace plenum::app {

namespace {

QString escaped(const QString& text) { return text.toHtmlEscaped(); }

}  // namespace

QString valueText(const twin::ComparisonRow& row, const twin::ComparisonValue& value, const ViewState& view) {
    return QString::fromStdString(twin::formatValue(row, value.value, view.units()));
}

QString differenceText(const twin::ComparisonRow& row, const twin::ComparisonValue& value, const ViewState& view) {
    if (!std::isfinite(value.difference)) return {};
    return QString::fromStdString(twin::formatDifference(row, value.difference, view.units()));
}

int verdict(const twin::ComparisonRow& row, std::size_t subject) {
    if (row.better < 0) return 0;
    return static_cast<std::size_t>(row.better) == subject ? 1 : -1;
}

QString derivationHtml(const twin::Comparison& comparison, const twin::ComparisonRow& row, std::size_t subject, const ViewState& view) {
    const twin::ComparisonValue& value = row.values[subject];
    const twin::Derivation& how = value.derivation;
    QString html = QStringLiteral("<p><b>%1</b> · %2<br><span style='font-size:large'><b>%3</b></span></p>")
                       .arg(escaped(translated(row.label)), escaped(QString::fromStdString(comparison.subjects[subject].name)), escaped(valueText(row, value, view)));
    if (!value.reason.empty()) html += QStringLiteral("<p>%1</p>").arg(escaped(translated(value.reason)));
    if (!how.equation.empty()) html += QStringLiteral("<p>%1<br><b>%2</b></p>").arg(QCoreApplication::translate("ComparisonText", "Equation"), escaped(translated(how.equation)));
    if (!how.inputs.empty()) {
        html += QStringLiteral("<p>%1</p><table cellspacing='0' cellpadding='2'>").arg(QCoreApplication::translate("ComparisonText", "Inputs"));
        for (const auto& input : how.inputs)
            html += QStringLiteral("<tr><td>%1</td><td align='right'><b>%2</b></td><td>%3</td></tr>")
                        .arg(escaped(translated(input.name)), escaped(QString::fromStdString(twin::formatQuantity(input.value, input.unit, view.units()))), escaped(translated(input.source)));
        html += QStringLiteral("</table>");
    }
    if (!how.assumptions.empty()) {
        QStringList lines;
        for (const twin::Text& each : how.assumptions) lines << escaped(translated(each));
        html += QStringLiteral("<p>%1<br>%2</p>").arg(QCoreApplication::translate("ComparisonText", "Assumptions"), lines.join(QStringLiteral("<br>")));
    }
    if (!how.source.empty()) html += QStringLiteral("<p>%1<br>%2</p>").arg(QCoreApplication::translate("ComparisonText", "Source"), escaped(translated(how.source)));
    return html;
}

QString basisText(const twin::Comparison& comparison, bool differing) {
    QStringList parts;
    for (const twin::ComparisonBasis& basis : comparison.basis) {
        if (basis.differs != differing) continue;
        QStringList values;
        for (const twin::Text& each : basis.values)
            if (differing || values.isEmpty()) values << translated(each);
        parts << QStringLiteral("%1: %2").arg(translated(basis.label), values.join(QStringLiteral(" | ")));
    }
    return parts.join(differing ? QStringLiteral(" · ") : QStringLiteral("\n"));
}

}  // namespace plenum::app
