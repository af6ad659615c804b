// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "app/document/document.h"
#include "twin/engine/runner.h"

#include <QThread>

namespace plenum::app {

Session::Session(Document& document, QObject* parent) : QObject(parent), m_document(document) {
    const auto wake = [this, pending = m_pending] {  // engine thread: at most one queued call at a time
        if (!pending->exchange(true)) QMetaObject::invokeMethod(this, [this] { pull(); }, Qt::QueuedConnection);
    };
    m_runner = std::make_unique<twin::engine::Runner>(wake, QThread::idealThreadCount());
    connect(&document, &Document::siteChanged, this, &Session::post);
    connect(&document, &Document::conditionsChanged, this, &Session::post);
    connect(&document, &Document::projectReset, this, [this] { m_frames.clear(); });
    post();
}

Session::~Session() { m_runner.reset(); }

void Session::post() {
    m_posted = m_runner->post({m_document.site(), m_document.project().conditions, m_document.activeVariant(), m_document.hasPreview(), m_refined});
    emit stateChanged();
}

void Session::setRefined(bool on) {
    if (on == m_refined) return;
    m_refined = on;
    post();
}

void Session::pull() {
    *m_pending = false;
    if (auto frame = m_runner->takeFrame()) {
        m_frame = std::move(frame);
        m_frames[m_frame->variant] = m_frame;
        m_frameAge.restart();
        show();
    }
    emit stateChanged();
}

void Session::show() {
    m_shown = m_overlay && m_frame ? m_overlay(m_frame) : m_frame;
    emit frameChanged();
}

void Session::setOverlay(std::function<std::shared_ptr<const twin::Frame>(const std::shared_ptr<const twin::Frame>&)> overlay) {
    m_overlay = std::move(overlay);
    refresh();
}

void Session::refresh() {
    if (m_frame) show();
}

std::shared_ptr<const twin::Frame> Session::frameOf(twin::Id variant) const {
    const auto found = m_frames.find(variant);
    return found == m_frames.end() ? nullptr : found->second;
}

bool Session::upToDate() const { return m_frame && m_frame->generation == m_posted; }

Session::State Session::state() const {
    if (!m_frame) return m_runner->busy() ? State::Computing : State::Idle;
    if (!upToDate()) return State::Computing;
    if (!m_frame->report.usable()) return State::Failed;
    return m_frame->fidelity == twin::Fidelity::Fine ? State::Settled : State::Coarse;
}

}  // namespace plenum::app
