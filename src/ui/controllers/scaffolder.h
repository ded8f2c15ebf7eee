// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/reviewer.h"
#include "ui/models/logmodel.h"
#include "ui/models/scaffoldrows.h"

namespace devstack {

/// The sheet that writes what a repository lacks: the change file by file, what stays to its
/// owner, and what check says afterwards.
class Scaffolder : public QObject, public QmlInstance<Scaffolder>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Of whose repository; empty: the sheet is closed.
    Q_PROPERTY(QString ida READ ida NOTIFY stageChanged)
    Q_PROPERTY(Stage stage READ stage NOTIFY stageChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY stageChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY stageChanged)
    /// "2 new files, 1 file extended"; empty without changes.
    Q_PROPERTY(QString summary READ summary NOTIFY stageChanged)
    /// After writing: how many points of the definition of done pass now; empty until it is known.
    Q_PROPERTY(QString outcome READ outcome NOTIFY outcomeChanged)
    /// Of FileRow.
    Q_PROPERTY(devstack::GadgetListModel *files READ files CONSTANT)
    /// Of LeftRow.
    Q_PROPERTY(devstack::GadgetListModel *left READ left CONSTANT)
    /// The file whose change is shown.
    Q_PROPERTY(QString file READ file WRITE setFile NOTIFY fileChanged)
    /// Its change; added lines carry the level warning, removed ones error, for their grounds.
    Q_PROPERTY(devstack::LogModel *diff READ diff CONSTANT)
public:
    /// `Nothing`: there is nothing to write.
    enum class Stage { Closed, Reading, Ready, Nothing, Writing, Written, Failed };
    Q_ENUM(Stage)

    Scaffolder(WorkspaceHub &hub, Reviewer &reviewer, QObject *parent = nullptr);
    static Scaffolder *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString ida() const { return m_ida; }
    Stage stage() const { return m_stage; }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    QString summary() const;
    QString outcome() const { return m_outcome; }
    ListModel<FileRow> *files() { return &m_files; }
    ListModel<LeftRow> *left() { return &m_left; }
    QString file() const { return m_file; }
    void setFile(const QString &file);
    LogModel *diff() { return &m_diff; }

    /// Opens the sheet and finds out what is missing.
    Q_INVOKABLE void ask(const QString &ida);
    /// Finds out again: after a file changed in the meantime.
    Q_INVOKABLE void askAgain();
    /// Writes what is shown; refused as a whole when a file came up or changed since.
    Q_INVOKABLE void write();
    Q_INVOKABLE void close();

signals:
    void stageChanged();
    void outcomeChanged();
    /// Another file's change is shown: views begin at the top.
    void fileChanged();

private:
    void show(const ScaffoldPlan &plan);
    void setStage(Stage stage);
    void tellOutcome();

    WorkspaceHub &m_hub;
    Reviewer &m_reviewer;
    LatestAnswer m_newest;
    int m_failedBefore = 0;
    QString m_ida;
    Stage m_stage = Stage::Closed;
    QString m_file;
    QString m_outcome;
    Error m_problem;
    ScaffoldPlan m_plan;
    ListModel<FileRow> m_files;
    ListModel<LeftRow> m_left;
    LogModel m_diff;
};

} // namespace devstack
