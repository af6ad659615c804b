// SPDX-License-Identifier: GPL-3.0-or-later
// The report is read back with poppler's tools, as a reader of the PDF would.
#include "app/files/project_files.h"
#include "app/models/view_state.h"
#include "app/panels/comparison_text.h"
#include "app/shell/language.h"
#include "app/workspaces/comparison_report.h"
#include "tests/support/registry.h"
#include "twin/engine/comparison.h"
#include "twin/engine/engine.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace plenum::app;

namespace {

constexpr int kVariants = 2;

/// Text without the blanks that line breaks and columns make. A glyph that serves a character and its radical comes back
/// as either: both become the character.
QString dense(const QString& text) {
    static const QString radicals = QStringLiteral("⻚⻛⻋⻓⻔⻅⻆⻉⻢⻥⻩⻬⻰⻄⻘⻝⻣⻜⺠⻮⻦⻨戶"), characters = QStringLiteral("页风车长门见角贝马鱼黄齐龙西青食骨飞民齿鸟麦户");
    QString out;
    for (const QChar each : text.normalized(QString::NormalizationForm_KC)) {
        const auto radical = radicals.indexOf(each);
        if (!each.isSpace()) out += radical < 0 ? each : characters[radical];
    }
    return out;
}

QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(60'000) && process.exitCode() == 0 ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
}

}  // namespace

class ComparisonReportTest : public QObject {
    Q_OBJECT

    twin::Project m_project;
    twin::Comparison m_comparison;
    std::vector<std::shared_ptr<const twin::Frame>> m_frames;
    std::vector<ReportPicture> m_pictures;
    ViewState m_view;
    QTemporaryDir m_folder;

    QString write(const QString& name) {
        const QString path = m_folder.filePath(name);
        const ReportInput input{m_project, m_comparison, m_frames, m_pictures, QDate(2026, 1, 31), QStringLiteral("0.0")};
        const QString wrong = writeComparisonReport(path, input, m_view);
        return wrong.isEmpty() ? path : QString();
    }

  private slots:
    void initTestCase() {
        for (const char* tool : {"pdftotext", "pdffonts", "pdfinfo"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(tool)).isEmpty()) QSKIP("poppler-utils are not installed");
        plenum::files::Opened opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json");
        QVERIFY(opened.project);
        m_project = std::move(*opened.project);
        std::vector<twin::engine::ComparisonSubject> subjects;
        for (const twin::Variant& variant : m_project.variants) {
            if (subjects.size() == kVariants) break;
            twin::engine::SolveOptions options;
            options.fidelity = twin::Fidelity::Coarse;
            const auto frame = twin::engine::solve(std::make_shared<const twin::Site>(variant.site), m_project.conditions, options);
            m_frames.push_back(frame);
            subjects.push_back({variant.id, variant.name, m_project.name, frame});
        }
        m_comparison = twin::engine::compare(subjects);
        QImage image(1600, 900, QImage::Format_RGB32);
        image.fill(QColor(0xe8, 0xee, 0xf4));
        for (const twin::SavedView& view : m_project.views) m_pictures.push_back({QString::fromStdString(view.name), QString::fromStdString(view.caption), QStringLiteral("picture"), image});
    }

    void cleanup() { setLanguage(QStringLiteral("en")); }

    void everyNumberHasItsDerivation_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    }

    void everyNumberHasItsDerivation() {
        QFETCH(QString, language);
        setLanguage(language);
        const QString path = write(language + QStringLiteral(".pdf"));
        QVERIFY(!path.isEmpty());
        const QString text = dense(outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")}));
        const QString raw = dense(outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-raw"), path, QStringLiteral("-")}));
        const auto says = [&](const QString& what) { return text.contains(dense(what)) || raw.contains(dense(what)); };
        QVERIFY(m_comparison.rows.size() > 10);
        int number = 0;
        for (const twin::ComparisonRow& row : m_comparison.rows) {
            QVERIFY2(says(translated(row.label)), row.label);
            for (const twin::ComparisonValue& value : row.values) {
                QVERIFY2(text.count(QStringLiteral("[%1]").arg(++number)) >= 2, qPrintable(QStringLiteral("[%1] of %2").arg(number).arg(QString::fromLatin1(row.key))));
                QVERIFY2(says(valueText(row, value, m_view)), row.key);
                QVERIFY2(says(translated(value.derivation.equation)), row.key);
                for (const auto& assumption : value.derivation.assumptions) QVERIFY2(says(translated(assumption)), row.key);
            }
        }
        for (const ReportPicture& picture : m_pictures) QVERIFY2(says(picture.caption), qPrintable(picture.name));
        QVERIFY(!text.contains(QChar::ReplacementCharacter));
    }

    void embedsEveryFontAndCountsItsPages() {
        setLanguage(QStringLiteral("zh_CN"));
        const QString path = write(QStringLiteral("fonts.pdf"));
        QVERIFY(!path.isEmpty());
        const QStringList fonts = outputOf(QStringLiteral("pdffonts"), {path}).split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(2);
        QVERIFY(fonts.size() >= 2);
        static const QRegularExpression embedded(QStringLiteral("\\byes\\s+(yes|no)\\s+(yes|no)\\s+\\d+\\s+\\d+\\s*$"));
        for (const QString& font : fonts) QVERIFY2(embedded.match(font).hasMatch(), qPrintable(font));
        static const QRegularExpression count(QStringLiteral("Pages:\\s+(\\d+)"));
        const int pages = count.match(outputOf(QStringLiteral("pdfinfo"), {path})).captured(1).toInt();
        QVERIFY(pages >= 6);
        const QString last = dense(outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-f"), QString::number(pages), path, QStringLiteral("-")}));
        QVERIFY2(last.contains(dense(QCoreApplication::translate("ComparisonReport", "Page %1 of %2").arg(pages).arg(pages))), qPrintable(last.right(200)));
    }

    void refusesWhatIsNoComparison() {
        const twin::Comparison none;
        const ReportInput input{m_project, none, {}, {}, QDate(2026, 1, 31), QStringLiteral("0.0")};
        QVERIFY(!writeComparisonReport(m_folder.filePath(QStringLiteral("none.pdf")), input, m_view).isEmpty());
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("none.pdf"))));
    }
};

PLENUM_TEST(ComparisonReportTest)
#include "comparison_report_test.moc"
