// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/quantity_edit.h"

#include "app/panels/panel_support.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {
constexpr int kUnitGap_px = 8;
constexpr double kRoundTrip = 1e-6;  // relative difference below which a shown number says the whole value
}  // namespace

QuantityEdit::QuantityEdit(const ViewState& viewState, twin::Unit unit, double min, double max, QWidget* parent)
    : QLineEdit(parent), m_viewState(viewState), m_unit(unit), m_min(min), m_max(max) {
    setPlaceholderText(QStringLiteral("–"));
    setMinimumWidth(64);
    connect(this, &QLineEdit::editingFinished, this, &QuantityEdit::commit);
    connect(&viewState, &ViewState::unitsChanged, this, [this] {
        fitUnit();
        discard();
        setHelp(m_help);
    });
    connect(&viewState, &ViewState::themeChanged, this, [this] { update(); });
    fitUnit();
    setHelp({});
}

void QuantityEdit::setValue(double value_SI) {
    const bool same = !m_mixed && (value_SI == m_value || (std::isnan(value_SI) && std::isnan(m_value)));
    m_mixed = false;
    m_value = value_SI;
    if (!isModified() && !m_refused && (!same || text().isEmpty())) showValue();
}

void QuantityEdit::setMixed() {
    m_mixed = true;
    m_value = std::numeric_limits<double>::quiet_NaN();
    if (!isModified() && !m_refused) showValue();
}

void QuantityEdit::setHelp(const QString& help) {
    m_help = help;
    QString tip = help;
    if (std::isfinite(m_min) && std::isfinite(m_max)) tip += (tip.isEmpty() ? QString() : QStringLiteral("<br>")) + tr("Allowed: %1").arg(rangeText());
    setToolTip(tip);
    setAccessibleDescription(tip);
}

QString QuantityEdit::rangeText() const {
    return QStringLiteral("%1 … %2").arg(toText(twin::formatNumber(m_min, m_unit, m_viewState.units())),
                                         quantityText(m_max, m_unit, m_viewState));
}

void QuantityEdit::discard() {
    setRefused({});
    showValue();
}

/// As few decimals as say the value: at least the unit's own.
QString QuantityEdit::valueText() const {
    if (m_mixed || std::isnan(m_value)) return {};
    const twin::DisplayUnit shown = twin::displayUnit(m_unit, m_viewState.units());
    const int most = shown.decimals + (m_viewState.units() == twin::UnitSystem::SI ? 2 : 1);
    for (int decimals = shown.decimals;; ++decimals) {
        const std::string text = twin::formatNumber(m_value, m_unit, m_viewState.units(), decimals);
        const auto back = twin::parseQuantity(text, m_unit, m_viewState.units());
        if (decimals >= most || (back && std::abs(*back - m_value) <= kRoundTrip * std::abs(m_value))) return toText(text);
    }
}

void QuantityEdit::showValue() {
    const QString wanted = valueText();
    if (text() != wanted) setText(wanted);
    setModified(false);
}

void QuantityEdit::fitUnit() {
    const QString symbol = QString::fromUtf8(twin::displayUnit(m_unit, m_viewState.units()).symbol);
    setTextMargins(0, 0, symbol.isEmpty() ? 0 : fontMetrics().horizontalAdvance(symbol) + kUnitGap_px, 0);
    update();
}

void QuantityEdit::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    const QString symbol = QString::fromUtf8(twin::displayUnit(m_unit, m_viewState.units()).symbol);
    if (symbol.isEmpty()) return;
    QPainter painter(this);
    const Theme theme = themeOf(m_viewState);
    painter.setPen(isEnabled() ? theme.dim : theme.disabled);
    painter.drawText(rect().adjusted(0, 0, -kUnitGap_px, 0), Qt::AlignRight | Qt::AlignVCenter, symbol);
}

void QuantityEdit::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape:
            if (isModified() || m_refused) {
                discard();
                selectAll();
                return;
            }
            break;
        case Qt::Key_Up: step(1); return;
        case Qt::Key_Down: step(-1); return;
        case Qt::Key_PageUp: step(10); return;
        case Qt::Key_PageDown: step(-10); return;
        default: break;
    }
    QLineEdit::keyPressEvent(event);
}

void QuantityEdit::changeEvent(QEvent* event) {
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fitUnit();
}

void QuantityEdit::step(double shownUnits) {
    if (isReadOnly() || std::isnan(m_value)) return;
    const double scale = twin::displayUnit(m_unit, m_viewState.units()).scale;
    const double next = std::clamp(m_value + shownUnits / scale, m_min, m_max);
    if (next == m_value) return;
    setRefused({});
    setModified(false);
    emit committed(next);
}

void QuantityEdit::commit() {
    if (!isModified()) return;
    const QString entry = text().trimmed();
    if (entry.isEmpty()) {
        if (m_optional) {
            setModified(false);
            setRefused({});
            emit cleared();
        } else {
            discard();
        }
        return;
    }
    const auto value = twin::parseQuantity(entry.toStdString(), m_unit, m_viewState.units());
    if (!value) {
        setRefused(tr("“%1” is not a number in a unit that fits here.").arg(entry.toHtmlEscaped()));
        return;
    }
    if (*value < m_min || *value > m_max) {
        setRefused(tr("%1 is out of range. Enter %2.").arg(quantityText(*value, m_unit, m_viewState), rangeText()));
        return;
    }
    setRefused({});
    setModified(false);
    if (!m_mixed && *value == m_value) {
        showValue();
        return;
    }
    emit committed(*value);
    if (!isModified()) showValue();  // the model has answered with a value; if it refused, the old one comes back
}

void QuantityEdit::setRefused(const QString& why) {
    const bool refuse = !why.isEmpty();
    if (refuse) setToolTip(why);
    if (refuse != m_refused) {
        m_refused = refuse;
        setStyleSheet(refuse ? QStringLiteral("border-color: %1").arg(themeOf(m_viewState).bad.name()) : QString());
        if (!refuse) setHelp(m_help);
    }
    if (refuse) emit refused(why);
}

}  // namespace plenum::app
