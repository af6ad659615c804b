// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/extend/guards.h"
#include "twin/extend/loader.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cmath>
#include <fstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace twin;
using namespace twin::extend;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

const fs::path kPlanted = PLENUM_BINARY_DIR "/tests/planted_plugins";

struct Sink final : SampleSink {
    std::atomic<int> samples{0}, reports{0};
    void put(std::vector<telemetry::RawSample> list) override { samples += static_cast<int>(list.size()); }
    void report(SourceState, const Issue&) override { ++reports; }
};

template <class Call>
std::string codeOf(Call&& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.code() + ": " + error.what();
    }
    return {};
}

/// Runs in a child process and gives its exit code; −1 when it does not end within ten seconds.
template <class Call>
int inChild(Call&& call) {
    const pid_t child = ::fork();
    if (child == 0) std::exit(call());
    for (int i = 0; i < 1000; ++i) {
        int status = 0;
        if (::waitpid(child, &status, WNOHANG) == child) return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + status;
        std::this_thread::sleep_for(10ms);
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    return -1;
}

std::string onlyText(const Issues& issues) { return issues.size() == 1 ? english(issues[0].text) : std::to_string(issues.size()) + " issues"; }

/// A folder with a description and a library made from bytes.
void plant(const fs::path& folder, const std::string& id, const std::string& library) {
    fs::create_directories(folder / id);
    std::ofstream(folder / id / "plugin.json") << R"({"format": "plenum-plugin/1", "contract": 1, "id": ")" << id
                                               << R"(", "name": "N", "version": "1", "summary": "S", "kinds": ["overlay"]})";
    if (!library.empty()) std::ofstream(folder / id / ("libplenum_" + id + ".so"), std::ios::binary) << library;
}

std::string bytesOf(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

class PluginLoaderTest : public QObject {
    Q_OBJECT
  private slots:
    void listsWithoutLoading();
    void loadsOnDemand();
    void faultsAreIssues_data();
    void faultsAreIssues();
    void hangInCreateIsNamedAndLeft();
    void hangInLoaderLetsTheProgramEnd();
    void throwWhileLoadingLetsTheProgramGoOn();
    void damagedLibrariesAreRefused();
    void firstOfTwoCounts();
    void callsAreGuarded();
    void sourceIsCutOff();
    void sourceThatHangsIsCutOff();
    void overlayThatThrowsShowsNothing();
    void overlayWithoutARowToShowIsRefused();
    void manyThreadsLoadOnce();
    void foldersComeFromTheEnvironment();
};

void PluginLoaderTest::listsWithoutLoading() {
    PluginRegistry registry;
    const Issues issues = registry.scan({kPlanted, kPlanted / "absent"});
    QCOMPARE(issues.size(), std::size_t(1));  // the absent folder
    QCOMPARE(registry.plugins().size(), std::size_t(11));
    for (const auto& info : registry.plugins()) QVERIFY(info.state == PluginState::Found);
    QCOMPARE(registry.takers(PluginKind::Importer, "x.GOOD").size(), std::size_t(1));
    QVERIFY(registry.find("nobody") == nullptr);
    QCOMPARE(onlyText(registry.load("nobody")), std::string("No plug-in is named “nobody”."));
}

void PluginLoaderTest::loadsOnDemand() {
    PluginRegistry registry;
    registry.scan({kPlanted});
    QVERIFY(registry.load("good").empty());
    QVERIFY(registry.load("good").empty());
    const auto imported = registry.makeImporter("good")->read("file", {}, {}, {});
    QCOMPARE(imported.name, std::string("read"));
    QCOMPARE(english(imported.issues.at(0).text), std::string("A warning of the plug-in"));
    registry.scan({kPlanted});
    for (const auto& info : registry.plugins()) QCOMPARE(info.state == PluginState::Loaded, info.manifest.id == "good");
}

void PluginLoaderTest::faultsAreIssues_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("says");
    QTest::newRow("exception") << "throws_in_create" << "planted, while creating";
    QTest::newRow("number thrown") << "throws_number" << "does not say why";
    QTest::newRow("contract") << "wrong_contract" << "built for contract 2";
    QTest::newRow("id") << "other_id" << "“someone_else”";
    QTest::newRow("nothing") << "creates_nothing" << "created nothing";
    QTest::newRow("no entry") << "no_entry" << "plenum_plugin_entry";
    QTest::newRow("null entry") << "null_entry" << "does not describe itself";
}

void PluginLoaderTest::faultsAreIssues() {
    QFETCH(QString, id);
    QFETCH(QString, says);
    PluginRegistry registry;
    registry.scan({kPlanted});
    const std::string key = id.toStdString();
    const Issues issues = registry.load(key);
    QVERIFY2(onlyText(issues).find(says.toStdString()) != std::string::npos, onlyText(issues).c_str());
    QCOMPARE(issues[0].code, std::string("plugin.load"));
    QCOMPARE(issues[0].itemName, "Planted " + key);
    QVERIFY2(issues[0].path.ends_with("/libplenum_" + key + ".so"), issues[0].path.c_str());
    QCOMPARE(registry.load(key).size(), std::size_t(1));  // told again, not tried again
    QVERIFY(codeOf([&] { registry.makeImporter(key); }).starts_with("plugin.load"));
    QVERIFY(registry.load("good").empty());
}

void PluginLoaderTest::hangInCreateIsNamedAndLeft() {
    PluginRegistry registry(200ms);
    registry.scan({kPlanted});
    QElapsedTimer timer;
    timer.start();
    const Issues issues = registry.load("hangs_in_create");
    QVERIFY2(onlyText(issues).find("Planted hangs_in_create did not finish loading") != std::string::npos, onlyText(issues).c_str());
    QVERIFY(timer.elapsed() < 5000);
    QVERIFY(registry.load("good").empty());
}

void PluginLoaderTest::hangInLoaderLetsTheProgramEnd() {
    const int code = inChild([] {
        PluginRegistry registry(200ms);
        registry.scan({kPlanted});
        if (onlyText(registry.load("hangs_in_static")).find("Planted hangs_in_static did not finish") == std::string::npos) return 1;
        return onlyText(registry.load("good")).find("Another plug-in hung") == std::string::npos ? 2 : 7;
    });
    QCOMPARE(code, 7);
}

void PluginLoaderTest::throwWhileLoadingLetsTheProgramGoOn() {
    const int code = inChild([] {
        PluginRegistry registry(2000ms);
        registry.scan({kPlanted});
        if (onlyText(registry.load("throws_in_static")).find("planted, while loading") == std::string::npos) return 1;
        return onlyText(registry.load("good")).find("Another plug-in hung") == std::string::npos ? 2 : 7;
    });
    QCOMPARE(code, 7);
}

void PluginLoaderTest::damagedLibrariesAreRefused() {
    QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    const std::string whole = bytesOf(kPlanted / "good/libplenum_good.so");
    QVERIFY(whole.size() > 5000);
    plant(path, "absent", "");
    plant(path, "garbage", "this is no library at all, but it is long enough to hold a header of one, surely");
    plant(path, "tiny", "\x7F" "ELF");
    plant(path, "half", whole.substr(0, whole.size() / 2));
    plant(path, "header", whole.substr(0, 64));
    std::string other = whole;
    other[18] = static_cast<char>(0x28);  // e_machine: ARM
    plant(path, "machine", other);
    plant(path, "folder", "");
    fs::create_directory(path / "folder/libplenum_folder.so");
    PluginRegistry registry;
    QVERIFY(registry.scan({path}).empty());
    for (const auto& info : registry.plugins()) {
        const Issues issues = registry.load(info.manifest.id);
        QCOMPARE(issues.size(), std::size_t(1));
        QVERIFY2(issues[0].path.find(info.manifest.id) != std::string::npos, issues[0].path.c_str());
    }
    for (std::size_t cut = 64; cut < whole.size(); cut += whole.size() / 40) {
        QTemporaryDir each;
        plant(each.path().toStdString(), "cut", whole.substr(0, cut));
        PluginRegistry one;
        one.scan({each.path().toStdString()});
        const Issues issues = one.load("cut");  // refused, or (only its sections lost) another id
        QVERIFY2(issues.size() == 1, std::to_string(cut).c_str());
    }
}

void PluginLoaderTest::firstOfTwoCounts() {
    QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    plant(path, "good", "");
    PluginRegistry registry;
    const Issues issues = registry.scan({kPlanted, path});
    QCOMPARE(issues.size(), std::size_t(1));
    QCOMPARE(issues[0].code, std::string("plugin.twice"));
    QVERIFY(registry.load("good").empty());
}

void PluginLoaderTest::callsAreGuarded() {
    PluginRegistry registry;
    registry.scan({kPlanted});
    const auto importer = registry.makeImporter("good");
    const auto read = [&](const char* path) { return codeOf([&] { importer->read(path, {}, {}, {}); }); };
    QCOMPARE(read("number"), std::string("plugin.threw: The plug-in Planted good failed and does not say why. Report it to its maker."));
    QVERIFY(read("text").find("Planted good failed: planted text") != std::string::npos);
    QVERIFY(read("standard").find("out of range") != std::string::npos);
    QCOMPARE(read("error"), std::string("planted.read: It cannot be read."));
    QCOMPARE(read("fine"), std::string());
    QVERIFY(codeOf([&] { registry.makeExporter("good")->write({}, "x", {}, {}); }).starts_with("plugin.threw: The plug-in Planted good failed: std::bad_alloc"));
}

void PluginLoaderTest::sourceIsCutOff() {
    PluginRegistry registry;
    registry.scan({kPlanted});
    Sink sink;
    auto source = registry.makeSource("good");
    source->start({}, sink);
    QCOMPARE(sink.samples.load(), 1);
    source->stop();
    source->stop();
    QVERIFY(codeOf([&] { source->start({{"throw", ""}}, sink); }).starts_with("plugin.threw"));
    QVERIFY(codeOf([&] { source->start({{"error", ""}}, sink); }).starts_with("planted.never"));
    source->start({{"throwInStop", ""}}, sink);
    QVERIFY(codeOf([&] { source->stop(); }).find("planted, while stopping") != std::string::npos);
    QCOMPARE(sink.samples.load(), 2);
    // Slow, but within the limit of three seconds: its last sample still counts.
    source->start({{"hang", ""}}, sink);
    source->stop();
    QCOMPARE(sink.samples.load(), 4);
}

void PluginLoaderTest::sourceThatHangsIsCutOff() {
    struct Slow final : TelemetrySource {
        void start(const Settings&, SampleSink& to) override { sink = &to; }
        void stop() override {
            std::this_thread::sleep_for(300ms);
            sink->put({{"late", 2, 0, "", telemetry::Quality::Good}});
            *stopped = true;
        }
        SampleSink* sink = nullptr;
        std::shared_ptr<std::atomic<bool>> stopped = std::make_shared<std::atomic<bool>>(false);
    };
    auto slow = std::make_unique<Slow>();
    const auto stopped = slow->stopped;
    auto sink = std::make_unique<Sink>();
    const auto source = guard(nullptr, std::unique_ptr<TelemetrySource>(std::move(slow)), "Slow", 20ms);
    source->start({}, *sink);
    QVERIFY(codeOf([&] { source->stop(); }).starts_with("plugin.hangs: The plug-in Slow"));
    QCOMPARE(sink->samples.load(), 0);
    sink.reset();  // nothing may touch it any more
    QTRY_VERIFY(stopped->load());
    Sink another;
    QVERIFY(codeOf([&] { source->start({}, another); }).starts_with("plugin.hangs"));
}

void PluginLoaderTest::overlayThatThrowsShowsNothing() {
    PluginRegistry registry;
    registry.scan({kPlanted});
    std::vector<std::string> told;
    const auto overlay = registry.makeOverlay("good", [&](const Error& error) { told.push_back(error.code() + ": " + error.what()); });
    QCOMPARE(std::string(overlay->row().key), std::string("planted"));
    const Frame frame;
    QCOMPARE(overlay->value(frame, Kind::Rack, 0), 0.5);
    QVERIFY(std::isnan(overlay->value(frame, Kind::Rack, 3)));
    QVERIFY(std::isnan(overlay->value(frame, Kind::Rack, 0)));
    QCOMPARE(told.size(), std::size_t(1));  // once, by name
    QVERIFY2(told[0].starts_with("plugin.threw") && told[0].find("planted, in a value") != std::string::npos, told[0].c_str());
}

void PluginLoaderTest::overlayWithoutARowToShowIsRefused() {
    struct Bare final : OverlayProvider {
        explicit Bare(scene::OverlaySpec row) : m_row(row) {}
        const scene::OverlaySpec& row() const override { return m_row; }
        double value(const Frame&, Kind, std::size_t) const override { return 0; }
        scene::OverlaySpec m_row;
    };
    static constexpr scene::OverlaySpec::Source kSources[] = {{Kind::Rack, Quantity::ItPower}};
    const scene::OverlaySpec good{"key", "Label", Unit::None, scene::ColourMap::Viridis, 0, 1, {}, false, kSources, nullptr};
    QCOMPARE(std::string(guard(nullptr, std::make_unique<Bare>(good), "Bare")->row().help), std::string());
    for (const int fault : {0, 1, 2, 3, 4}) {
        scene::OverlaySpec row = good;
        if (fault == 0) row.key = nullptr;
        if (fault == 1) row.label = "";
        if (fault == 2) row.sources = {};
        if (fault == 3) row.low = std::nan("");
        if (fault == 4) row.low = 2;
        QVERIFY(codeOf([&] { guard(nullptr, std::make_unique<Bare>(row), "Bare"); }).starts_with("plugin.overlay: The overlay of the plug-in Bare"));
    }
}

void PluginLoaderTest::manyThreadsLoadOnce() {
    PluginRegistry registry;
    registry.scan({kPlanted});
    std::atomic<int> failures{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                if (i % 2 == 0 && !registry.load("good").empty()) ++failures;
                if (i % 2 == 1 && registry.load("other_id").size() != 1) ++failures;
            });
    }
    QCOMPARE(failures.load(), 0);
}

void PluginLoaderTest::foldersComeFromTheEnvironment() {
    QTemporaryDir folder;
    const fs::path path = fs::canonical(folder.path().toStdString());
    fs::create_directories(path / "data/plenum/plugins");
    fs::create_directories(path / "one");
    qputenv("PLENUM_PLUGIN_PATH", QByteArray::fromStdString((path / "one").string() + "::" + (path / "absent").string() + ":" + (path / "one").string()));
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString((path / "data").string()));
    const auto folders = pluginFolders();
    qunsetenv("PLENUM_PLUGIN_PATH");
    qunsetenv("XDG_DATA_HOME");
    QVERIFY(folders.size() >= 2);
    QCOMPARE(folders[0], path / "one");
    QCOMPARE(folders[1], path / "data/plenum/plugins");
}

PLENUM_TEST(PluginLoaderTest)
#include "plugin_loader_test.moc"
