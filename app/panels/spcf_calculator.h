// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/units.h"
#include "twin/spcf/cases.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;

namespace plenum::app {

class AreaCurve;
class CollapsibleSection;
class QuantityEdit;
class ViewState;

/// Equations (1) to (4) of SPCF with inputs of one's own or of a published case: every step with its numbers, the
/// published value beside the computed one, the area by room as an interval (of case B also
/// as a curve over the power of a place), and (2) to (4) backwards.
class SpcfCalculator : public QWidget {
    Q_OBJECT
  public:
    explicit SpcfCalculator(const ViewState& viewState, QWidget* parent = nullptr);
    void setIt(double it_W);  ///< own inputs with the IT power of the variant
    void retranslate();

  private:
    struct Field {
        QuantityEdit* edit;
        QLabel* label;
        std::function<std::optional<double>()> value;
        std::function<void(std::optional<double>)> set;
        QString (*text)();
    };
    Field& addField(CollapsibleSection* section, const char* name, twin::Unit unit, bool optional, QString (*text)());
    void addInputs();
    void addArea();
    void addBackwards();
    void takeCase();
    void compute();
    void showSteps(const twin::spcf::Result& result);
    void showArea(const twin::spcf::Result& result);
    void showCurve();
    void showBackwards();

    const ViewState& m_viewState;
    twin::spcf::Inputs m_inputs;
    twin::spcf::SpaceInputs m_space;
    std::optional<twin::spcf::PublishedCase> m_case;
    std::optional<double> m_target_W;
    std::vector<Field> m_fields;
    CollapsibleSection *m_inputSection, *m_stepSection, *m_areaSection, *m_backSection;
    QComboBox *m_cases, *m_cooling, *m_unknown, *m_targetKind;
    QLabel *m_caseLabel, *m_coolingLabel, *m_unknownLabel, *m_notes, *m_steps, *m_issues, *m_area, *m_curveNote, *m_solution;
    AreaCurve* m_curve;
};

}  // namespace plenum::app
