// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/engine/synthetic_day.h"
#include "twin/power/usable_share.h"
#include "twin/store/history_file.h"
#include "twin/telemetry/alarm.h"
#include "twin/telemetry/decoder.h"
#include "twin/telemetry/setup.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>

#if __has_include(<unistd.h>)
#include <unistd.h>
#endif

namespace plenum::cli {

namespace {

namespace fs = std::filesystem;
using twin::engine::SyntheticDay;
using namespace twin::telemetry;

struct Options {
    std::string file, variant, out, date = "2026-07-15", prefix;
    std::vector<std::string> failing;
    std::uint64_t seed = 1;
    int step_s = 60, threads = 2;
    bool bind = false, replace = false;
};

volatile std::sig_atomic_t interrupted = 0;
void interrupt(int) { interrupted = 1; }

/// Ctrl-C asks for a stop while this lives.
class Interruptible {
  public:
    Interruptible() : m_before(std::signal(SIGINT, interrupt)) { interrupted = 0; }
    ~Interruptible() { std::signal(SIGINT, m_before); }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;
    bool poll() {
        if (interrupted != 0) m_source.request_stop();
        return m_source.stop_requested();
    }
    std::stop_token token() const { return m_source.get_token(); }

  private:
    void (*m_before)(int);
    std::stop_source m_source;
};

/// Shares of the work on one line of a terminal; nothing anywhere else.
void showShare(double share) {
#if __has_include(<unistd.h>)
    if (isatty(STDERR_FILENO) == 0) return;
    fmt::print(stderr, "\r{:3.0f} %{}", 100 * share, share >= 1 ? "\n" : "");
    std::fflush(stderr);
#else
    static_cast<void>(share);
#endif
}

/// "2026-07-15" as milliseconds since 1970 UTC; nothing for any other text.
std::optional<Time_ms> midnightOf(const std::string& date) {
    int year = 0, month = 0, day = 0, used = 0;
    if (std::sscanf(date.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || static_cast<std::size_t>(used) != date.size()) return std::nullopt;
    const std::chrono::year_month_day when{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
    if (!when.ok() || year < 1970) return std::nullopt;
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::sys_days(when).time_since_epoch()).count();
}

/// A variant's name as the first word of its points: "Legacy hall" → "legacy-hall".
std::string wordOf(const std::string& name) {
    std::string word;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || static_cast<signed char>(c) < 0;
        if (c >= 'A' && c <= 'Z') {
            word += static_cast<char>(c - 'A' + 'a');
        } else if (plain) {
            word += c;
        } else if (!word.empty() && word.back() != '-') {
            word += '-';
        }
    }
    while (!word.empty() && word.back() == '-') word.pop_back();
    return word.empty() ? "day" : word;
}

/// One rule a quantity: "<prefix>/{item}/inlet" → inlet_C of {item}.
Binding rulesOf(const SyntheticDay& day, const std::string& prefix, int step_s) {
    std::set<twin::Quantity> quantities;
    for (const auto& point : day.points) quantities.insert(point.quantity);
    Binding binding;
    for (const twin::Quantity quantity : quantities) {
        BindingRow row;
        row.match = Match::Pattern;
        row.point = prefix + "/{item}/" + twin::engine::daySuffix(quantity);
        row.item = "{item}";
        row.quantity = twin::spec(quantity).key;
        row.staleAfter_s = 3.0 * step_s;
        binding.rows.push_back(std::move(row));
    }
    return binding;
}

struct Written {
    std::size_t bound = 0, samples = 0, raised = 0, noValue = 0;
    twin::Issues issues;
};

/// Takes the way of live samples: decoder, alarms, history.
Written write(const SyntheticDay& day, const Binding& binding, const std::string& prefix, const twin::Site& site, const fs::path& path, Interruptible& user) {
    constexpr std::size_t kFlushEvery = 200'000;
    std::vector<SeenPoint> seen;
    for (const auto& point : day.points) seen.push_back({prefix + "/" + point.name, {}});
    const BindReport bound = bindPoints(binding, seen, site);
    Decoder decoder(bound.points);
    AlarmBoard board(bound.points, defaultAlarms(*bound.points, site, twin::power::usableShares(site)));
    const auto history = twin::HistoryFile::open(path);
    history->setBinding(binding);
    history->setPoints(*bound.points);
    Written out;
    out.bound = bound.points->size();
    out.issues = bound.issues;
    std::size_t waiting = 0;
    std::vector<RawSample> raw;
    for (std::size_t i = 0; i < day.steps && !user.poll(); ++i) {
        const Time_ms now = day.start_ms + static_cast<Time_ms>(i) * day.step_ms;
        raw.clear();
        for (std::size_t p = 0; p < day.points.size(); ++p)
            if (const double value = day.at(p, i); value == value) raw.push_back({seen[p].name, now, value, {}, Quality::Good});
        const auto samples = decoder.decode(raw, now);
        board.put(samples);
        board.advance(now);
        const auto events = board.takeEvents();
        for (const AlarmEvent& event : events) out.raised += event.action == AlarmAction::Raised;
        for (const PointSample& each : samples) out.noValue += each.sample.quality == Quality::NoValue;
        history->append(samples);
        history->append(events);
        out.samples += samples.size();
        waiting += samples.size();
        if (waiting >= kFlushEvery) {
            history->flush();
            waiting = 0;
        }
    }
    history->flush();
    const auto status = history->status();
    out.issues.insert(out.issues.end(), status.issues.begin(), status.issues.end());
    for (twin::Issue& issue : decoder.takeIssues()) out.issues.push_back(std::move(issue));
    return out;
}

/// The items with these names or ids; explains and gives nothing for one that is not there.
std::optional<std::vector<twin::Id>> itemsOf(const twin::Site& site, const std::vector<std::string>& names, int& exit) {
    std::vector<twin::Id> ids;
    for (const std::string& name : names) {
        const auto id = twin::idFromString(name);
        const twin::Item* found = id ? site.find(*id) : nullptr;
        site.forEachItem([&](const twin::Item& item) {
            if (found == nullptr && item.name == name) found = &item;
        });
        if (found == nullptr) {
            fmt::print(stderr, "There is no object '{}' to fail.\n", name);
            exit = kUsage;
            return std::nullopt;
        }
        ids.push_back(found->id);
    }
    return ids;
}

void removeHistory(const fs::path& path) {
    for (const char* end : {"", "-wal", "-shm", "-lock"}) fs::remove(fs::path(path.string() + end));
}

void keepBinding(twin::Project& project, const Binding& binding, const std::string& file) {
    auto& text = project.attachments[kSetupKey];
    Setup setup = readSetup(text).setup;
    if (setup.binding == binding) return;
    setup.binding = binding;
    text = writeSetup(setup);
    files::save(project, file);
}

void record(const Options& options, int& exit) {
    auto project = openOrExplain(options.file, exit);
    if (!project) return;
    const twin::Variant* variant = pick(*project, options.variant, exit);
    if (variant == nullptr) return;
    const auto midnight = midnightOf(options.date);
    if (!midnight) {
        fmt::print(stderr, "'{}' is no date; write it as 2026-07-15.\n", options.date);
        exit = kUsage;
        return;
    }
    const fs::path out = options.out.empty() ? twin::historyPathOf(options.file) : fs::path(options.out), fresh = out.string() + ".new";
    if (fs::exists(out) && !options.replace) {
        fmt::print(stderr, "{} is there already and may hold real values. Give --replace to write over it, or another file with -o.\n", out.string());
        exit = kUsage;
        return;
    }
    Interruptible user;
    twin::engine::DayOptions about;
    about.start_ms = *midnight;
    about.step_s = options.step_s;
    about.seed = options.seed;
    about.threads = options.threads;
    about.progress = [&](double share) {
        user.poll();
        showShare(share);
    };
    const auto failing = itemsOf(variant->site, options.failing, exit);
    if (!failing) return;
    about.failing = *failing;
    if (const twin::Id first = twin::engine::firstToFail(variant->site); about.failing.empty() && first) about.failing = {first};
    const SyntheticDay day = twin::engine::synthesizeDay(variant->site, project->conditions, about, user.token());
    if (day.report.status != twin::SolveStatus::Converged) {
        fmt::print(stderr, "Nothing was written: {}{}{}.\n", twin::toString(day.report.status), day.report.worst.empty() ? "" : "; worst: ", day.report.worst);
        exit = kNotConverged;
        return;
    }
    const std::string prefix = options.prefix.empty() ? wordOf(variant->name) : options.prefix;
    const Binding binding = rulesOf(day, prefix, options.step_s);
    removeHistory(fresh);
    const Written written = write(day, binding, prefix, variant->site, fresh, user);
    if (user.poll()) {
        removeHistory(fresh);
        fmt::print(stderr, "Nothing was written: cancelled.\n");
        exit = kNotConverged;
        return;
    }
    removeHistory(out);
    fs::rename(fresh, out);
    removeHistory(fresh);
    print(written.issues, stderr);
    if (options.bind) keepBinding(*project, binding, options.file);
    std::size_t usable = 0;
    double worst = 0;
    for (const auto& state : day.states) {
        usable += state.report.status == twin::SolveStatus::Converged;
        worst = std::max(worst, state.worstBalance);
    }
    fmt::print("{} · {} · {} of {} states solved, balances to {:.1e}\n", variant->name, options.date, usable, day.states.size(), worst);
    fmt::print("{}: {} points, {} samples ({} without a value), {} faults, {} alarms raised, {:.2f} MB\n", out.string(), written.bound, written.samples,
               written.noValue, day.faults.size(), written.raised, static_cast<double>(fs::file_size(out)) / 1e6);
    exit = kDone;
}

}  // namespace

void addRecord(CLI::App& program, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("record", "Write the history of a synthetic day: load, weather, faults of sensors and a failure, solved by the engine.");
    command->add_option("FILE", options->file, "project (*.plenum) or layout document (*.json)")->required();
    command->add_option("--variant", options->variant, "name or id; the first one if not given");
    command->add_option("--seed", options->seed, "the same seed gives the same day");
    command->add_option("--step", options->step_s, "seconds between samples")->check(CLI::Range(1, 3600));
    command->add_option("--date", options->date, "the day, from midnight UTC");
    command->add_option("--fail", options->failing, "name or id of what fails from 14:02 to 14:27; may be repeated (default: the first CDU, else the first pump)");
    command->add_option("--prefix", options->prefix, "first word of the names of points (default: from the variant)");
    command->add_option("--threads", options->threads, "threads; the result is the same with any number")->check(CLI::Range(1, 64));
    command->add_option("-o,--out", options->out, "history file (default: beside the project)");
    command->add_flag("--bind", options->bind, "keep the rules that bind these points in the project");
    command->add_flag("--replace", options->replace, "write over a history that is there");
    command->callback([options, &exit] { record(*options, exit); });
}

}  // namespace plenum::cli
