// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/spcf/space.h"

#include <QWidget>

#include <vector>

class QPainter;

namespace plenum::app {

class ViewState;

/// Area S of case B over the power of a rack place: one curve for each share of the power rooms that stands indoors,
/// the band from low to high of the selected share, and the published area as a dashed line. A cursor reads a value:
/// it follows the pointer, and the arrow keys (Page Up and Down in steps of 10 kW, Home and End).
class AreaCurve : public QWidget {
    Q_OBJECT
  public:
    explicit AreaCurve(const ViewState& viewState, QWidget* parent = nullptr);
    /// The share whose band is shown; drawn as a curve of its own when it is none of 0, 25, 50 and 100 %.
    void setShare(double powerShareIndoors);
    void setPlacePower(double placePower_W);  ///< where the cursor rests
    void retranslate();
    /// The point under the cursor, of the selected share.
    const twin::spcf::CurvePoint* point() const;

    QSize sizeHint() const override { return {280, 280}; }
    QSize minimumSizeHint() const override { return {180, 280}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    struct Curve {
        double share = 0;
        std::vector<twin::spcf::CurvePoint> points;  ///< ascending place power, not empty
    };
    const Curve* selected() const;
    QRectF plot() const;
    double xOf(double placePower_W) const;
    double yOf(double area_m2) const;
    void moveCursor(double placePower_W);
    QString reading() const;
    void drawAxes(QPainter& painter) const;
    void drawCurves(QPainter& painter) const;
    void drawShares(QPainter& painter) const;
    void drawPublished(QPainter& painter) const;
    void drawCursor(QPainter& painter) const;

    const ViewState& m_viewState;
    std::vector<Curve> m_curves;
    double m_share = 0;
    double m_rest_W = 0, m_cursor_W = 0;
    double m_published_m2 = 0;
    double m_top_m2 = 1;  ///< of the axis
};

}  // namespace plenum::app
