// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_sankey.h"

#include <QWidget>

namespace plenum::app {

class Selection;
class ViewState;

/// Where the power goes, drawn: widths in watts, losses branching off, sides A and B apart.
///
/// A click selects the objects of a block everywhere; what is selected is outlined. Keys: arrows walk through the blocks,
/// Return selects, Ctrl+C copies the figures.
class SankeyView : public QWidget {
    Q_OBJECT
  public:
    SankeyView(Selection& selection, const ViewState& viewState, QWidget* parent = nullptr);
    void show(twin::power::Sankey sankey);
    const twin::power::Sankey& sankey() const { return m_sankey; }
    /// Where a block is drawn, in pixels.
    QRectF rectOf(std::size_t block) const;
    QString asCsv() const;
    QSize sizeHint() const override { return {900, 320}; }
    QSize minimumSizeHint() const override { return {360, 160}; }

  signals:
    void focusRequested(twin::Id item);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    QRectF frame() const;
    int blockAt(QPointF at) const;
    void choose(int block);
    QString textOf(std::size_t block) const;
    QString sideOf(const twin::power::SankeyBlock& block) const;
    void paintLegend(QPainter& painter) const;
    QColor colourOf(const twin::power::SankeyBlock& block) const;
    void paintBand(QPainter& painter, const twin::power::SankeyBand& band) const;
    void paintBlock(QPainter& painter, std::size_t block) const;

    Selection& m_selection;
    const ViewState& m_viewState;
    twin::power::Sankey m_sankey;
    int m_hovered = -1, m_walked = -1;
};

}  // namespace plenum::app
