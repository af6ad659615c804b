// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/result_section.h"

#include "app/panels/result_state.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {
constexpr std::size_t kMostItems = 2000;  // of a selection, over which a range is shown
}

ResultSection::ResultSection(const ViewState& viewState, QWidget* parent)
    : CollapsibleSection(QStringLiteral("inspector.section.results"), tr("Results"), parent), m_viewState(viewState), m_none(dimLabel({}, body())) {
    m_none->setObjectName(QStringLiteral("inspector.results.none"));
    m_none->setWordWrap(true);
    form()->addWidget(m_none, static_cast<int>(twin::kQuantityCount), 0, 1, 3);
}

ResultSection::Line& ResultSection::line(twin::Quantity quantity) {
    const auto at = static_cast<std::size_t>(quantity);
    Line& line = m_lines[at];
    if (line.label == nullptr) {
        const twin::QuantitySpec& spec = twin::spec(quantity);
        line.label = dimLabel(translated(spec.label), body());
        line.label->setWordWrap(true);
        line.value = new QLabel(body());
        line.value->setObjectName(QStringLiteral("inspector.result.") + QString::fromLatin1(spec.key));
        line.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line.value->setAccessibleName(line.label->text());
        line.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        form()->addWidget(line.label, static_cast<int>(at), 0);
        form()->addWidget(line.value, static_cast<int>(at), 1, 1, 2);
    }
    return line;
}

bool ResultSection::showQuantity(const Inspected& inspected, twin::Quantity quantity) {
    const twin::QuantitySpec& spec = twin::spec(quantity);
    const twin::Item& item = *inspected.current();
    double low = std::numeric_limits<double>::infinity(), high = -low;
    Mark worst = Mark::None;
    for (std::size_t i = 0; i < std::min(inspected.items.size(), kMostItems); ++i) {
        const twin::Item& each = *inspected.items[i];
        const double value = inspected.frame->value(each, quantity);
        if (!std::isfinite(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
        worst = std::max(worst, resultMark(*inspected.site, each, quantity, value));
    }
    Line& known = m_lines[static_cast<std::size_t>(quantity)];
    if (low > high) {
        if (known.label != nullptr) {
            known.label->hide();
            known.value->hide();
        }
        return false;
    }
    Line& shown = line(quantity);
    const Theme theme = themeOf(m_viewState);
    QString text;
    if (inspected.items.size() > 1 && low != high) {
        text = QStringLiteral("%1 … %2").arg(toText(twin::formatNumber(low, spec.unit, m_viewState.units())), quantityText(high, spec.unit, m_viewState));
    } else {
        text = quantityText(low, spec.unit, m_viewState);
        if (inspected.before && inspected.before != inspected.frame) {
            const QString change = differenceText(low - inspected.before->value(item, quantity), spec.unit, m_viewState);
            if (!change.isEmpty()) text += QStringLiteral(" (%1)").arg(change);
        }
    }
    const bool tells = worst >= Mark::Warning;  // good values stay calm
    shown.value->setText(tells ? markShape(worst) + QLatin1Char(' ') + text : text);
    setTextColour(shown.value, worst == Mark::None ? theme.text : markColour(theme, worst));
    shown.label->show();
    shown.value->show();
    return true;
}

void ResultSection::show(const Inspected& inspected) {
    bool any = false;
    if (inspected.frame && inspected.current() != nullptr)
        for (std::size_t q = 0; q < twin::kQuantityCount; ++q) any = showQuantity(inspected, static_cast<twin::Quantity>(q)) || any;
    else
        for (Line& line : m_lines)
            if (line.label != nullptr) {
                line.label->hide();
                line.value->hide();
            }
    m_none->setVisible(!any);
    m_none->setText(inspected.frame ? tr("The solution has no values for this object.") : tr("No result yet."));
}

}  // namespace plenum::app
