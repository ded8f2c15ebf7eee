// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/listmodel.h"
#include "ui/models/terminalrows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

#include <memory>
#include <vector>

namespace devstack {

/// The terminals of the window: shells and database clients in services, in tabs. They go on while
/// other pages are shown, and end with their tab, with the workspace and with the program.
class Terminals : public QObject, public QmlInstance<Terminals>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Of TerminalRow.
    Q_PROPERTY(devstack::GadgetListModel *tabs READ tabs CONSTANT)
    /// Of TerminalChoiceRow: what can be opened now.
    Q_PROPERTY(devstack::GadgetListModel *choices READ choices CONSTANT)
    /// The key of the tab that is shown; empty: there is none.
    Q_PROPERTY(QString current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(devstack::TerminalSession *session READ session NOTIFY currentChanged)
    Q_PROPERTY(QString currentName READ currentName NOTIFY currentChanged)
    /// "credentials/app" while that service of the current tab does not run; empty: it does.
    Q_PROPERTY(QString currentStopped READ currentStopped NOTIFY currentChanged)
    /// Whose programs go on, as users read it.
    Q_PROPERTY(QStringList live READ live NOTIFY liveChanged)
public:
    explicit Terminals(WorkspaceHub &hub, QObject *parent = nullptr);
    ~Terminals() override;
    static Terminals *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    ListModel<TerminalRow> *tabs() { return &m_tabs; }
    ListModel<TerminalChoiceRow> *choices() { return &m_choices; }
    QString current() const { return m_current; }
    void setCurrent(const QString &key);
    TerminalSession *session() const;
    QString currentName() const;
    QString currentStopped() const;
    QStringList live() const;

    /// In a tab of its own, which is shown: a shell, or a command that the IDA declares (or
    /// "dbshell") with words behind it. An empty service: the one that is meant when none is named.
    Q_INVOKABLE void open(const QString &ida,
                          const QString &service = {},
                          const QString &command = {},
                          const QStringList &words = {});
    /// What stands in `choices`.
    Q_INVOKABLE void openChoice(const QString &key);
    /// Runs the same once more in the tab; ends what runs there.
    Q_INVOKABLE void again(const QString &key);
    /// Ends the program in the container and takes the tab away.
    Q_INVOKABLE void close(const QString &key);
    Q_INVOKABLE void closeAll();
    /// Its program shows a screen of its own, as editors do.
    Q_INVOKABLE bool inEditor(const QString &key) const;
    Q_INVOKABLE QString nameOf(const QString &key) const;
    /// The tab after the current one, or before it.
    Q_INVOKABLE void step(int by);

signals:
    void currentChanged();
    void liveChanged();
    void opened();

private:
    struct Tab
    {
        QString key;
        QString name;
        TerminalRequest request;
        std::unique_ptr<TerminalSession> session;
    };
    void begin(const Tab &tab);
    void update();
    void updateChoices();
    QString nameFor(const TerminalRequest &request) const;
    QString placeOf(const TerminalRequest &request) const;
    Tab *find(const QString &key);
    const Tab *find(const QString &key) const;

    WorkspaceHub &m_hub;
    std::vector<Tab> m_list;
    ListModel<TerminalRow> m_tabs;
    ListModel<TerminalChoiceRow> m_choices;
    QString m_current;
    QStringList m_live;
    int m_count = 0; ///< of all that were opened, for keys
};

} // namespace devstack
