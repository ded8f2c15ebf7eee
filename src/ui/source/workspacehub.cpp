// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/workspacehub.h"

#include <algorithm>

namespace devstack {

WorkspaceHub::WorkspaceHub(QObject *parent)
    : QObject(parent)
{
}

WorkspaceHub::~WorkspaceHub() = default;

void WorkspaceHub::setSource(std::unique_ptr<WorkspaceSource> source)
{
    m_source = std::move(source);
    m_snapshot = {};
    m_runs.clear();
    m_activity.clear();
    m_logErrors.clear();
    m_recordingProblem = {};
    m_loaded = false;
    emit sourceChanged();
    emit snapshotChanged();
    emit runsChanged();
    emit activityChanged();
    emit logErrorsChanged();
    emit recordingProblemChanged();
    if (!m_source)
        return;
    connect(m_source.get(), &WorkspaceSource::snapshotChanged, this, [this](const auto &snapshot) {
        m_snapshot = snapshot;
        m_loaded = true;
        emit snapshotChanged();
    });
    connect(m_source.get(), &WorkspaceSource::runsChanged, this, [this](const auto &runs) {
        m_runs = runs;
        endUnanswered(m_runs);
        emit runsChanged();
    });
    connect(m_source.get(), &WorkspaceSource::activityChanged, this, [this](const QString &text) {
        m_activity = text;
        emit activityChanged();
    });
    connect(m_source.get(), &WorkspaceSource::logErrorsChanged, this, [this](const auto &errors) {
        m_logErrors = errors;
        emit logErrorsChanged();
    });
    connect(m_source.get(), &WorkspaceSource::recordingProblem, this, [this](const Error &problem) {
        m_recordingProblem = problem;
        emit recordingProblemChanged();
    });
    m_source->start();
}

void WorkspaceHub::tellAgain()
{
    emit snapshotChanged();
    emit runsChanged();
}

const RunState *WorkspaceHub::run(const QString &id) const
{
    const auto found = std::ranges::find_if(
        m_runs, [&id](const RunState &state) { return state.header.id == id; });
    return found == m_runs.end() ? nullptr : &*found;
}

} // namespace devstack
