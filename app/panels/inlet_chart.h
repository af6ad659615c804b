// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>
#include <limits>

namespace plenum::app {

class ViewState;

/// Inlet temperature over the height of a rack at three heights: before in grey, now in blue, the recommended limit.
class InletChart : public QWidget {
    Q_OBJECT
  public:
    using Profile = std::array<double, 3>;  ///< °C, low to high; NaN where missing

    explicit InletChart(const ViewState& viewState, QWidget* parent = nullptr);
    void setProfiles(const Profile& before_C, const Profile& now_C, double recommended_C);
    QSize sizeHint() const override { return {240, 112}; }
    QSize minimumSizeHint() const override { return {120, 96}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const ViewState& m_viewState;
    Profile m_before_C, m_now_C;
    double m_recommended_C = 27;
};

}  // namespace plenum::app
