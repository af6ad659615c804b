// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/inp_reader.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace twin::liquid {

namespace {

constexpr std::array kFlowNames{"CFS", "GPM", "MGD", "IMGD", "AFD", "LPS", "LPM", "MLD", "CMH", "CMD", "CMS"};
constexpr std::array kPressureNames{"", "PSI", "KPA", "METERS", "BAR", "FEET"};
constexpr std::array kHeadLossNames{"H-W", "D-W", "C-M"};
constexpr std::array kValveNames{"PRV", "PSV", "PBV", "FCV", "TCV", "GPV", "PCV"};
constexpr std::array kStatusNames{"OPEN", "CLOSED", "ACTIVE"};

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Writer {
  public:
    explicit Writer(const InpNetwork& network) : m_network(network) {}

    std::string text() {
        m_out += "[TITLE]\n";
        for (const std::string& line : m_network.title) m_out += line + "\n";
        nodes();
        links();
        tables();
        controls();
        options();
        places();
        for (const auto& [section, lines] : m_network.kept) {
            if (section == "[OPTIONS]" || section == "[TIMES]") continue;
            m_out += "\n" + section + "\n";
            for (const std::string& line : lines) m_out += line + "\n";
        }
        m_out += "\n[END]\n";
        return std::move(m_out);
    }

  private:
    template <typename... Values>
    void line(fmt::format_string<Values...> pattern, Values&&... values) {
        fmt::format_to(std::back_inserter(m_out), pattern, std::forward<Values>(values)...);
    }
    static std::string comment(const std::string& text) { return text.empty() ? "\n" : " ;" + text + "\n"; }
    std::string pattern(int index) const { return index < 0 ? std::string() : m_network.patterns[at(index)].id; }
    const std::string& node(int index) const { return m_network.nodes[at(index)].id; }

    void nodes() {
        m_out += "\n[JUNCTIONS]\n";
        for (const InpNode& n : m_network.nodes)
            if (n.kind == InpNodeKind::Junction) line(" {}\t{}{}", n.id, n.elevation, comment(n.comment));
        m_out += "\n[RESERVOIRS]\n";
        for (const InpNode& n : m_network.nodes)
            if (n.kind == InpNodeKind::Reservoir && n.maximumLevel == 0 && n.initialLevel == 0)
                line(" {}\t{}\t{}{}", n.id, n.elevation, pattern(n.headPattern), comment(n.comment));
        m_out += "\n[TANKS]\n";
        for (const InpNode& n : m_network.nodes) {
            if (n.kind == InpNodeKind::Junction || (n.kind == InpNodeKind::Reservoir && n.maximumLevel == 0 && n.initialLevel == 0)) continue;
            line(" {}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}{}", n.id, n.elevation, n.initialLevel, n.minimumLevel, n.maximumLevel,
                 n.diameter, n.minimumVolume, n.volumeCurve < 0 ? "*" : m_network.curves[at(n.volumeCurve)].id,
                 n.overflows ? "YES" : "NO", comment(n.comment));
        }
        m_out += "\n[DEMANDS]\n";
        for (const InpNode& n : m_network.nodes)
            for (const InpDemand& d : n.demands)
                line(" {}\t{}\t{}{}", n.id, d.base, pattern(d.pattern), comment(d.category));
        m_out += "\n[EMITTERS]\n";
        for (const InpNode& n : m_network.nodes)
            if (n.emitter > 0) line(" {}\t{}\n", n.id, n.emitter);
    }

    void links() {
        m_out += "\n[PIPES]\n";
        for (const InpLink& l : m_network.links)
            if (l.kind == InpLinkKind::Pipe)
                line(" {}\t{}\t{}\t{}\t{}\t{}\t{}\t{}{}", l.id, node(l.from), node(l.to), l.length, l.diameter, l.roughness,
                     l.minorLoss, l.checkValve ? "CV" : kStatusNames[at(static_cast<int>(l.status))], comment(l.comment));
        m_out += "\n[PUMPS]\n";
        for (const InpLink& l : m_network.links) {
            if (l.kind != InpLinkKind::Pump) continue;
            line(" {}\t{}\t{}", l.id, node(l.from), node(l.to));
            if (l.curve >= 0) line("\tHEAD {}", m_network.curves[at(l.curve)].id);
            if (l.power > 0) line("\tPOWER {}", l.power);
            if (l.speedPattern >= 0) line("\tPATTERN {}", pattern(l.speedPattern));
            line("\tSPEED {}{}", l.setting, comment(l.comment));
        }
        m_out += "\n[VALVES]\n";
        for (const InpLink& l : m_network.links) {
            if (l.kind == InpLinkKind::Pipe || l.kind == InpLinkKind::Pump) continue;
            const bool gpv = l.kind == InpLinkKind::Gpv;
            const std::string curve = l.curve < 0 ? std::string() : m_network.curves[at(l.curve)].id;
            line(" {}\t{}\t{}\t{}\t{}\t{}\t{}\t{}{}", l.id, node(l.from), node(l.to), l.diameter,
                 kValveNames[at(static_cast<int>(l.kind) - static_cast<int>(InpLinkKind::Prv))],
                 gpv ? curve : fmt::format("{}", l.setting), l.minorLoss, gpv ? "" : curve, comment(l.comment));
        }
        m_out += "\n[STATUS]\n";
        for (const InpLink& l : m_network.links) {
            const bool pump = l.kind == InpLinkKind::Pump;
            if (l.kind == InpLinkKind::Pipe) continue;
            if (l.status == InpStatus::Closed || (!pump && l.kind != InpLinkKind::Gpv && l.status == InpStatus::Open))
                line(" {}\t{}\n", l.id, kStatusNames[at(static_cast<int>(l.status))]);
        }
        m_out += "\n[LEAKAGE]\n";
        for (const InpLink& l : m_network.links)
            if (l.leakArea > 0 || l.leakExpansion > 0) line(" {}\t{}\t{}\n", l.id, l.leakArea, l.leakExpansion);
        m_out += "\n[TAGS]\n";
        for (const InpNode& n : m_network.nodes)
            if (!n.tag.empty()) line(" NODE\t{}\t\"{}\"\n", n.id, n.tag);
        for (const InpLink& l : m_network.links)
            if (!l.tag.empty()) line(" LINK\t{}\t\"{}\"\n", l.id, l.tag);
    }

    void tables() {
        m_out += "\n[PATTERNS]\n";
        for (const InpPattern& p : m_network.patterns)
            for (std::size_t i = 0; i < p.factors.size(); ++i)
                line("{}{}{}", i % 6 == 0 ? " " + p.id : "", "\t", fmt::format("{}{}", p.factors[i], i % 6 == 5 || i + 1 == p.factors.size() ? "\n" : ""));
        m_out += "\n[CURVES]\n";
        for (const InpCurve& c : m_network.curves)
            for (std::size_t i = 0; i < c.x.size(); ++i) line(" {}\t{}\t{}\n", c.id, c.x[i], c.y[i]);
    }

    void controls() {
        m_out += "\n[CONTROLS]\n";
        for (const InpControl& c : m_network.controls) {
            const bool pump = m_network.links[at(c.link)].kind == InpLinkKind::Pump;
            const bool byNumber = c.hasSetting && (c.status == InpStatus::Active || (pump && c.setting != (c.status == InpStatus::Open ? 1 : 0)));
            line(" LINK {} {} ", m_network.links[at(c.link)].id,
                 byNumber ? fmt::format("{}", c.setting) : std::string(kStatusNames[at(static_cast<int>(c.status))]));
            if (c.kind == InpControlKind::AtTime || c.kind == InpControlKind::AtClock)
                line("AT {} {}:{:02}:{:02}", c.kind == InpControlKind::AtTime ? "TIME" : "CLOCKTIME", c.time_s / 3600,
                     c.time_s / 60 % 60, c.time_s % 60);
            else
                line("IF NODE {} {} {}", node(c.node), c.kind == InpControlKind::Below ? "BELOW" : "ABOVE", c.level);
            m_out += c.enabled ? "\n" : " DISABLED\n";
        }
    }

    void options() {
        const InpOptions& o = m_network.options;
        m_out += "\n[OPTIONS]\n";
        line(" UNITS {}\n HEADLOSS {}\n VISCOSITY {}\n SPECIFIC GRAVITY {}\n", kFlowNames[at(static_cast<int>(o.flow))],
             kHeadLossNames[at(static_cast<int>(o.headLoss))], o.viscosity, o.specificGravity);
        if (o.pressure != InpPressureUnit::Default) line(" PRESSURE {}\n", kPressureNames[at(static_cast<int>(o.pressure))]);
        line(" PATTERN {}\n DEMAND MULTIPLIER {}\n EMITTER EXPONENT {}\n", o.defaultPattern, o.demandMultiplier, o.emitterExponent);
        if (!o.emitterBackflow) m_out += " BACKFLOW ALLOWED NO\n";
        if (o.pressureDriven)
            line(" DEMAND MODEL PDA\n MINIMUM PRESSURE {}\n REQUIRED PRESSURE {}\n PRESSURE EXPONENT {}\n", o.minimumPressure,
                 o.requiredPressure, o.pressureExponent);
        line(" HTOL {}\n QTOL {}\n RQTOL {}\n", o.headTolerance_ft, o.flowTolerance_cfs, o.slopeTolerance);
        keep("[OPTIONS]");
        m_out += "\n[TIMES]\n";
        line(" PATTERN TIMESTEP {}\n PATTERN START {}\n START CLOCKTIME {}\n", clock(o.patternStep_s), clock(o.patternStart_s),
             clock(o.clockStart_s));
        keep("[TIMES]");
    }

    void places() {
        m_out += "\n[COORDINATES]\n";
        for (const InpNode& n : m_network.nodes)
            if (n.placed) line(" {}\t{}\t{}\n", n.id, n.x, n.y);
    }

    void keep(const char* section) {
        const auto found = m_network.kept.find(section);
        if (found == m_network.kept.end()) return;
        for (const std::string& text : found->second) m_out += text + "\n";
    }

    static std::string clock(long seconds) {
        return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    const InpNetwork& m_network;
    std::string m_out;
};

}  // namespace

std::string writeInp(const InpNetwork& network) { return Writer(network).text(); }

}  // namespace twin::liquid
