// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <utility>
#include <vector>

class QCPItemStraightLine;
class QCustomPlot;

namespace plenum::app {

class ViewState;

/// One curve of a LinePlot; what is NaN leaves a gap.
struct PlotCurve {
    QString name;
    std::vector<double> x, y;
    std::vector<double> high = {};  ///< n or empty: y to high is drawn as a band (an envelope)
    bool dashed = false;
    bool dots = false;              ///< marks without a line
};

/// A limit across the plot, drawn and named on it.
struct PlotLimit {
    QString name;
    double value = 0;
    bool vertical = false;
};

/// Curves over one axis, with limits, in the theme's colours. Wheel and drag zoom along x; Home shows all; Ctrl+C copies
/// the curves as CSV.
class LinePlot : public QWidget {
    Q_OBJECT
  public:
    LinePlot(const ViewState& viewState, const QString& name, QWidget* parent = nullptr);
    void setAxes(const QString& x, const QString& y);
    void setLogX(bool on);
    /// Room beside the first and the last value, where steps would lie on the frame.
    void setRoomAside(bool on);
    void show(std::vector<PlotCurve> curves, std::vector<PlotLimit> limits = {});
    /// A line across the plot at an x; NaN: none. Cheap: for what plays.
    void setCursor(double x);
    const std::vector<PlotCurve>& curves() const { return m_curves; }
    QString asCsv() const;
    QSize sizeHint() const override { return {300, 200}; }
    QSize minimumSizeHint() const override { return {180, 140}; }

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void draw();

    const ViewState& m_viewState;
    QCustomPlot* m_plot;
    std::vector<PlotCurve> m_curves;
    std::vector<PlotLimit> m_limits;
    QString m_x, m_y;
    bool m_log = false, m_room = false;
    double m_at;                             ///< of the cursor; NaN: none
    QCPItemStraightLine* m_cursor = nullptr; ///< of the plot, while there is one
};

}  // namespace plenum::app
