// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/optionlist.h"
#include "ui/source/latestanswer.h"
#include "ui/source/workspacehub.h"

#include <QElapsedTimer>
#include <QTimer>

#include <stop_token>

namespace devstack {

/// Something that is read of an IDA's database for a sheet, on another thread, for seconds: what it
/// does meanwhile, its end by the engineer, and why it failed.
///
/// One reading at a time: a new one begins when the one before has ended, since it holds the
/// workspace's lock.
class Comparison : public QObject
{
    Q_OBJECT
    QML_ANONYMOUS
    /// Of whose data; empty: the sheet is closed.
    Q_PROPERTY(QString ida READ ida NOTIFY stageChanged)
    Q_PROPERTY(Stage stage READ stage NOTIFY stageChanged)
    /// The database that is read, and those that there are; empty: there is one.
    Q_PROPERTY(QString service READ service WRITE setService NOTIFY serviceChanged)
    Q_PROPERTY(QStringList services READ services NOTIFY serviceChanged)
    /// What goes on, and for how long: "comparing course · 12 s".
    Q_PROPERTY(QString doing READ doing NOTIFY doingChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY stageChanged)
    Q_PROPERTY(QString detail READ detail NOTIFY stageChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY stageChanged)
public:
    /// `Stopping`: it was asked to end and did not yet. `Stopped`: it ended so.
    enum class Stage { Closed, Reading, Stopping, Stopped, Ready, Failed };
    Q_ENUM(Stage)

    QString ida() const { return m_ida; }
    Stage stage() const { return m_stage; }
    QString service() const { return m_service; }
    /// Reads that one.
    void setService(const QString &service);
    QStringList services() const { return m_services; }
    QString doing() const;
    QString problem() const { return m_problem.message; }
    QString detail() const { return m_problem.detail; }
    QString hint() const { return m_problem.hint; }

    /// Opens the sheet and reads.
    Q_INVOKABLE void ask(const QString &ida);
    Q_INVOKABLE void askAgain();
    Q_INVOKABLE void stop();
    Q_INVOKABLE virtual void close();

signals:
    void stageChanged();
    void serviceChanged();
    void doingChanged();

protected:
    using Ended = std::function<void(const Result<> &)>;

    Comparison(WorkspaceHub &hub, QObject *parent);

    WorkspaceHub &hub() { return m_hub; }
    /// "IDA" or "IDA/SERVICE".
    QString place() const;
    /// What read() asks with: nothing is answered once the workspace is another.
    LatestAnswer &answers() { return m_answers; }

    /// Begins to read, and keeps what is found until show(); `ended` is called once, with
    /// answers().
    virtual std::stop_source
    read(WorkspaceSource &source, WorkspaceSource::Saying saying, Ended ended)
        = 0;
    /// Shows what was found last.
    virtual void show() = 0;
    /// Shows nothing.
    virtual void clear() = 0;

private:
    void begin();
    /// Ends what goes on; its answer counts for nothing.
    void drop();
    void end(const Result<> &result);
    void setStage(Stage stage);

    WorkspaceHub &m_hub;
    LatestAnswer m_answers;
    QString m_ida;
    QString m_service;
    QStringList m_services;
    Stage m_stage = Stage::Closed;
    bool m_isGoing = false; ///< a reading has not ended
    bool m_isDropped = false; ///< its answer is not wanted any more
    bool m_isWanted = false; ///< another one is to begin then
    std::stop_source m_stop {std::nostopstate};
    QString m_said;
    QElapsedTimer m_since;
    QTimer m_clock;
    Error m_problem;
};

} // namespace devstack
