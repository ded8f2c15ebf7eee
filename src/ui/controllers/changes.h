// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/comparison.h"
#include "ui/models/comparisonrows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"

namespace devstack {

/// The sheet of what changed in the data since it began or since a checkpoint: tables, their rows
/// side by side, and the seed that brings the changes back.
class Changes : public devstack::Comparison, // qualified for qmllint
                public QmlInstance<Changes>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// The checkpoint that is compared with; empty: what the data began over.
    Q_PROPERTY(QString since READ since WRITE setSince NOTIFY sinceChanged)
    Q_PROPERTY(devstack::OptionList *sinces READ sinces CONSTANT)
    /// "Since the checkpoint “demo”; 3 of 4 tables were read, the others were not written."
    Q_PROPERTY(QString summary READ summary NOTIFY shownChanged)
    /// Of ChangedTableRow.
    Q_PROPERTY(devstack::GadgetListModel *tables READ tables CONSTANT)
    /// The table whose rows are shown.
    Q_PROPERTY(QString table READ table WRITE setTable NOTIFY tableChanged)
    /// Of ChangeLine.
    Q_PROPERTY(devstack::GadgetListModel *lines READ lines CONSTANT)
    /// What is not shown of its rows; empty: all are.
    Q_PROPERTY(QString more READ more NOTIFY tableChanged)
    /// Columns that are the same on both sides are shown too.
    Q_PROPERTY(bool wholeRows READ wholeRows WRITE setWholeRows NOTIFY tableChanged)

    Q_PROPERTY(Saving saving READ saving NOTIFY savingChanged)
    /// Why nothing was saved, or what would be replaced.
    Q_PROPERTY(QString savingProblem READ savingProblem NOTIFY savingChanged)
    Q_PROPERTY(QString savingHint READ savingHint NOTIFY savingChanged)
    /// The file of the seed, how much is in it, what else to know, and the lines that declare it.
    Q_PROPERTY(QString seedFile READ seedFile NOTIFY savingChanged)
    Q_PROPERTY(QString seedRows READ seedRows NOTIFY savingChanged)
    Q_PROPERTY(QString seedNotes READ seedNotes NOTIFY savingChanged)
    Q_PROPERTY(QString declaration READ declaration NOTIFY savingChanged)
public:
    /// `Asked`: a seed of that name is there; confirmed, it is replaced. No name is one of Stage:
    /// QML would mistake one for the other.
    enum class Saving { NotYet, Going, Asked, Refused, Saved };
    Q_ENUM(Saving)

    explicit Changes(WorkspaceHub &hub, QObject *parent = nullptr);
    static Changes *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString since() const { return m_since; }
    void setSince(const QString &since);
    OptionList *sinces() { return &m_sinces; }
    QString summary() const;
    ListModel<ChangedTableRow> *tables() { return &m_tables; }
    QString table() const { return m_table; }
    void setTable(const QString &table);
    ListModel<ChangeLine> *lines() { return &m_lines; }
    QString more() const;
    bool wholeRows() const { return m_wholeRows; }
    void setWholeRows(bool whole);
    Saving saving() const { return m_saving; }
    QString savingProblem() const { return m_savingProblem.message; }
    QString savingHint() const { return m_savingProblem.hint; }
    QString seedFile() const { return m_seed.file; }
    QString seedRows() const;
    QString seedNotes() const;
    QString declaration() const { return m_seed.declaration; }

    /// Writes the changes as a seed: a run of its own. `replace`: a file of that name may go.
    Q_INVOKABLE void save(const QString &name, bool replace);
    /// Takes back what the last save() led to: another name is typed.
    Q_INVOKABLE void forgetSaving();
    Q_INVOKABLE void close() override;

signals:
    void sinceChanged();
    void shownChanged();
    void tableChanged();
    void savingChanged();

private:
    std::stop_source
    read(WorkspaceSource &source, WorkspaceSource::Saying saying, Ended ended) override;
    void show() override;
    void clear() override;
    const TableChanges *shownTable() const;
    void showLines();
    void setSaving(Saving saving, const Error &problem = {});

    QString m_since;
    OptionList m_sinces;
    DataChanges m_found;
    ListModel<ChangedTableRow> m_tables;
    QString m_table;
    ListModel<ChangeLine> m_lines;
    bool m_wholeRows = false;
    LatestAnswer m_saved;
    Saving m_saving = Saving::NotYet;
    Error m_savingProblem;
    SavedSeed m_seed;
};

} // namespace devstack
