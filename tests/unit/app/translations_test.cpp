// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

#include <optional>

namespace {

struct Message {
    QString context, source;
    QString type;         // "", "unfinished", "vanished", "obsolete"
    bool plural = false;
    QStringList targets;  // one, or one for each plural form
};

std::vector<Message> readMessages(QXmlStreamReader& xml) {
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            messages.push_back({context, {}, {}, xml.attributes().value("numerus") == u"yes", {}});
        } else if (xml.name() == u"source") {
            messages.back().source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            messages.back().type = xml.attributes().value("type").toString();
            if (!messages.back().plural) messages.back().targets << xml.readElementText();
        } else if (xml.name() == u"numerusform") {
            messages.back().targets << xml.readElementText();
        }
    }
    return messages;
}

std::vector<Message> messagesOf(const QString& path, QString* error) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = file.errorString();
        return {};
    }
    QXmlStreamReader xml(&file);
    auto messages = readMessages(xml);
    if (xml.hasError()) *error = QStringLiteral("line %1: %2").arg(xml.lineNumber()).arg(xml.errorString());
    return messages;
}

/// What a translation must carry over from its source: {0}, %1, %n and tags, sorted, each once.
QStringList placeholders(const QString& text) {
    static const QRegularExpression kMark(QStringLiteral(R"(\{\d+\}|%L?\d{1,2}|%L?n\b|</?[a-z]+>)"));
    QStringList found;
    for (auto it = kMark.globalMatch(text); it.hasNext();) found << it.next().captured();
    found.removeDuplicates();
    found.sort();
    return found;
}

bool hasMnemonic(const QString& text) {
    static const QRegularExpression kMark(QStringLiteral("&[A-Za-z0-9]"));
    return text.contains(kMark);
}

/// The fault of one message, empty if it has none.
QString fault(const Message& message) {
    if (!message.type.isEmpty()) return message.type;
    if (message.targets.isEmpty()) return QStringLiteral("no translation");
    for (const QString& target : message.targets) {
        if (target.trimmed().isEmpty()) return QStringLiteral("empty");
        if (placeholders(target) != placeholders(message.source))
            return QStringLiteral("placeholders %1 became %2").arg(placeholders(message.source).join(' '), placeholders(target).join(' '));
        if (hasMnemonic(target) != hasMnemonic(message.source)) return QStringLiteral("mnemonic lost or added");
    }
    return {};
}

/// A marked literal of the sources. Without a context in the code (tr, QT_TR_NOOP) the context is empty.
struct Marked {
    QString context, text, place;
};

/// Reads C++ as far as needed: comments, literals, and the calls that mark a string.
class Scanner {
public:
    Scanner(QString code, QString name) : m_code(std::move(code)), m_name(std::move(name)) {}

    std::vector<Marked> marked() {
        std::vector<Marked> found;
        while (m_at < m_code.size()) {
            const QChar c = m_code[m_at];
            if (skipComment()) continue;
            if (c == u'"') {
                literal();
            } else if (c == u'\'') {
                skipCharacter();
            } else if (c.isDigit()) {  // 1'000 has no character literal
                while (m_at < m_code.size() && (m_code[m_at].isLetterOrNumber() || m_code[m_at] == u'\'' || m_code[m_at] == u'.')) ++m_at;
            } else if (c.isLetter() || c == u'_') {
                const QString word = identifier();
                if (auto mark = markAfter(word)) found.push_back(std::move(*mark));
            } else {
                ++m_at;
            }
        }
        return found;
    }

private:
    bool startsWith(QStringView text) const { return QStringView(m_code).mid(m_at).startsWith(text); }

    bool skipComment() {
        if (!startsWith(u"//") && !startsWith(u"/*")) return false;
        const bool line = startsWith(u"//");
        const auto end = line ? m_code.indexOf(u'\n', m_at) : m_code.indexOf(QStringLiteral("*/"), m_at + 2);
        m_at = end < 0 ? m_code.size() : end + (line ? 1 : 2);
        return true;
    }

    void skipCharacter() {
        ++m_at;
        while (m_at < m_code.size() && m_code[m_at] != u'\'') m_at += m_code[m_at] == u'\\' ? 2 : 1;
        ++m_at;
    }

    void skipSpace() {
        while (m_at < m_code.size() && (m_code[m_at].isSpace() || skipComment()))
            if (m_at < m_code.size() && m_code[m_at].isSpace()) ++m_at;
    }

    QString identifier() {
        const auto from = m_at;
        while (m_at < m_code.size() && (m_code[m_at].isLetterOrNumber() || m_code[m_at] == u'_')) ++m_at;
        QString word = m_code.mid(from, m_at - from);
        if (word == u"R" && m_at < m_code.size() && m_code[m_at] == u'"') {  // R"delimiter( … )delimiter"
            const auto open = m_code.indexOf(u'(', m_at);
            const QString close = u')' + m_code.mid(m_at + 1, open - m_at - 1) + u'"';
            const auto end = m_code.indexOf(close, open);
            m_at = end < 0 ? m_code.size() : end + close.size();
        }
        return word;
    }

    /// One or more adjacent literals, as the compiler joins them.
    QString literal() {
        QString text;
        while (m_at < m_code.size() && m_code[m_at] == u'"') {
            for (++m_at; m_at < m_code.size() && m_code[m_at] != u'"'; ++m_at) {
                if (m_code[m_at] != u'\\') {
                    text += m_code[m_at];
                    continue;
                }
                const QChar escaped = m_code[++m_at];
                if (escaped == u'u') {
                    text += QChar(m_code.mid(m_at + 1, 4).toUShort(nullptr, 16));
                    m_at += 4;
                } else {
                    text += escaped == u'n' ? QChar(u'\n') : escaped == u't' ? QChar(u'\t') : escaped;
                }
            }
            ++m_at;
            skipSpace();
        }
        return text;
    }

    std::optional<Marked> markAfter(const QString& word) {
        const bool inner = word == u"TWIN_TR", plain = word == u"tr" || word == u"QT_TR_NOOP";
        const bool named = word == u"translate" || word == u"QT_TRANSLATE_NOOP";
        if (!inner && !plain && !named) return {};
        const auto line = m_code.left(m_at).count(u'\n') + 1;
        skipSpace();
        if (m_at >= m_code.size() || m_code[m_at] != u'(') return {};
        ++m_at;
        skipSpace();
        if (m_at >= m_code.size() || m_code[m_at] != u'"') return {};
        Marked mark{inner ? QStringLiteral("twin") : QString(), literal(), QStringLiteral("%1:%2").arg(m_name).arg(line)};
        if (!named) return mark;
        mark.context = mark.text;
        if (m_at >= m_code.size() || m_code[m_at] != u',') return {};
        ++m_at;
        skipSpace();
        if (m_at >= m_code.size() || m_code[m_at] != u'"') return {};
        mark.text = literal();
        return mark;
    }

    QString m_code, m_name;
    qsizetype m_at = 0;
};

std::vector<Marked> markedStrings() {
    std::vector<Marked> found;
    const QDir root(QStringLiteral(PLENUM_SOURCE_DIR));
    for (const char* top : {"twin", "app", "plugins"}) {
        QDirIterator files(root.filePath(QLatin1String(top)), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly)) continue;
            auto more = Scanner(QString::fromUtf8(file.readAll()), root.relativeFilePath(file.fileName())).marked();
            std::move(more.begin(), more.end(), std::back_inserter(found));
        }
    }
    return found;
}

}  // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private slots:
    void hasChinese() { QVERIFY(files().contains(QStringLiteral("plenum_zh_CN.ts"))); }

    void everyEntryIsFinished_data() { addFiles(); }
    void everyEntryIsFinished() {
        QString error;
        const auto messages = messagesOf(path(), &error);
        QVERIFY2(error.isEmpty(), qPrintable(error));
        QVERIFY(messages.size() > 500);
        QStringList faults;
        for (const Message& message : messages)
            if (const QString what = fault(message); !what.isEmpty()) faults << QStringLiteral("%1 “%2”: %3").arg(message.context, message.source, what);
        QVERIFY2(faults.isEmpty(), qPrintable(QStringLiteral("\n") + faults.join('\n')));
    }

    void everyMarkedStringIsThere_data() { addFiles(); }
    void everyMarkedStringIsThere() {
        QString error;
        QHash<QString, QSet<QString>> known;  // context → sources; "" → those of all contexts of the window
        for (const Message& message : messagesOf(path(), &error)) {
            known[message.context].insert(message.source);
            if (message.context != u"twin") known[QString()].insert(message.source);
        }
        QVERIFY2(error.isEmpty(), qPrintable(error));
        const auto strings = markedStrings();
        QVERIFY(strings.size() > 500);
        QStringList lost;
        QHash<QString, QSet<QString>> used;
        for (const Marked& mark : strings) {
            used[mark.context == u"twin" ? mark.context : QString()].insert(mark.text);
            if (!known.value(mark.context).contains(mark.text)) lost << QStringLiteral("%1: “%2”").arg(mark.place, mark.text);
        }
        QVERIFY2(lost.isEmpty(), qPrintable(QStringLiteral("\nnot in the .ts file (run packaging/i18n.sh):\n") + lost.join('\n')));
        for (const QString& context : {QStringLiteral("twin"), QString()}) {
            const auto stale = known.value(context) - used.value(context);
            QVERIFY2(stale.isEmpty(), qPrintable(QStringLiteral("\nno longer in the code (run packaging/i18n.sh):\n") + QStringList(stale.values()).join('\n')));
        }
    }

    /// The plan's card cuts a binding limit into name and value at ": ", in every language.
    void bindingLimitsKeepTheirColon_data() { addFiles(); }
    void bindingLimitsKeepTheirColon() {
        QFile file(QStringLiteral(PLENUM_SOURCE_DIR "/twin/engine/binding.cpp"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QSet<QString> cut;
        for (const Marked& mark : Scanner(QString::fromUtf8(file.readAll()), file.fileName()).marked())
            if (mark.text.contains(u": ")) cut.insert(mark.text);
        QString error;
        for (const Message& message : messagesOf(path(), &error))
            if (message.context == u"twin" && cut.contains(message.source)) QVERIFY2(message.targets.front().contains(u": "), qPrintable(message.source));
        QVERIFY2(error.isEmpty(), qPrintable(error));
    }

    void seesFaults_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, const char* body, bool good) { QTest::newRow(name) << QString::fromUtf8(body) << good; };
        row("good", "<message><source>a {0} %1 &amp;X</source><translation>%1 {0}(&amp;X)</translation></message>", true);
        row("unfinished", "<message><source>a</source><translation type=\"unfinished\">b</translation></message>", false);
        row("vanished", "<message><source>a</source><translation type=\"vanished\">b</translation></message>", false);
        row("empty", "<message><source>a</source><translation></translation></message>", false);
        row("argument lost", "<message><source>a {0}, {1}</source><translation>b {0}</translation></message>", false);
        row("argument added", "<message><source>a %1</source><translation>b %1 %2</translation></message>", false);
        row("mnemonic lost", "<message><source>&amp;Open</source><translation>b</translation></message>", false);
        row("tag lost", "<message><source>&lt;b&gt;a&lt;/b&gt;</source><translation>b</translation></message>", false);
        row("number lost", "<message numerus=\"yes\"><source>%n a</source><translation><numerusform>b</numerusform></translation></message>", false);
        row("good number", "<message numerus=\"yes\"><source>%n a</source><translation><numerusform>%n b</numerusform></translation></message>", true);
    }
    void seesFaults() {
        QFETCH(QString, body);
        QFETCH(bool, good);
        QXmlStreamReader xml(QStringLiteral("<TS><context><name>c</name>%1</context></TS>").arg(body));
        const auto messages = readMessages(xml);
        QCOMPARE(messages.size(), std::size_t(1));
        QCOMPARE(fault(messages.front()).isEmpty(), good);
    }

    void readsMarkedStrings() {
        const QString code = QStringLiteral(
            "// tr(\"comment\")\nauto a = tr(\"one \\\"1\\\"\\n\"\n  \"two\"); int n = 1'000; char16_t q = u'\"';\n"
            "Text t{TWIN_TR(\n \"three {0}\"), {}}; /* tr(\"no\") */ x(QT_TRANSLATE_NOOP(\"c\", \"four\")); str(\"no\"); tr(name);");
        const auto found = Scanner(code, QStringLiteral("f.cpp")).marked();
        QCOMPARE(found.size(), std::size_t(3));
        QCOMPARE(found[0].text, QStringLiteral("one \"1\"\ntwo"));
        QCOMPARE(found[0].place, QStringLiteral("f.cpp:2"));
        QCOMPARE(found[1].context, QStringLiteral("twin"));
        QCOMPARE(found[1].text, QStringLiteral("three {0}"));
        QCOMPARE(found[2].context, QStringLiteral("c"));
        QCOMPARE(found[2].text, QStringLiteral("four"));
    }

private:
    static QDir folder() { return QDir(QStringLiteral(PLENUM_SOURCE_DIR "/resources/i18n")); }
    static QStringList files() { return folder().entryList({"*.ts"}, QDir::Files, QDir::Name); }
    static void addFiles() {
        QTest::addColumn<QString>("file");
        for (const QString& name : files()) QTest::newRow(qPrintable(name)) << name;
    }
    static QString path() { return folder().filePath(QString::fromLatin1(QTest::currentDataTag())); }
};

PLENUM_TEST(TranslationsTest)
#include "translations_test.moc"
