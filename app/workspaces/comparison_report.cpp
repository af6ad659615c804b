// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspaces/comparison_report.h"

#include "app/models/view_state.h"
#include "app/panels/comparison_text.h"
#include "app/widgets/theme.h"
#include "app/workspaces/report_pages.h"
#include "app/workspaces/report_words.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QSaveFile>

#include <algorithm>
#include <cmath>
#include <map>

namespace plenum::app {

namespace {

constexpr double kPicture_mm = 92;
constexpr std::size_t kMostListed = 50;

QString esc(const QString& text) { return text.toHtmlEscaped(); }
/// "2 375 340": whole numbers in groups; small ones with three digits.
QString grouped(double value) {
    QString text = QLocale::c().toString(value, 'f', std::abs(value) < 1000 ? 3 : 0);
    return text.replace(QLatin1Char(','), QChar(0x202f));
}

QString esc(const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); }

/// One report on one set of pages.
class Writer {
    Q_DECLARE_TR_FUNCTIONS(ComparisonReport)

  public:
    Writer(const ReportInput& input, const ViewState& view, ReportPages& pages) : m_input(input), m_comparison(input.comparison), m_view(view), m_pages(pages) {}

    void write() {
        title();
        basis();
        pictures();
        figures();
        derivations();
        layout();
        sources();
        solution();
        limits();
    }

  private:
    std::size_t count() const { return m_comparison.subjects.size(); }
    QString name(std::size_t subject) const { return esc(m_comparison.subjects[subject].name); }
    QString reference(std::size_t row, std::size_t subject) const { return QStringLiteral("[%1]").arg(row * count() + subject + 1); }
    QString small(const QString& text) const { return QStringLiteral("<span style='font-size:7pt; color:#5a6673'>%1</span>").arg(text); }
    /// A column for each variant.
    std::vector<ReportColumn> columns(const QString& first, double firstShare, double share, Qt::Alignment align) const {
        std::vector<ReportColumn> all{{first, firstShare, Qt::AlignLeft}};
        for (std::size_t i = 0; i < count(); ++i) all.push_back({QString::fromStdString(m_comparison.subjects[i].name), share, align});
        return all;
    }
    /// "text" when it is the same for all, else a line for each variant that has one.
    QString perVariant(const std::vector<QString>& texts) const {
        if (std::ranges::all_of(texts, [&](const QString& text) { return text == texts.front(); })) return texts.front();
        QStringList lines;
        for (std::size_t i = 0; i < texts.size(); ++i)
            if (!texts[i].isEmpty()) lines << QStringLiteral("<b>%1:</b> %2").arg(name(i), texts[i]);
        return lines.join(QStringLiteral("<br>"));
    }

    void title();
    void basis();
    void pictures();
    void figures();
    void derivations();
    void derivation(std::size_t at);
    void inputs(const twin::ComparisonRow& row, std::size_t at);
    void layout();
    void sources();
    void solution();
    void limits();

    const ReportInput& m_input;
    const twin::Comparison& m_comparison;
    const ViewState& m_view;
    ReportPages& m_pages;
};

void Writer::title() {
    QStringList names;
    for (std::size_t i = 0; i < count(); ++i) names << name(i);
    m_pages.heading(QString::fromStdString(m_input.project.name), 0);
    m_pages.paragraph(QStringLiteral("<b>%1</b>").arg(tr("Comparison of %1").arg(names.join(tr(" with ")))), 12);
    if (!m_input.project.note.empty()) m_pages.paragraph(esc(m_input.project.note));
    m_pages.paragraph(tr("Written on %1 by %2 %3.").arg(QLocale().toString(m_input.date, QStringLiteral("yyyy-MM-dd")), esc(QCoreApplication::applicationName()), esc(m_input.version)), 8, true);
    m_pages.heading(tr("What is compared"), 1);
    std::vector<ReportRow> rows;
    for (std::size_t i = 0; i < count(); ++i) {
        const twin::Variant* variant = m_input.project.find(m_comparison.subjects[i].variant);
        const QString chip = variant != nullptr ? QStringLiteral("<span style='color:%1'>■</span> ").arg(QColor::fromRgb(variant->colour).name()) : QString();
        const twin::Variant* parent = variant != nullptr ? m_input.project.find(variant->parent) : nullptr;
        rows.push_back({{chip + QStringLiteral("<b>%1</b>").arg(name(i)) + (i == 0 ? QStringLiteral("<br>") + small(tr("reference of the differences")) : QString()),
                         variant != nullptr ? esc(variant->note) : QString(), parent != nullptr ? esc(parent->name) : QStringLiteral("–")}});
    }
    m_pages.table({{tr("Variant"), 24}, {tr("Design"), 58}, {tr("Descends from"), 18}}, rows);
    m_pages.paragraph(tr("It answers which variant gives more compute within every limit of floor, feeds, air and coolant, with less space and less power, and what each answer rests on. Every number of the table carries a number in brackets; under that number the part “How the figures came about” states its equation, its inputs with their origin and its assumptions."));
}

void Writer::basis() {
    m_pages.heading(tr("Basis"), 1);
    std::vector<ReportRow> same, differing;
    for (const twin::ComparisonBasis& each : m_comparison.basis) {
        if (each.values.empty()) continue;
        ReportRow row{{esc(translated(each.label))}};
        for (const twin::Text& value : each.values) row.cells << esc(translated(value));
        if (each.differs) differing.push_back(row);
        else if (!each.values.front().empty()) same.push_back({{row.cells[0], row.cells[1]}});
    }
    if (!differing.empty()) {
        m_pages.paragraph(tr("These differ between the variants; figures that rest on them are not judged unless the table says how they were brought together."));
        m_pages.table(columns(tr("Differs"), 24, 76.0 / static_cast<double>(count()), Qt::AlignLeft), differing);
    }
    if (!same.empty()) m_pages.table({{tr("The same for all"), 34}, {tr("Value"), 66}}, same);
}

void Writer::pictures() {
    if (m_input.pictures.empty()) return;
    m_pages.keep(kPicture_mm + 45);  // the heading stays with the first picture and its caption
    m_pages.heading(tr("Pictures"), 1);
    int number = 0;
    for (const ReportPicture& each : m_input.pictures) {
        const QString caption = esc(each.caption);
        QSizeF size(each.image.size());
        size.scale(174, kPicture_mm, Qt::KeepAspectRatio);
        m_pages.keep(size.height() + 18 + m_pages.height_mm(caption, 9));
        m_pages.heading(tr("Picture %1: %2").arg(++number).arg(each.name), 2);
        m_pages.picture(each.image, kPicture_mm);
        if (!each.shown.isEmpty()) m_pages.paragraph(esc(each.shown), 8, true);
        if (!caption.isEmpty()) m_pages.paragraph(caption);
    }
}

void Writer::figures() {
    m_pages.newPage();
    m_pages.heading(tr("Figures"), 1);
    m_pages.paragraph(tr("Differences are taken against %1. “Better” and “worse” stand only where the last column gives ground for them.").arg(name(0)), 8, true);
    const bool two = count() == 2;
    auto all = columns(tr("Measure"), two ? 23 : 17, two ? 16 : 13, Qt::AlignRight);
    for (std::size_t i = 1; i < count(); ++i) all.push_back({two ? tr("Difference") : tr("%1, difference").arg(QString::fromStdString(m_comparison.subjects[i].name)), two ? 16.0 : 13.0, Qt::AlignRight});
    all.push_back({tr("Rests on"), two ? 29.0 : 18.0, Qt::AlignLeft});
    const Theme paper = lightTheme();
    std::vector<ReportRow> rows;
    for (std::size_t at = 0; at < m_comparison.rows.size(); ++at) {
        const twin::ComparisonRow& row = m_comparison.rows[at];
        ReportRow cells{{QStringLiteral("<b>%1</b>").arg(esc(translated(row.label)))}};
        for (std::size_t i = 0; i < count(); ++i) cells.cells << esc(valueText(row, row.values[i], m_view)) + QStringLiteral("<br>") + small(reference(at, i));
        for (std::size_t i = 1; i < count(); ++i) {
            QString text = esc(differenceText(row, row.values[i], m_view));
            const int said = verdict(row, i);
            if (said != 0 && (row.better == static_cast<int>(i) || row.better == 0))
                text += QStringLiteral("<br><b><span style='color:%1; font-size:7.5pt'>%2</span></b>").arg((said > 0 ? paper.good : paper.bad).name(), said > 0 ? tr("▲ better") : tr("▼ worse"));
            cells.cells << text;
        }
        cells.cells << small(esc(translated(row.restsOn)));
        rows.push_back(cells);
    }
    m_pages.table(all, rows, 8.5);
}

void Writer::derivations() {
    m_pages.newPage();
    m_pages.heading(tr("How the figures came about"), 1);
    for (std::size_t at = 0; at < m_comparison.rows.size(); ++at) derivation(at);
}

void Writer::derivation(std::size_t at) {
    const twin::ComparisonRow& row = m_comparison.rows[at];
    m_pages.heading(translated(row.label), 2);
    std::vector<QString> equations, origins, assumed, notes;
    for (const twin::ComparisonValue& value : row.values) {
        equations.push_back(esc(translated(value.derivation.equation)));
        origins.push_back(esc(translated(value.derivation.source)));
        QStringList lines;
        for (const twin::Text& each : value.derivation.assumptions) lines << esc(translated(each));
        assumed.push_back(lines.join(QStringLiteral(" ")));
        notes.push_back(esc(translated(value.reason)));
    }
    const auto say = [&](const QString& what, const std::vector<QString>& texts) {
        if (const QString text = perVariant(texts); !text.isEmpty()) m_pages.paragraph(QStringLiteral("<span style='color:#5a6673'>%1</span> %2").arg(what, text), 8.5);
    };
    say(tr("Equation:"), equations);
    inputs(row, at);
    say(tr("Note:"), notes);
    say(tr("Assumptions:"), assumed);
    say(tr("Source:"), origins);
    if (!row.restsOn.empty()) m_pages.paragraph(QStringLiteral("<span style='color:#5a6673'>%1</span> %2").arg(tr("Judgement:"), esc(translated(row.restsOn))), 8.5);
}

/// Result and inputs of all variants beside each other; an input that a variant lacks is a dash.
void Writer::inputs(const twin::ComparisonRow& row, std::size_t at) {
    struct Line {
        QString name, source;
        std::vector<QString> values;
    };
    std::vector<Line> lines;
    for (std::size_t i = 0; i < count(); ++i)
        for (const auto& input : row.values[i].derivation.inputs) {
            const QString name = esc(translated(input.name)), source = esc(translated(input.source));
            auto found = std::ranges::find_if(lines, [&](const Line& line) { return line.name == name && line.source == source && line.values[i].isEmpty(); });
            if (found == lines.end()) found = lines.insert(lines.end(), {name, source, std::vector<QString>(count())});
            found->values[i] = esc(twin::formatQuantity(input.value, input.unit, m_view.units()));
        }
    ReportRow result{{QStringLiteral("<b>%1</b>").arg(tr("Result"))}, true}, scaled{{esc(tr("At the compute of the first"))}};
    bool scales = false;
    for (std::size_t i = 0; i < count(); ++i) {
        const twin::ComparisonValue& value = row.values[i];
        result.cells << QStringLiteral("<span style='color:#5a6673'>%1</span> <b>%2</b>").arg(reference(at, i), esc(valueText(row, value, m_view)));
        scaled.cells << esc(twin::formatValue(row, value.atSameCompute, m_view.units()));
        scales = scales || std::isfinite(value.atSameCompute);
    }
    result.cells << QString();
    std::vector<ReportRow> rows;
    for (const Line& line : lines) {
        ReportRow cells{{line.name}};
        for (const QString& value : line.values) cells.cells << (value.isEmpty() ? QStringLiteral("–") : value);
        cells.cells << small(line.source);
        rows.push_back(cells);
    }
    rows.push_back(result);
    if (scales) rows.push_back({scaled.cells << small(tr("result × compute of the first / own compute"))});
    auto all = columns(tr("Input"), 32, count() == 2 ? 20 : 15, Qt::AlignRight);
    all.push_back({tr("Origin"), count() == 2 ? 28.0 : 23.0, Qt::AlignLeft});
    m_pages.table(all, rows, 8);
}

void Writer::layout() {
    m_pages.heading(tr("Differences of the layout"), 1);
    for (const twin::LayoutComparison& each : m_comparison.layout) {
        m_pages.paragraph(tr("<b>%1</b> against %2: %n difference(s).", nullptr, static_cast<int>(each.differences.size())).arg(name(each.subject), name(0)));
        std::vector<ReportRow> counts, listed;
        for (const twin::DifferenceCount& kind : twin::countByKind(each.differences))
            counts.push_back({{esc(translated(twin::label(kind.what))), esc(translated(twin::spec(kind.kind).label)), QString::number(kind.count)}});
        if (counts.empty()) continue;
        m_pages.table({{tr("What"), 25}, {tr("Kind"), 55}, {tr("Count"), 20, Qt::AlignRight}}, counts, 8);
        for (const twin::LayoutDifference& one : each.differences) {
            if (listed.size() == kMostListed) break;
            listed.push_back({{esc(translated(twin::label(one.what))), esc(one.name), esc(translated(one.description))}});
        }
        if (each.differences.size() > kMostListed) m_pages.paragraph(tr("The first %1 of them:").arg(kMostListed), 8.5, true);
        m_pages.table({{tr("What"), 13}, {tr("Object"), 25}, {tr("Change"), 62}}, listed, 7.5);
    }
}

void Writer::sources() {
    std::map<QString, QStringList> used;
    std::vector<QString> order;
    const auto use = [&](const twin::Text& source, const QString& by) {
        const QString text = translated(source);
        if (text.isEmpty()) return;
        auto [found, fresh] = used.try_emplace(text);
        if (fresh) order.push_back(text);
        if (!found->second.contains(by)) found->second << by;
    };
    for (const twin::ComparisonRow& row : m_comparison.rows)
        for (const twin::ComparisonValue& value : row.values) {
            use(value.derivation.source, translated(row.label));
            for (const auto& input : value.derivation.inputs) use(input.source, translated(row.label));
        }
    m_pages.heading(tr("Sources"), 1);
    std::vector<ReportRow> rows;
    for (const QString& each : order) rows.push_back({{QString::number(rows.size() + 1), esc(each), small(esc(used[each].join(tr(", "))))}});
    m_pages.table({{QString(), 4, Qt::AlignRight}, {tr("Origin"), 52}, {tr("Figures that rest on it"), 44}}, rows, 8);
}

void Writer::solution() {
    m_pages.heading(tr("State of the solution"), 1);
    std::vector<ReportRow> rows, balances, disciplines;
    for (std::size_t i = 0; i < count(); ++i) {
        const auto& subject = m_comparison.subjects[i];
        const twin::Frame* frame = i < m_input.frames.size() ? m_input.frames[i].get() : nullptr;
        rows.push_back({{QStringLiteral("<b>%1</b>").arg(name(i)), report::words(subject.fidelity), report::words(subject.report.status), QString::number(subject.report.iterations), QString::number(subject.report.residual, 'e', 1),
                         frame != nullptr ? QString::number(100 * frame->worstBalance(), 'f', 4) + QStringLiteral(" %") : QStringLiteral("–")}});
        if (frame == nullptr) continue;
        for (const twin::Balance& balance : frame->balances)
            balances.push_back({{name(i), esc(translated(balance.label)), grouped(balance.in), grouped(balance.out), QString::number(100 * balance.relative(), 'f', 4) + QStringLiteral(" %")}});
        for (const auto& [discipline, told] : frame->reports)
            disciplines.push_back({{name(i), esc(translated(discipline.c_str())), report::words(told.status), QString::number(told.iterations), QString::number(told.residual, 'e', 1), told.worst.empty() ? QStringLiteral("–") : esc(told.worst)}});
    }
    const auto right = Qt::AlignRight;
    m_pages.table({{tr("Variant"), 26}, {tr("Grid of the air"), 16}, {tr("Status"), 18}, {tr("Iterations"), 13, right}, {tr("Residual"), 13, right}, {tr("Worst balance"), 14, right}}, rows, 8);
    if (!disciplines.empty()) m_pages.table({{tr("Variant"), 26}, {tr("Solver"), 20}, {tr("Status"), 18}, {tr("Iterations"), 11, right}, {tr("Residual"), 11, right}, {tr("Worst object"), 14}}, disciplines, 8);
    if (!balances.empty()) m_pages.table({{tr("Variant"), 24}, {tr("Balance (W or kg/s)"), 34}, {tr("In"), 14, right}, {tr("Out"), 14, right}, {tr("Difference"), 14, right}}, balances, 8);
}

void Writer::limits() {
    m_pages.heading(tr("What the model leaves out"), 1);
    for (const QString& each : report::limits()) m_pages.paragraph(QStringLiteral("• %1").arg(esc(each)));
}

}  // namespace

QString writeComparisonReport(const QString& path, const ReportInput& input, const ViewState& view) {
    if (input.comparison.subjects.size() < 2) return QCoreApplication::translate("ComparisonReport", "A report compares two variants or more.");
    QStringList names;
    for (const auto& subject : input.comparison.subjects) names << QString::fromStdString(subject.name);
    const QString header = QString::fromStdString(input.project.name), right = names.join(QStringLiteral(" | "));
    const QString footer = QStringLiteral("%1 %2 · %3 · %4").arg(QCoreApplication::applicationName(), input.version, QString::fromStdString(input.project.conditions.name), input.date.toString(Qt::ISODate));
    int total = 0;
    {
        QBuffer counted;
        counted.open(QIODevice::WriteOnly);
        ReportPages pages(counted, header, right, footer, 0);
        Writer(input, view, pages).write();
        total = pages.pages();
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return file.errorString();
    bool written = false;
    {
        ReportPages pages(file, header, right, footer, total);
        Writer(input, view, pages).write();
        written = pages.finish();
    }
    if (!written || !file.commit()) return file.errorString();
    return {};
}

}  // namespace plenum::app
