// SPDX-License-Identifier: GPL-3.0-or-later
// `plenum --export` as a user runs it: pictures of saved views and the PDF report, in both languages.
#include "tests/support/registry.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

namespace {

const QString kSample = QStringLiteral(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json");
constexpr int kLongest_ms = 300'000;

struct Run {
    int code = -1;
    QString out, err;
};

Run plenumRun(const QString& home, const QStringList& arguments) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home);
    environment.insert(QStringLiteral("XDG_STATE_HOME"), home);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(PLENUM_BINARY_DIR "/bin/plenum"), QStringList{kSample, QStringLiteral("--size"), QStringLiteral("1000x700")} + arguments);
    if (!process.waitForFinished(kLongest_ms)) process.kill();
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

}  // namespace

class ExportScriptTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

  private slots:
    void writesAPictureOfEachView() {
        const QString folder = m_folder.filePath(QStringLiteral("pictures"));
        const Run run = plenumRun(m_folder.path(), {QStringLiteral("--export"), folder, QStringLiteral("--scale"), QStringLiteral("1")});
        if (run.err.contains(QStringLiteral("there is no OpenGL"))) QSKIP("no OpenGL here");
        QVERIFY2(run.code == 0, qPrintable(run.err));
        const QStringList files = QDir(folder).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name);
        QCOMPARE(files.size(), 5);
        QCOMPARE(run.out.split(QLatin1Char('\n'), Qt::SkipEmptyParts).size(), 5);
        for (const QString& name : files) {
            const QImage image(QDir(folder).filePath(name));
            QVERIFY2(image.width() > 400 && image.height() > 200, qPrintable(name));
            QSet<QRgb> colours;
            for (int y = 0; y < image.height(); y += 7)
                for (int x = 0; x < image.width(); x += 7) colours.insert(image.pixel(x, y));
            QVERIFY2(colours.size() > 50, qPrintable(QStringLiteral("%1 is nearly empty: %2 colours").arg(name).arg(colours.size())));
        }
    }

    void writesTheReportInBothLanguages_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("word");
        QTest::newRow("English") << "en" << "Assumptions";
        QTest::newRow("Chinese") << "zh_CN" << "假设";
    }
    void writesTheReportInBothLanguages() {
        QFETCH(QString, language);
        QFETCH(QString, word);
        for (const char* tool : {"pdftotext", "pdfinfo"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(tool)).isEmpty()) QSKIP("poppler-utils are not installed");
        const QString path = m_folder.filePath(language + QStringLiteral(".pdf"));
        const Run run = plenumRun(m_folder.path(), {QStringLiteral("--language"), language, QStringLiteral("--export"), path, QStringLiteral("--scale"), QStringLiteral("1")});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QVERIFY(run.out.contains(path));
        QProcess info, text;
        info.start(QStringLiteral("pdfinfo"), {path});
        QVERIFY(info.waitForFinished(30'000) && info.exitCode() == 0);
        const auto pages = QRegularExpression(QStringLiteral("Pages:\\s+(\\d+)")).match(QString::fromUtf8(info.readAllStandardOutput()));
        QVERIFY2(pages.hasMatch() && pages.captured(1).toInt() > 3, qPrintable(pages.captured(0)));
        text.start(QStringLiteral("pdftotext"), {path, QStringLiteral("-")});
        QVERIFY(text.waitForFinished(30'000) && text.exitCode() == 0);
        const QString all = QString::fromUtf8(text.readAllStandardOutput());
        QVERIFY2(all.contains(word), qPrintable(all.left(2000)));
    }

    void saysWhatIsWrong() {
        const Run noView = plenumRun(m_folder.path(), {QStringLiteral("--language"), QStringLiteral("en"), QStringLiteral("--export"), m_folder.filePath(QStringLiteral("x.png")), QStringLiteral("--views"), QStringLiteral("Nowhere")});
        QCOMPARE(noView.code, 3);
        QVERIFY2(noView.err.contains(QStringLiteral("No view is named 'Nowhere'.")), qPrintable(noView.err));
        QVERIFY(!QFileInfo::exists(m_folder.filePath(QStringLiteral("x.png"))));
    }
};

PLENUM_TEST(ExportScriptTest)
#include "export_script_test.moc"
