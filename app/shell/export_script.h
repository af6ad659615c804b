// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/saved_view.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace plenum::app {

class CompareWorkspace;
class Document;
class SceneView;
class Session;
class ViewState;

/// What `plenum --export` asks for.
struct ExportOptions {
    QString output;     ///< *.pdf: the report; *.png: one view; anything else: a folder for one picture a view
    int scale = 2;      ///< pictures are so many times the pixels of the window
    QStringList views;  ///< names; empty or "all": all of them
};

/// Where pictures are taken. `bringForward` shows the scene (false) or the comparison (true) in the window and lays it
/// out: what is hidden has no picture.
struct ExportStage {
    Document& document;
    Session& session;
    ViewState& view;
    SceneView& scene;
    CompareWorkspace& compare;
    std::function<void(bool comparison)> bringForward;
    /// Gives the pictures the whole window (true) or lays it out as before; without one they are as large as they are.
    std::function<void(bool bare)> setBare = nullptr;
};

/// Shows a saved view: variant or variants, overlay, section, camera. A view of a variant that is gone is not shown.
bool showSavedView(const twin::SavedView& view, ExportStage& stage, bool animated);
/// What is shown now, as a view without id, name and caption.
twin::SavedView captureView(ExportStage& stage, bool comparison);

/// Writes the pictures of saved views, or the report of the comparison of the variants in them (else of the first parent
/// and its child), in light colours; then theme, variant, cameras and overlay are as before. Waits for settled
/// solutions with an event loop of its own.
/// 0 done, 3 wrong name or nothing to export, 4 a solution did not settle (what is written says so), 5 not written;
/// `told` gets a sentence for what went wrong, and for what was written.
int runExport(const ExportOptions& options, ExportStage& stage, QStringList* told = nullptr);

}  // namespace plenum::app
