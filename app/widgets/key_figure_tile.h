// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QString>

#include "app/widgets/theme.h"

namespace plenum::app {

enum class FigureState { Neutral, Good, Warning, Bad };

/// What a tile of the key-figure strip shows; all texts are ready to be read.
struct KeyFigure {
    QString caption;     ///< "Worst inlet"
    QString value;       ///< "26.1"; empty = no number can be given, a dash is shown
    QString unit;        ///< "°C"
    QString note;        ///< "R07-12 · limit 27" or "+1 950 vs legacy"
    FigureState state = FigureState::Neutral;
    bool computing = false;  ///< the value is of an older site: dim, with its age
    double age_s = 0;
    bool operator==(const KeyFigure&) const = default;
};

/// One tile: a bar in the colour of the state with the state's shape beside the caption (colour is never alone), the
/// value large, its unit dim, the note at the lower right. clicked() asks for the derivation; keys work as on a button.
/// The object name is given by the caller ("keyFigures.pue").
class KeyFigureTile : public QAbstractButton {
    Q_OBJECT

  public:
    explicit KeyFigureTile(const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setFigure(const KeyFigure& figure);
    const KeyFigure& figure() const { return m_figure; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QColor stateColour() const;
    QString stateWord() const;
    QString noteText() const;

    Theme m_theme;
    KeyFigure m_figure;
};

}  // namespace plenum::app
