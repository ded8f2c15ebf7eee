// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/actions.h"
#include "ui/controllers/changes.h"
#include "ui/controllers/data.h"
#include "ui/controllers/forecast.h"
#include "ui/controllers/logs.h"
#include "ui/controllers/overview.h"
#include "ui/controllers/schemadifferences.h"
#include "ui/controllers/session.h"
#include "ui/models/listmodel.h"
#include "ui/models/navigationrows.h"

namespace devstack {

/// Search and commands: every place to go and every verb of every IDA, found by what is typed.
class CommandSearch : public QObject, public QmlInstance<CommandSearch>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    /// Of SearchRow, the best first.
    Q_PROPERTY(devstack::GadgetListModel *results READ results CONSTANT)
public:
    /// References must outlive this.
    struct Parts
    {
        WorkspaceHub &hub;
        Session &session;
        Overview &overview;
        Logs &logs;
        Actions &actions;
        Forecast &forecast;
        Data &data;
        Changes &changes;
        SchemaDifferences &schemaDifferences;
    };
    explicit CommandSearch(const Parts &parts, QObject *parent = nullptr);
    static CommandSearch *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString query() const { return m_query; }
    void setQuery(const QString &query);
    ListModel<SearchRow> *results() { return &m_results; }
    Q_INVOKABLE void run(const QString &id);

    /// How well `text` answers `query`: every word must be found; below 0: not at all. Public for
    /// tests.
    static int score(const QString &query, const QString &text);

signals:
    void queryChanged();
    void guideWanted(const QString &page);

private:
    struct Entry
    {
        QString id;
        QString text;
        QString detail;
        QString icon;
        std::function<void()> run;
        bool ends = false; ///< it ends or destroys something
    };
    /// What ends something is offered last, unless the query names its verb.
    static bool isLate(const Entry &entry, const QString &query);
    QList<Entry> entries();
    /// Of the IDA; empty: of the workspace.
    void addVerb(QList<Entry> &list,
                 Operation::Verb verb,
                 const QString &text,
                 const QString &icon,
                 const QString &ida = {}) const;
    void addVerbs(QList<Entry> &list, const IdaView &ida) const;
    /// A sheet of the page Data.
    void addComparison(QList<Entry> &list,
                       const QString &ida,
                       const QString &text,
                       const QString &command,
                       Comparison &sheet) const;

    Parts m_parts;
    QString m_query;
    ListModel<SearchRow> m_results;
};

} // namespace devstack
