// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/actions.h"
#include "ui/models/datarows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/latestanswer.h"
#include "ui/source/workspacehub.h"

#include <QTimer>
#include <QUrl>

namespace devstack {

/// The seeds of an IDA with when they were applied.
QList<SeedFact> seedFacts(const IdaView &ida, const QDateTime &now);

/// The data page: every IDA that has data, and of one of them with what it begins, its checkpoints
/// and its seeds.
///
/// Sizes and what snapshots are is asked for while the page is shown; without an Engine what was
/// known stays, and `stale` says so.
class Data : public QObject, public QmlInstance<Data>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// The page is shown.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    /// Of DataRow.
    Q_PROPERTY(devstack::GadgetListModel *rows READ rows CONSTANT)
    /// The first answer is not there yet.
    Q_PROPERTY(bool loading READ loading NOTIFY answered)
    /// Why the details could not be read, and what to do; empty: they could.
    Q_PROPERTY(QString problem READ problem NOTIFY answered)
    Q_PROPERTY(QString hint READ hint NOTIFY answered)
    /// That what is shown is old; empty: it is not.
    Q_PROPERTY(QString stale READ stale NOTIFY answered)

    /// The IDA that is shown in full.
    Q_PROPERTY(QString ida READ ida WRITE setIda NOTIFY shownChanged)
    Q_PROPERTY(devstack::condition::Value condition READ condition NOTIFY shownChanged)
    Q_PROPERTY(QString conditionWord READ conditionWord NOTIFY shownChanged)
    Q_PROPERTY(bool running READ running NOTIFY shownChanged)
    Q_PROPERTY(bool hasDatabase READ hasDatabase NOTIFY shownChanged)
    Q_PROPERTY(QString images READ images NOTIFY shownChanged)
    Q_PROPERTY(QString resetTitle READ resetTitle NOTIFY shownChanged)
    Q_PROPERTY(QString resetText READ resetText NOTIFY shownChanged)
    /// When it was reset last and how long that took; empty: nobody knows.
    Q_PROPERTY(QString lastReset READ lastReset NOTIFY shownChanged)
    /// The checkpoint that undoes the last reset; empty: there is none.
    Q_PROPERTY(QString undo READ undo NOTIFY shownChanged)
    /// Suffixes of files for which it declares a loader, with their dots.
    Q_PROPERTY(QStringList loaders READ loaders NOTIFY shownChanged)
    /// Databases that begin with a dump where one is given.
    Q_PROPERTY(QStringList schemaServices READ schemaServices NOTIFY shownChanged)
    /// Whose data it has, by git branch, and what is kept for others; empty: there is no branch.
    Q_PROPERTY(QString branchText READ branchText NOTIFY shownChanged)
    /// "off", "ask" or "on"; empty: not known yet.
    Q_PROPERTY(QString followsBranch READ followsBranch NOTIFY shownChanged)
    /// The branch that is checked out while the data is another's; empty: it is not.
    Q_PROPERTY(QString otherBranch READ otherBranch NOTIFY shownChanged)
    /// Of DatabaseFact.
    Q_PROPERTY(devstack::GadgetListModel *databases READ databases CONSTANT)
    /// Of SeedFact.
    Q_PROPERTY(devstack::GadgetListModel *seeds READ seeds CONSTANT)
    /// Of CheckpointFact, the newest first.
    Q_PROPERTY(devstack::GadgetListModel *checkpoints READ checkpoints CONSTANT)
public:
    Data(WorkspaceHub &hub, Actions &actions, QObject *parent = nullptr);
    static Data *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    bool isActive() const { return m_active; }
    void setActive(bool active);
    bool loading() const { return m_asking && !m_details; }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    QString stale() const;
    QString ida() const { return m_ida; }
    void setIda(const QString &ida);
    condition::Value condition() const;
    QString conditionWord() const;
    bool running() const;
    bool hasDatabase() const;
    QString images() const;
    QString resetTitle() const;
    QString resetText() const;
    QString lastReset() const;
    QString undo() const;
    QStringList loaders() const;
    QStringList schemaServices() const;
    QString branchText() const;
    QString followsBranch() const;
    QString otherBranch() const;
    ListModel<DataRow> *rows() { return &m_rows; }
    ListModel<DatabaseFact> *databases() { return &m_databases; }
    ListModel<SeedFact> *seeds() { return &m_seeds; }
    ListModel<CheckpointFact> *checkpoints() { return &m_checkpoints; }

    Q_INVOKABLE void refresh();
    /// Why a checkpoint of these IDAs cannot have the name; empty: it can. No name is fine.
    Q_INVOKABLE QString nameProblem(const QString &name, const QStringList &idas) const;
    /// Asks what a file is for that was given for the IDA that is shown: for its loader, or as the
    /// dump to begin with.
    Q_INVOKABLE void take(const QUrl &file);
    /// The path of a file that was chosen.
    Q_INVOKABLE static QString pathOf(const QUrl &file) { return file.toLocalFile(); }

signals:
    void activeChanged();
    void answered();
    void shownChanged();
    /// The IDA could begin with this dump: it is asked for.
    void dumpOffered(const QString &file);
    /// It has a loader for the file: whether to give it to the data is asked. `isDump`: new data
    /// could begin with it as well.
    void fileOffered(const QUrl &file, bool isDump);

private:
    const IdaView *shown() const;
    const BranchData *branch() const;
    QList<const DatabaseView *> databasesOf(const QString &ida) const;
    DataRow rowOf(const IdaView &ida, const QDateTime &now) const;
    /// What the details depend on.
    QStringList grounds() const;
    /// What the Engine did not tell stays as it was known.
    void keepKnown(DataDetails details);
    bool lacksSizes() const;
    void update();
    void updateShown();

    WorkspaceHub &m_hub;
    Actions &m_actions;
    bool m_active = false;
    bool m_asking = false;
    bool m_askAgain = false; ///< something changed meanwhile
    int m_retries = 0;
    QTimer m_later; ///< asks for sizes that were not told
    LatestAnswer m_answer;
    std::optional<DataDetails> m_details;
    QDateTime m_seen; ///< UTC; when the Engine last told; null: never
    Error m_problem;
    QStringList m_grounds; ///< of what was asked last
    QString m_ida;
    ListModel<DataRow> m_rows;
    ListModel<DatabaseFact> m_databases;
    ListModel<SeedFact> m_seeds;
    ListModel<CheckpointFact> m_checkpoints;
};

} // namespace devstack
