// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/document.h"

#include "app/models/view_state.h"

#include <QUndoStack>

namespace plenum::app {

/// The one undo command: an edit and its inverse.
class EditCommand : public QUndoCommand {
  public:
    EditCommand(Document& document, twin::Edit edit)
        : QUndoCommand(translated(edit.name)), m_document(document), m_inverse(twin::inverse(edit)), m_edit(std::move(edit)) {}
    void redo() override { m_document.take(m_edit); }
    void undo() override { m_document.take(m_inverse); }

  private:
    Document& m_document;
    twin::Edit m_inverse, m_edit;
};

Document::Document(QObject* parent) : QObject(parent), m_site(std::make_shared<twin::Site>()), m_stack(new QUndoStack(this)) {
    connect(m_stack, &QUndoStack::cleanChanged, this, [this](bool clean) { emit modifiedChanged(!clean); });
    reset({}, {});
}

Document::~Document() = default;

const twin::Variant& Document::variant() const {
    if (m_previewed) return *m_previewed;
    if (const twin::Variant* active = m_project.find(m_active)) return *active;
    return m_project.variants.front();
}

void Document::setActiveVariant(twin::Id variant) {
    if (variant == m_active || m_project.find(variant) == nullptr) return;
    m_previewed.reset();
    m_active = variant;
    emit variantChanged();
    publish();
}

void Document::reset(twin::Project project, const QString& path) {
    if (project.variants.empty()) {
        twin::Variant variant;
        variant.id = twin::newId();
        variant.name = tr("Variant 1").toStdString();
        twin::Item site;
        site.id = twin::newId();
        site.kind = twin::Kind::Site;
        site.name = tr("Site").toStdString();
        variant.site.items(twin::Kind::Site).add({site});
        project.variants.push_back(std::move(variant));
    }
    m_previewed.reset();
    m_project = std::move(project);
    m_active = m_project.variants.front().id;
    m_path = path;
    m_stack->clear();
    m_stack->setClean();
    emit projectReset();
    emit variantChanged();
    publish();
    emit conditionsChanged();
    emit viewsChanged();
    emit attachmentsChanged();
}

twin::Issues Document::apply(const twin::Edit& edit) {
    clearPreview();
    if (edit.empty()) return {};
    twin::Project trial = m_project;
    twin::Issues issues = twin::apply(trial, edit);
    if (issues.empty()) m_stack->push(new EditCommand(*this, edit));
    return issues;
}

void Document::take(const twin::Edit& edit) {
    m_previewed.reset();
    [[maybe_unused]] const twin::Issues issues = twin::apply(m_project, edit);
    Q_ASSERT(issues.empty());
    if (edit.variant && edit.variant != m_active && m_project.find(edit.variant) != nullptr) {  // undo shows what it undoes
        m_active = edit.variant;
        emit variantChanged();
    }
    publish();
    if (edit.conditions) emit conditionsChanged();
    if (edit.views) emit viewsChanged();
    if (edit.attachments) emit attachmentsChanged();
}

void Document::preview(const twin::Edit& edit) {
    twin::Project trial = m_project;
    if (!twin::apply(trial, edit).empty()) return;
    m_previewed = std::make_unique<twin::Variant>(*trial.find(m_active));
    publish();
}

void Document::clearPreview() {
    if (!m_previewed) return;
    m_previewed.reset();
    publish();
}

void Document::setSaved(const QString& path) {
    m_path = path;
    m_stack->setClean();
    emit modifiedChanged(false);
}

void Document::setUnsaved() {
    m_stack->resetClean();
    emit modifiedChanged(true);
}

bool Document::isModified() const { return !m_stack->isClean(); }

void Document::publish() {
    m_site = std::make_shared<const twin::Site>(variant().site);
    emit siteChanged();
}

}  // namespace plenum::app
