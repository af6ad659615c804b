// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspaces/report_pages.h"

#include "app/widgets/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QTextDocument>
#include <QTextOption>

#include <algorithm>

namespace plenum::app {

namespace {

// A4, millimetres.
constexpr double kWidth_mm = 210, kHeight_mm = 297, kSide_mm = 18, kTop_mm = 24, kBottom_mm = 20;
constexpr double kHeaderAt_mm = 11, kFooterAt_mm = kHeight_mm - 13;
constexpr int kResolution = 600;
constexpr double kCellPad_mm = 1.4, kCellGap_mm = 4;
constexpr double kWithNext_mm = 32;  ///< a heading is not the last thing on a page

// Ink on white paper.
const QColor kInk(0x1b, 0x22, 0x2b), kDim(0x5a, 0x66, 0x73), kRule(0xc9, 0xd0, 0xd8), kStrongRule(0x6b, 0x77, 0x85), kTint(0xf2, 0xf5, 0xf8);

}  // namespace

ReportPages::ReportPages(QIODevice& out, const QString& title, const QString& headerRight, const QString& footerLeft, int total)
    : m_writer(&out), m_headerLeft(title.toHtmlEscaped()), m_headerRight(headerRight.toHtmlEscaped()), m_footerLeft(footerLeft.toHtmlEscaped()), m_total(total) {
    m_writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0), QPageLayout::Millimeter));
    m_writer.setResolution(kResolution);
    m_writer.setTitle(title);
    m_writer.setCreator(QCoreApplication::applicationName());
    m_painter.begin(&m_writer);
    m_painter.setRenderHint(QPainter::LosslessImageRendering);
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
    m_y = px(kTop_mm);
    furniture();
}

ReportPages::~ReportPages() { finish(); }

bool ReportPages::finish() { return !m_painter.isActive() || m_painter.end(); }

double ReportPages::px(double mm) const { return mm * kResolution / 25.4; }
double ReportPages::left_mm() const { return (px(kHeight_mm - kBottom_mm) - m_y) * 25.4 / kResolution; }

std::unique_ptr<QTextDocument> ReportPages::laidOut(const QString& html, double points, double width, Qt::Alignment align, const QColor& colour) const {
    auto text = std::make_unique<QTextDocument>();
    text->documentLayout()->setPaintDevice(const_cast<QPdfWriter*>(&m_writer));
    QFont font = bodyFont();
    font.setPointSizeF(points);
    text->setDefaultFont(font);
    text->setDocumentMargin(0);
    QTextOption option(align);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text->setDefaultTextOption(option);
    text->setHtml(QStringLiteral("<div style='color:%1'>%2</div>").arg(colour.name(), html));
    text->setTextWidth(width);
    return text;
}

double ReportPages::height_mm(const QString& html, double points) const {
    return laidOut(html, points, px(kWidth_mm - 2 * kSide_mm), Qt::AlignLeft, kInk)->size().height() * 25.4 / kResolution;
}

void ReportPages::draw(QTextDocument& text, double x, double y) {
    m_painter.save();
    m_painter.translate(x, y);
    text.drawContents(&m_painter);
    m_painter.restore();
}

void ReportPages::furniture() {
    const double left = px(kSide_mm), width = px(kWidth_mm - 2 * kSide_mm);
    m_painter.setPen(QPen(kRule, px(0.2)));
    m_painter.drawLine(QPointF(left, px(kHeaderAt_mm + 6)), QPointF(left + width, px(kHeaderAt_mm + 6)));
    m_painter.drawLine(QPointF(left, px(kFooterAt_mm - 1.5)), QPointF(left + width, px(kFooterAt_mm - 1.5)));
    const QString count = QCoreApplication::translate("ComparisonReport", "Page %1 of %2").arg(m_page).arg(std::max(m_total, m_page));
    draw(*laidOut(m_headerLeft, 8, 0.6 * width, Qt::AlignLeft, kDim), left, px(kHeaderAt_mm));
    draw(*laidOut(m_headerRight, 8, 0.38 * width, Qt::AlignRight, kDim), left + 0.62 * width, px(kHeaderAt_mm));
    draw(*laidOut(m_footerLeft, 8, 0.7 * width, Qt::AlignLeft, kDim), left, px(kFooterAt_mm));
    draw(*laidOut(count, 8, 0.28 * width, Qt::AlignRight, kDim), left + 0.72 * width, px(kFooterAt_mm));
}

void ReportPages::newPage() {
    m_writer.newPage();
    ++m_page;
    m_y = px(kTop_mm);
    furniture();
}

void ReportPages::keep(double mm) {
    if (left_mm() < mm && m_y > px(kTop_mm)) newPage();
}

void ReportPages::heading(const QString& text, int level) {
    const double points = level == 0 ? 20 : level == 1 ? 14 : 10.5;
    if (m_y > px(kTop_mm)) space(level == 1 ? 5 : 3.2);
    keep(kWithNext_mm);
    auto laid = laidOut(QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped()), points, px(kWidth_mm - 2 * kSide_mm), Qt::AlignLeft, kInk);
    draw(*laid, px(kSide_mm), m_y);
    m_y += laid->size().height() + px(level == 2 ? 0.8 : 2);
}

void ReportPages::paragraph(const QString& html, double points, bool dim) {
    auto laid = laidOut(html, points, px(kWidth_mm - 2 * kSide_mm), Qt::AlignLeft, dim ? kDim : kInk);
    keep(laid->size().height() * 25.4 / kResolution);
    draw(*laid, px(kSide_mm), m_y);
    m_y += laid->size().height() + px(1.2);
}

void ReportPages::picture(const QImage& image, double tallest_mm) {
    if (image.isNull()) return;
    const double wide = px(kWidth_mm - 2 * kSide_mm);
    QSizeF size(image.size());
    size.scale(wide, px(tallest_mm), Qt::KeepAspectRatio);
    keep(size.height() * 25.4 / kResolution);
    const QRectF at(QPointF(px(kSide_mm) + (wide - size.width()) / 2, m_y), size);
    if (m_total > 0) m_painter.drawImage(at, image);
    m_painter.setPen(QPen(kRule, px(0.2)));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(at);
    m_y += size.height() + px(1.5);
}

double ReportPages::rowHeight(const std::vector<std::unique_ptr<QTextDocument>>& cells) const {
    double height = 0;
    for (const auto& cell : cells) height = std::max(height, cell->size().height());
    return height + 2 * px(kCellPad_mm);
}

void ReportPages::table(const std::vector<ReportColumn>& columns, const std::vector<ReportRow>& rows, double points) {
    const double left = px(kSide_mm), gap = px(kCellGap_mm), wide = px(kWidth_mm - 2 * kSide_mm) - gap * static_cast<double>(columns.size() - 1);
    double sum = 0;
    for (const ReportColumn& column : columns) sum += column.share;
    using Cells = std::vector<std::unique_ptr<QTextDocument>>;
    const auto lay = [&](const auto& textOf, const QColor& colour) {
        Cells cells;
        for (std::size_t i = 0; i < columns.size(); ++i) cells.push_back(laidOut(textOf(i), points, wide * columns[i].share / sum, columns[i].align, colour));
        return cells;
    };
    const auto put = [&](const Cells& cells, double height, bool tinted, const QColor& rule) {
        if (tinted) m_painter.fillRect(QRectF(left, m_y, px(kWidth_mm - 2 * kSide_mm), height), kTint);
        double x = left;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            draw(*cells[i], x, m_y + px(kCellPad_mm));
            x += wide * columns[i].share / sum + gap;
        }
        m_y += height;
        m_painter.setPen(QPen(rule, px(rule == kStrongRule ? 0.3 : 0.15)));
        m_painter.drawLine(QPointF(left, m_y), QPointF(left + px(kWidth_mm - 2 * kSide_mm), m_y));
    };
    const bool headed = std::ranges::any_of(columns, [](const ReportColumn& column) { return !column.title.isEmpty(); });
    const Cells header = lay([&](std::size_t i) { return QStringLiteral("<b>%1</b>").arg(columns[i].title.toHtmlEscaped()); }, kDim);
    const double headerHeight = headed ? rowHeight(header) : 0;
    bool first = true;
    for (const ReportRow& row : rows) {
        const Cells cells = lay([&](std::size_t i) { return i < static_cast<std::size_t>(row.cells.size()) ? row.cells[static_cast<int>(i)] : QString(); }, kInk);
        const double height = rowHeight(cells);
        const bool full = m_y + height + (first ? headerHeight : 0) > px(kHeight_mm - kBottom_mm);
        if (full) newPage();
        if (headed && (first || full)) put(header, headerHeight, false, kStrongRule);
        put(cells, height, row.strong, kRule);
        first = false;
    }
    space(2);
}

}  // namespace plenum::app
