// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <QObject>
#include <QString>

#include <memory>

class QUndoStack;

namespace plenum::app {

/// The open project: value, undo stack, preview of a drag, path. The only writer of the project in the window.
class Document : public QObject {
    Q_OBJECT
  public:
    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    const twin::Project& project() const { return m_project; }
    /// The active variant as the views show it: with the preview, if there is one.
    const twin::Variant& variant() const;
    /// A snapshot of it, shared with engine and views; a new pointer after every change.
    const std::shared_ptr<const twin::Site>& site() const { return m_site; }
    twin::Id activeVariant() const { return m_active; }
    void setActiveVariant(twin::Id variant);

    /// Replaces everything (open, new): clears undo and preview.
    void reset(twin::Project project, const QString& path);
    /// Applies and pushes on the undo stack; issues when refused. An edit without effect is not pushed.
    twin::Issues apply(const twin::Edit& edit);
    /// Shows the site as if the edit were applied; replaces an earlier preview.
    void preview(const twin::Edit& edit);
    void clearPreview();
    bool hasPreview() const { return m_previewed != nullptr; }

    QUndoStack* undoStack() const { return m_stack; }
    QString path() const { return m_path; }
    void setSaved(const QString& path);
    void setUnsaved();  ///< what is shown is in no file (recovered)
    bool isModified() const;

  signals:
    void projectReset();
    void variantChanged();     ///< another variant is active
    void siteChanged();        ///< site() is another snapshot: by edit, undo, preview, variant or reset
    void conditionsChanged();
    void viewsChanged();       ///< the saved views
    void attachmentsChanged();
    void modifiedChanged(bool modified);

  private:
    friend class EditCommand;
    void take(const twin::Edit& edit);
    void publish();

    twin::Project m_project;
    std::unique_ptr<twin::Variant> m_previewed;
    std::shared_ptr<const twin::Site> m_site;
    twin::Id m_active;
    QString m_path;
    QUndoStack* m_stack;
};

}  // namespace plenum::app
