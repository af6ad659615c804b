// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/failures_panel.h"

#include "app/document/document.h"
#include "app/panels/panel_support.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {
enum Column { ObjectColumn, KindColumn, ConsequenceColumn, WorstColumn, ColumnCount };
}  // namespace

FailuresPanel::FailuresPanel(Document& document, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_viewState(viewState), m_go(new QPushButton(this)), m_whatIf(new QPushButton(this)),
      m_onlyBroken(new QCheckBox(this)), m_summary(new QLabel(this)), m_progress(new QProgressBar(this)), m_table(new QTableWidget(this)) {
    setObjectName(QStringLiteral("failures"));
    m_go->setObjectName(QStringLiteral("failures.run"));
    m_whatIf->setObjectName(QStringLiteral("failures.whatIf"));
    m_onlyBroken->setObjectName(QStringLiteral("failures.onlyBroken"));
    m_onlyBroken->setChecked(true);
    m_summary->setObjectName(QStringLiteral("failures.summary"));
    m_summary->setWordWrap(true);
    m_progress->setObjectName(QStringLiteral("failures.progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setVisible(false);
    m_table->setObjectName(QStringLiteral("failures.table"));
    m_table->setColumnCount(ColumnCount);
    readByRows(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->resizeSection(ObjectColumn, 180);
    m_table->horizontalHeader()->resizeSection(KindColumn, 130);
    m_table->horizontalHeader()->resizeSection(ConsequenceColumn, 420);
    m_table->horizontalHeader()->setStretchLastSection(true);

    auto* head = new QHBoxLayout;
    head->addWidget(m_go);
    head->addWidget(m_onlyBroken);
    head->addWidget(m_summary, 1);
    head->addWidget(m_whatIf);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_progress);
    layout->addWidget(m_table, 1);

    const auto current = [this] {
        const int row = m_table->currentRow();
        return row < 0 || static_cast<std::size_t>(row) >= m_shown.size() ? nullptr : &m_rows[m_shown[static_cast<std::size_t>(row)]];
    };
    connect(m_go, &QPushButton::clicked, this, [this] { m_run.running() ? m_run.stop() : start(); });
    connect(m_whatIf, &QPushButton::clicked, this, [this, current] {
        if (const auto* row = current()) emit whatIfRequested(row->item);
    });
    connect(m_onlyBroken, &QCheckBox::toggled, this, &FailuresPanel::showRows);
    connect(&m_run, &BackgroundRun::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_run, &BackgroundRun::finished, this, &FailuresPanel::showRows);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this, current] {
        const auto* row = current();
        m_whatIf->setEnabled(row != nullptr);
        if (row == nullptr) return;
        std::vector<twin::Id> ids;
        for (const auto* hit : {&row->dark, &row->overloaded, &row->shortOfCoolant, &row->hot}) ids.insert(ids.end(), hit->begin(), hit->end());
        ids.push_back(row->item);  // the last is the current one
        m_selection.select(std::move(ids));
        emit focusRequested(row->item);
    });
    connect(&document, &Document::projectReset, this, [this] {
        m_run.stop();
        m_rows.clear();
        m_site.reset();
        showRows();
    });
    connect(&viewState, &ViewState::themeChanged, this, &FailuresPanel::showRows);
    retranslate();
}

void FailuresPanel::start() {
    m_run.start([this, site = m_document.site(), conditions = m_document.project().conditions](std::stop_token stop, const auto& progress) {
        auto rows = std::make_shared<std::vector<twin::engine::Contingency>>(twin::engine::powerContingencies(*site, conditions, stop));
        auto cooling = twin::engine::contingencies(site, conditions, twin::engine::coolingUnits(*site), stop, progress);
        rows->insert(rows->end(), cooling.begin(), cooling.end());
        return [this, site, rows] {
            m_site = site;
            m_rows = std::move(*rows);
        };
    });
    m_progress->setVisible(true);
    m_go->setText(tr("Stop"));
}

QString FailuresPanel::consequence(const twin::engine::Contingency& row) const {
    if (!row.solved) return tr("the state after it does not converge");
    QStringList parts;
    const auto add = [&](std::size_t count, const QString& text) {
        if (count > 0) parts << text;
    };
    add(row.dark.size(), tr("%n without power", nullptr, static_cast<int>(row.dark.size())));
    add(row.overloaded.size(), tr("%n overloaded, worst at %1", nullptr, static_cast<int>(row.overloaded.size())).arg(quantityText(row.worstLoad, twin::Unit::Fraction, m_viewState)));
    add(row.shortOfCoolant.size(), tr("%n short of coolant", nullptr, static_cast<int>(row.shortOfCoolant.size())));
    add(row.hot.size(), tr("%n above the recommended inlet", nullptr, static_cast<int>(row.hot.size())));
    return parts.isEmpty() ? tr("survived") : parts.join(QStringLiteral(" · "));
}

void FailuresPanel::showRows() {
    m_progress->setVisible(m_run.running());
    m_go->setText(m_run.running() ? tr("Stop") : tr("Check every single failure"));
    m_shown.clear();
    const auto broken = static_cast<std::size_t>(std::count_if(m_rows.begin(), m_rows.end(), [](const auto& row) { return !row.survives(); }));
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (!m_onlyBroken->isChecked() || !m_rows[i].survives()) m_shown.push_back(i);
    std::stable_sort(m_shown.begin(), m_shown.end(), [this](std::size_t a, std::size_t b) {
        const auto hit = [](const auto& row) { return row.dark.size() * 1000 + row.shortOfCoolant.size() * 10 + row.hot.size() * 10 + row.overloaded.size(); };
        return hit(m_rows[a]) > hit(m_rows[b]);
    });
    if (!m_site) m_summary->setText(tr("One object out of service at a time, with transfer and load sharing after it."));
    else m_summary->setText(tr("%1 of %2 single failures are survived.").arg(m_rows.size() - broken).arg(m_rows.size()));
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(static_cast<int>(m_shown.size()));
    const Theme theme = themeOf(m_viewState);
    for (std::size_t r = 0; r < m_shown.size(); ++r) {
        const auto& row = m_rows[m_shown[r]];
        const twin::Item* item = m_site->find(row.item);
        const twin::Item* worst = row.worst ? m_site->find(row.worst) : nullptr;
        const QString texts[] = {item == nullptr ? QString() : toText(item->name), item == nullptr ? QString() : translated(twin::spec(item->kind).label), consequence(row),
                                 worst == nullptr ? QString() : toText(worst->name)};
        for (int column = 0; column < ColumnCount; ++column) {
            auto* cell = new QTableWidgetItem(texts[column]);
            if (column == ConsequenceColumn) cell->setIcon(markIcon(theme, row.survives() ? Mark::Good : row.dark.empty() && row.solved ? Mark::Warning : Mark::Bad));
            m_table->setItem(static_cast<int>(r), column, cell);
        }
    }
    m_whatIf->setEnabled(m_table->currentRow() >= 0);
}

void FailuresPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void FailuresPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_run.running()) m_run.stop();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !m_run.running()) start();
    else if (event->matches(QKeySequence::Copy)) {
        QString text;
        for (int row = 0; row < m_table->rowCount(); ++row) {
            for (int column = 0; column < ColumnCount; ++column) text += m_table->item(row, column)->text() + (column + 1 < ColumnCount ? QLatin1Char('\t') : QLatin1Char('\n'));
        }
        QApplication::clipboard()->setText(text);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void FailuresPanel::retranslate() {
    m_onlyBroken->setText(tr("Only those not survived"));
    m_whatIf->setText(tr("How long is there?"));
    m_whatIf->setToolTip(tr("Asks What if for the object of this row: seconds until chips throttle"));
    m_table->setHorizontalHeaderLabels({tr("Fails"), tr("Kind"), tr("After it"), tr("Worst")});
    showRows();
}

}  // namespace plenum::app
