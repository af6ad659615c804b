// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/openfoam_run.h"

#include "twin/air/openfoam_text.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>

#ifndef _WIN32
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace twin::air {
namespace {

namespace fs = std::filesystem;

constexpr int kNotFound = 127;        // exit code of a shell that does not find the command
constexpr int kMessageLines = 12;     // of a fatal error that are kept
constexpr int kPoll_ms = 100;

Issue problem(const char* code, Text text, Text hint) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = code;
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    return issue;
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string readAll(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

std::string entry(const std::string& dictionary, const std::string& key) {
    std::smatch match;
    return std::regex_search(dictionary, match, std::regex("(^|\\n)" + key + "\\s+([^;\\s]+)\\s*;")) ? match[2].str() : std::string();
}

/// The environment file: given, or the first of the usual places.
std::string environmentFile(const std::string& given) {
    if (!given.empty()) return given;
    std::vector<fs::path> places;
    if (const char* etc = std::getenv("FOAM_ETC")) places.push_back(fs::path(etc) / "bashrc");
    if (const char* project = std::getenv("WM_PROJECT_DIR")) places.push_back(fs::path(project) / "etc/bashrc");
    places.push_back("/usr/share/openfoam/etc/bashrc");
    for (const char* base : {"/usr/lib/openfoam", "/opt"}) {
        std::error_code error;
        for (const auto& item : fs::directory_iterator(base, error))
            if (item.path().filename().string().rfind("openfoam", 0) == 0) places.push_back(item.path() / "etc/bashrc");
    }
    std::error_code error;
    for (const fs::path& place : places)
        if (fs::exists(place, error)) return place.string();
    return {};
}

std::string localCommand(const std::string& application, const std::string& environment, const fs::path& folder, int ranks) {
    std::string text = "cd " + quoted(folder.string()) + " || exit 1; ";
    if (!environment.empty()) text += ". " + quoted(environment) + " >/dev/null 2>&1; ";
    text += "command -v " + application + " >/dev/null || exit 127; ";
    if (ranks <= 1) return text + "exec " + application;
    text += "command -v mpirun >/dev/null || { echo 'mpirun: not found'; exit 127; }; ";
    text += fmt::format("rm -rf processor[0-9]* && decomposePar -force >log.decomposePar 2>&1 || {{ cat log.decomposePar; exit 1; }}; ");
    text += fmt::format("mpirun $([ \"$(id -u)\" = 0 ] && echo --allow-run-as-root) --oversubscribe -np {} {} -parallel || exit $?; ", ranks, application);
    return text + "reconstructPar -latestTime >log.reconstructPar 2>&1 || { cat log.reconstructPar; exit 1; }";
}

void setEntry(const fs::path& file, const std::string& key, int value) {
    const std::string text = std::regex_replace(readAll(file), std::regex("(^|\\n)(" + key + "\\s+)[^;\\s]+;"), fmt::format("$1$2 {};", value));
    std::ofstream(file, std::ios::binary) << text;
}

#ifndef _WIN32
/// Runs a shell command in a process group of its own; every line of its output goes to `line`. Gives the exit code,
/// −1 when stopped or not started.
int runShell(const std::string& command, const std::function<void(const std::string&)>& line, std::stop_token stop) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    const pid_t child = fork();
    if (child < 0) {
        close(ends[0]);
        close(ends[1]);
        return -1;
    }
    if (child == 0) {
        for (int number : {SIGTERM, SIGINT, SIGPIPE}) signal(number, SIG_DFL);
        setpgid(0, 0);
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        execlp("bash", "bash", "-c", command.c_str(), static_cast<char*>(nullptr));
        execlp("sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
        _exit(kNotFound);
    }
    setpgid(child, child);
    close(ends[1]);
    std::string pending;
    bool stopped = false;
    int rounds = 0;
    for (;;) {
        pollfd watch{ends[0], POLLIN, 0};
        const int ready = poll(&watch, 1, kPoll_ms);
        if (ready < 0 && errno != EINTR) break;
        if (stop.stop_requested() && (!stopped || ++rounds == 50)) {  // ask first, then insist
            kill(-child, stopped ? SIGKILL : SIGTERM);
            stopped = true;
        }
        if (ready <= 0) continue;
        char buffer[4096];
        const ssize_t got = read(ends[0], buffer, sizeof buffer);
        if (got == 0 || (got < 0 && errno != EINTR)) break;
        for (ssize_t q = 0; q < got; ++q) {
            if (buffer[q] != '\n') {
                pending += buffer[q];
                continue;
            }
            line(pending);
            pending.clear();
        }
    }
    if (!pending.empty()) line(pending);
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (stopped) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
#else
int runShell(const std::string& command, const std::function<void(const std::string&)>& line, std::stop_token stop) {
    std::FILE* pipe = _popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return -1;
    char buffer[4096];
    while (!stop.stop_requested() && std::fgets(buffer, sizeof buffer, pipe) != nullptr) {
        std::string text = buffer;
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
        line(text);
    }
    const int code = _pclose(pipe);
    return stop.stop_requested() ? -1 : code;
}
#endif

}  // namespace

bool FoamLog::line(const std::string& text) {
    const bool floatingPoint = text.find("sigFpe") != std::string::npos || (text.find("Floating point exception") != std::string::npos && text.find("trapping") == std::string::npos);
    m_diverged |= floatingPoint;
    m_fatal |= floatingPoint || text.find("FOAM FATAL") != std::string::npos;
    if (m_fatal && m_messageLines < kMessageLines && !text.empty()) {
        m_message += (m_messageLines++ > 0 ? "\n" : "") + text;
        return false;
    }
    if (text.rfind("Time = ", 0) == 0) {
        m_now.iteration = std::atoi(text.c_str() + 7);
        m_now.residuals.clear();
    } else if (const auto at = text.find("Solving for "); at != std::string::npos) {
        const auto comma = text.find(',', at);
        const auto value = text.find("Initial residual = ", at);
        if (comma == std::string::npos || value == std::string::npos) return false;
        const double residual = std::strtod(text.c_str() + value + 19, nullptr);
        m_now.residuals.emplace(text.substr(at + 12, comma - at - 12), residual);
        if (!(residual < 1e30)) m_diverged = true;
    } else if (text.rfind("ExecutionTime = ", 0) == 0) {
        const auto clock = text.find("ClockTime = ");
        if (clock != std::string::npos) m_now.time_s = std::strtod(text.c_str() + clock + 12, nullptr);
        return true;
    } else if (text == "End") {
        m_ended = true;
    }
    return false;
}

std::string foamCommand(const std::string& pattern, const fs::path& folder, int ranks) {
    std::string out = pattern;
    const auto replace = [&](const std::string& key, const std::string& value) {
        for (auto at = out.find(key); at != std::string::npos; at = out.find(key, at + value.size())) out.replace(at, key.size(), value);
    };
    replace("{case}", quoted(folder.string()));
    replace("{np}", std::to_string(ranks));
    return out;
}

FoamRun runFoam(const fs::path& folder, const FoamRunOptions& options, const std::function<void(const FoamProgress&)>& progress, std::stop_token stop) {
    FoamRun run;
    run.report.status = SolveStatus::NotConverged;
    const fs::path absolute = fs::absolute(folder), control = absolute / "system/controlDict";
    const std::string dictionary = readAll(control), application = entry(dictionary, "application");
    if (application.empty() || !std::regex_match(application, std::regex("[A-Za-z0-9_]+"))) {
        run.issues.push_back(problem("foam.notACase", {TWIN_TR("{0} is no OpenFOAM case: system/controlDict is missing or names no application."), {folder.string()}},
                                     {TWIN_TR("Export a case there first."), {}}));
        return run;
    }
    if (options.iterations > 0) setEntry(control, "endTime", options.iterations);
    std::ofstream(absolute / "system/decomposeParDict", std::ios::binary) << foamDecomposition(options.ranks);
    const int of = options.iterations > 0 ? options.iterations : std::atoi(entry(dictionary, "endTime").c_str());
    std::ofstream log(absolute / "log.plenum", std::ios::binary);
    if (!log) {
        run.issues.push_back(problem("foam.failed", {TWIN_TR("{0} cannot be written."), {(absolute / "log.plenum").string()}}, {TWIN_TR("Check that the folder may be written and has room."), {}}));
        return run;
    }
    FoamLog reader;
    std::string last;
    const std::string command = options.command.empty() ? localCommand(application, environmentFile(options.bashrc), absolute, options.ranks)
                                                         : foamCommand(options.command, absolute, options.ranks);
    const int code = runShell(command, [&](const std::string& text) {
        log << text << '\n';
        if (!text.empty()) last = text;
        if (!reader.line(text)) return;
        FoamProgress now = reader.progress();
        now.of = of;
        if (progress) progress(now);
    }, stop);
    run.residuals = reader.progress().residuals;
    run.report.iterations = reader.progress().iteration;
    run.report.time_s = reader.progress().time_s;
    for (const auto& [field, residual] : run.residuals)
        if (residual >= run.report.residual) {
            run.report.residual = residual;
            run.report.worst = field;
        }
    const std::string logFile = (absolute / "log.plenum").string();
    if (stop.stop_requested()) {
        run.report.status = SolveStatus::Cancelled;
    } else if (reader.diverged()) {
        run.issues.push_back(problem("foam.diverged", {TWIN_TR("The run diverged at iteration {0}; see {1}."), {std::to_string(run.report.iterations), logFile}},
                                     {TWIN_TR("Take smaller relaxation factors in system/fvSolution, or a finer mesh at the openings."), {}}));
    } else if (code == kNotFound && options.command.empty()) {
        run.issues.push_back(problem("foam.notInstalled", {TWIN_TR("{0} was not found: OpenFOAM is not installed here, or its environment is unknown ({1})."), {application, last}},
                                     {TWIN_TR("Install it (Debian: openfoam), name its etc/bashrc, or give a command that runs the case elsewhere."), {}}));
    } else if (code != 0 || reader.fatal()) {
        run.issues.push_back(problem("foam.failed", {TWIN_TR("The run ended with code {0}: {1} (whole log: {2})"), {std::to_string(code), reader.fatal() ? reader.message() : last, logFile}},
                                     {TWIN_TR("The log names the file and the entry that OpenFOAM refused."), {}}));
    } else {
        run.report.status = SolveStatus::Converged;
    }
    return run;
}

}  // namespace twin::air
