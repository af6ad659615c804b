// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

class QIODevice;
class QTextDocument;

namespace plenum::app {

struct ReportColumn {
    QString title;
    double share = 1;  ///< of the width, in parts of the sum
    Qt::Alignment align = Qt::AlignLeft;
};

/// Cells of one row as rich text; `strong` rows stand on a tint.
struct ReportRow {
    QStringList cells;
    bool strong = false;
};

/// A flow of headings, paragraphs, pictures and tables over A4 pages with running header and footer. Nothing is split
/// but tables, between their rows, and those repeat their header; a heading stays with what follows. Text is text, with
/// its fonts embedded. What says "page n of N" needs the number of pages: write to a throw-away device first (total 0).
class ReportPages {
  public:
    ReportPages(QIODevice& out, const QString& title, const QString& headerRight, const QString& footerLeft, int total);
    ~ReportPages();

    void heading(const QString& text, int level);
    void paragraph(const QString& html, double points = 9, bool dim = false);
    void picture(const QImage& image, double tallest_mm);
    void table(const std::vector<ReportColumn>& columns, const std::vector<ReportRow>& rows, double points = 8.5);
    void space(double mm) { m_y += px(mm); }
    /// A new page unless so much is left on this one.
    void keep(double mm);
    void newPage();
    double left_mm() const;  ///< height that is left on the page
    /// What a paragraph of this text would take.
    double height_mm(const QString& html, double points) const;
    int pages() const { return m_page; }
    /// Finishes the file; false when it could not be written.
    bool finish();

  private:
    double px(double mm) const;
    std::unique_ptr<QTextDocument> laidOut(const QString& html, double points, double width, Qt::Alignment align, const QColor& colour) const;
    void draw(QTextDocument& text, double x, double y);
    void furniture();
    double rowHeight(const std::vector<std::unique_ptr<QTextDocument>>& cells) const;

    QPdfWriter m_writer;
    QPainter m_painter;
    QString m_headerLeft, m_headerRight, m_footerLeft;
    int m_total = 0, m_page = 1;
    double m_y = 0;
};

}  // namespace plenum::app
