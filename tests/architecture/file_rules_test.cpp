// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/source_files.h"
#include "tests/support/registry.h"

using plenum::test::SourceFile;

/// Form of the files: licence line, include guard, length.
class FileRulesTest : public QObject {
    Q_OBJECT
  private slots:
    void everyFileStartsWithItsLicence();
    void everyHeaderIsGuarded();
    void noFileIsASink();
    void namesAreSnakeCase();
};

namespace {

template <class Fault>
std::string faults(Fault&& fault) {
    std::string text;
    for (const SourceFile& file : plenum::test::productSources())
        if (const std::string what = fault(file); !what.empty()) text += "\n  " + file.path + ": " + what;
    return text;
}

}  // namespace

void FileRulesTest::everyFileStartsWithItsLicence() {
    const std::string text = faults([](const SourceFile& file) -> std::string {
        return file.lines.empty() || file.lines.front() != "// SPDX-License-Identifier: GPL-3.0-or-later" ? "no SPDX line" : "";
    });
    QVERIFY2(text.empty(), text.c_str());
}

void FileRulesTest::everyHeaderIsGuarded() {
    const std::string text = faults([](const SourceFile& file) -> std::string {
        return file.header() && std::find(file.lines.begin(), file.lines.end(), "#pragma once") == file.lines.end() ? "no #pragma once" : "";
    });
    QVERIFY2(text.empty(), text.c_str());
}

void FileRulesTest::noFileIsASink() {
    constexpr std::size_t kMost = 600;
    const std::string text = faults([](const SourceFile& file) -> std::string {
        return file.lines.size() > kMost ? std::to_string(file.lines.size()) + " lines" : "";
    });
    QVERIFY2(text.empty(), text.c_str());
}

void FileRulesTest::namesAreSnakeCase() {
    const std::string text = faults([](const SourceFile& file) -> std::string {
        for (const char c : file.path)
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_' && c != '/' && c != '.') return "not snake_case";
        return {};
    });
    QVERIFY2(text.empty(), text.c_str());
}

PLENUM_TEST(FileRulesTest)
#include "file_rules_test.moc"
