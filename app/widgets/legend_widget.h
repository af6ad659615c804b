// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <utility>
#include <vector>

#include "app/widgets/colormap.h"
#include "app/widgets/theme.h"

namespace plenum::app {

/// A threshold on the scale, e.g. {27, "rec"}.
struct LegendTick {
    double value = 0;
    QString label;
    bool operator==(const LegendTick&) const = default;
};

/// What a legend shows. Values are in the unit shown (the caller converts).
struct LegendScale {
    QString title;  ///< "Inlet temperature"
    QString unit;   ///< "°C"
    Map map = Map::Thermal;
    double low = 0, high = 1;
    int decimals = 0;
    int bands = 0;                  ///< < 2: smooth
    std::vector<LegendTick> ticks;  ///< outside low … high: not drawn
    bool locked = false;            ///< the range does not follow the data
    bool missing = true;            ///< with the hatched swatch
    bool measured = false, estimated = false, computed = false, stale = false;  ///< with their swatches
    bool noLimit = false;           ///< with the grey swatch
};

/// The colour of a computed value where measured ones are shown beside it: towards the neutral surface.
QRgb computedColour(QRgb colour, const Theme& theme);

/// The vertical legend over a view: title with unit, bar, thresholds, ends, swatches (what is known how, in
/// the patterns of the views) and the state of the field.
/// Its ground is see-through and mouse events reach the view below, but for the bar: a double click there emits
/// rangeLockRequested. Tool tips say value and meaning.
class LegendWidget : public QWidget {
    Q_OBJECT

  public:
    explicit LegendWidget(const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setScale(const LegendScale& scale);
    const LegendScale& scale() const { return m_scale; }
    /// "coarse", "settled ± 0.3 K"; empty = no line.
    void setState(const QString& state);
    QString state() const { return m_state; }
    /// Marks one value on the bar, e.g. of what lies under the cursor; NaN = none.
    void setMarker(double value);

    /// The colour of a value on this scale; missing (NaN) is transparent.
    QRgb colourOf(double value) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Draws it at another place: pictures and reports.
    void paintOn(QPainter& painter, const QRect& place) const;

  signals:
    void rangeLockRequested(bool locked);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Layout;
    Layout layoutIn(const QRect& place) const;
    QString number(double value) const;
    enum class Swatch { Measured, Estimated, Computed, Stale, Missing, NoLimit };
    std::vector<std::pair<Swatch, QString>> swatches() const;
    void paintSwatch(QPainter& painter, Swatch swatch, const QRect& box) const;

    Theme m_theme;
    LegendScale m_scale;
    QString m_state;
    double m_marker;
};

}  // namespace plenum::app
