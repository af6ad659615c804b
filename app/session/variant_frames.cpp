// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/variant_frames.h"

#include "app/document/document.h"
#include "app/session/session.h"
#include "twin/engine/runner.h"

#include <QThread>

#include <algorithm>

namespace plenum::app {

VariantFrames::VariantFrames(Document& document, Session& session, QObject* parent) : QObject(parent), m_document(document), m_session(session) {
    connect(&document, &Document::projectReset, this, [this] {
        m_variants.clear();
        m_solved.clear();
        emit changed();
    });
    for (auto signal : {&Document::siteChanged, &Document::conditionsChanged, &Document::variantChanged}) connect(&document, signal, this, &VariantFrames::postNext);
    connect(&session, &Session::frameChanged, this, [this] {
        if (std::ranges::find(m_variants, m_document.activeVariant()) != m_variants.end()) emit changed();
    });
}

VariantFrames::~VariantFrames() { m_runner.reset(); }

void VariantFrames::setVariants(std::vector<twin::Id> variants) {
    m_variants = std::move(variants);
    std::erase_if(m_solved, [&](const auto& each) { return std::ranges::find(m_variants, each.first) == m_variants.end(); });
    postNext();
    emit changed();
}

std::shared_ptr<const twin::Frame> VariantFrames::frame(twin::Id variant) const {
    const auto shown = m_session.computed();
    if (variant == m_document.activeVariant() && shown && shown->variant == variant) return shown;
    const auto found = m_solved.find(variant);
    return found == m_solved.end() ? nullptr : found->second.frame;
}

bool VariantFrames::current(twin::Id variant) const {
    if (variant == m_document.activeVariant()) return m_session.state() == Session::State::Settled || m_session.state() == Session::State::Failed;
    const auto found = m_solved.find(variant);
    const twin::Variant* now = m_document.project().find(variant);
    return now == nullptr || (found != m_solved.end() && found->second.frame && found->second.frame->fidelity == twin::Fidelity::Fine &&
                              found->second.conditions == m_document.project().conditions && twin::changes(*found->second.site, now->site).empty());
}

bool VariantFrames::settled() const {
    return !m_variants.empty() && std::ranges::all_of(m_variants, [this](twin::Id id) { return current(id) && frame(id); });
}

/// The first wanted variant, other than the active one, whose frame is not of what it is now.
void VariantFrames::postNext() {
    for (const twin::Id id : m_variants) {
        const twin::Variant* variant = m_document.project().find(id);
        if (variant == nullptr || id == m_document.activeVariant()) continue;
        Solved& solved = m_solved[id];
        if (const auto known = m_session.frameOf(id); known && !solved.frame && known->fidelity == twin::Fidelity::Fine)  // it was active a moment ago
            solved = {known->site, known->conditions, known};
        if (current(id)) continue;
        const bool posted = m_running == id && solved.site && solved.conditions == m_document.project().conditions && twin::changes(*solved.site, variant->site).empty();
        if (posted) return;
        if (!m_runner)
            m_runner = std::make_unique<twin::engine::Runner>(
                [this, pending = m_pending] {
                    if (!pending->exchange(true)) QMetaObject::invokeMethod(this, [this] { pull(); }, Qt::QueuedConnection);
                },
                QThread::idealThreadCount());
        solved.site = std::make_shared<const twin::Site>(variant->site);
        solved.conditions = m_document.project().conditions;
        m_running = id;
        m_generation = m_runner->post({solved.site, solved.conditions, id, false});
        return;
    }
    m_running = {};
}

void VariantFrames::pull() {
    *m_pending = false;
    if (!m_runner) return;
    const auto frame = m_runner->takeFrame();
    if (!frame) return;
    if (const auto found = m_solved.find(frame->variant); found != m_solved.end()) found->second.frame = frame;
    if (frame->fidelity == twin::Fidelity::Fine || !frame->report.usable()) {
        if (frame->variant == m_running && frame->generation == m_generation) m_running = {};
        postNext();
    }
    emit changed();
}

}  // namespace plenum::app
