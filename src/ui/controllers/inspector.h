// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/overview.h"
#include "ui/models/datarows.h"
#include "ui/models/inspectorrows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/text/displaystate.h"

#include <tuple>

namespace devstack {

/// Everything that is known of the selected IDA, in words. All values are plain text.
class Inspector : public QObject, public QmlInstance<Inspector>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// An IDA is selected.
    Q_PROPERTY(bool shown READ shown NOTIFY idaChanged)
    Q_PROPERTY(QString name READ name NOTIFY idaChanged)
    Q_PROPERTY(QString title READ title NOTIFY idaChanged)
    Q_PROPERTY(QString description READ description NOTIFY idaChanged)
    Q_PROPERTY(devstack::condition::Value condition READ condition NOTIFY stateChanged)
    Q_PROPERTY(QString conditionWord READ conditionWord NOTIFY stateChanged)
    /// "develop · main · records · squad-aperture".
    Q_PROPERTY(QString facts READ facts NOTIFY stateChanged)
    /// One sentence; empty: it waits for nothing.
    Q_PROPERTY(QString waiting READ waiting NOTIFY stateChanged)
    /// The service that waits, for showing its log.
    Q_PROPERTY(QString waitingService READ waitingService NOTIFY stateChanged)
    /// One line: why it is not as wanted; empty: it is, or `waiting` says it.
    Q_PROPERTY(QString reason READ reason NOTIFY stateChanged)
    /// What the service that failed wrote last.
    Q_PROPERTY(QStringList lastLines READ lastLines NOTIFY stateChanged)
    /// The one next thing to do about it.
    Q_PROPERTY(Next next READ next NOTIFY stateChanged)
    /// The reason is that a run was cut off: the next thing goes on with it.
    Q_PROPERTY(bool unfinished READ unfinished NOTIFY stateChanged)
    /// The service that the reason is about, as a source of logs ("credentials/app").
    Q_PROPERTY(QString reasonSource READ reasonSource NOTIFY stateChanged)
    Q_PROPERTY(bool trusted READ trusted NOTIFY idaChanged)
    /// Its files are shown as devstack reads them: Compose has not read them as they are now.
    Q_PROPERTY(bool ownReading READ ownReading NOTIFY idaChanged)
    /// Its files ask for values that nobody gives.
    Q_PROPERTY(bool lacksValues READ lacksValues NOTIFY stateChanged)
    Q_PROPERTY(bool cloned READ cloned NOTIFY idaChanged)
    Q_PROPERTY(bool running READ running NOTIFY stateChanged)
    /// It has containers of its own (is neither external nor off).
    Q_PROPERTY(bool ours READ ours NOTIFY idaChanged)
    /// Those that need it to run, directly or through others.
    Q_PROPERTY(QStringList dependents READ dependents NOTIFY stateChanged)
    /// Images of it are built from its repository.
    Q_PROPERTY(bool builds READ builds NOTIFY idaChanged)
    /// It declares how a file is applied to its data.
    Q_PROPERTY(bool takesFiles READ takesFiles NOTIFY idaChanged)
    /// What a reset of it is called; empty: it has no database.
    Q_PROPERTY(QString resetTitle READ resetTitle NOTIFY idaChanged)
    /// The first URL; empty: none.
    Q_PROPERTY(QString url READ url NOTIFY stateChanged)

    /// Of ScriptRow: what its repository offers.
    Q_PROPERTY(devstack::GadgetListModel *scripts READ scripts CONSTANT)
    /// Files of others seem to need it, nobody says so: it is cloned when it is added.
    Q_PROPERTY(bool suggested READ suggested NOTIFY stateChanged)
    Q_PROPERTY(QString repository READ repository NOTIFY idaChanged)
    /// Of ServiceRow.
    Q_PROPERTY(devstack::GadgetListModel *services READ services CONSTANT)
    /// Of EdgeRow.
    Q_PROPERTY(devstack::GadgetListModel *needs READ needs CONSTANT)
    Q_PROPERTY(devstack::GadgetListModel *neededBy READ neededBy CONSTANT)
    /// Of SeedFact.
    Q_PROPERTY(devstack::GadgetListModel *seeds READ seeds CONSTANT)
    /// Of NamedCommandRow.
    Q_PROPERTY(devstack::GadgetListModel *commands READ commands CONSTANT)
    /// Of ProblemRow.
    Q_PROPERTY(devstack::GadgetListModel *problems READ problems CONSTANT)
    /// Of ComposeChoiceRow, the likeliest first.
    Q_PROPERTY(devstack::GadgetListModel *composeChoices READ composeChoices CONSTANT)
public:
    enum class Next { None, Start, Restart, Stop, Up, Logs };
    Q_ENUM(Next)

    Inspector(WorkspaceHub &hub, Overview &overview, QObject *parent = nullptr);
    static Inspector *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    bool shown() const { return !m_ida.name.isEmpty(); }
    QString name() const { return m_ida.name; }
    QString title() const { return m_ida.title.isEmpty() ? m_ida.name : m_ida.title; }
    QString description() const { return m_ida.description; }
    condition::Value condition() const { return condition::ofIda(m_ida, m_hub.snapshot().engine); }
    QString conditionWord() const { return condition::wordOf(m_ida, m_hub.snapshot().engine); }
    QString facts() const;
    QString waiting() const;
    QString waitingService() const;
    QString reason() const;
    QStringList lastLines() const;
    Next next() const;
    QString reasonSource() const;
    bool unfinished() const
    {
        return !m_ida.unfinished.isEmpty() && m_ida.reason == m_ida.unfinished;
    }
    bool trusted() const { return m_ida.trusted; }
    bool ownReading() const { return m_ida.isOwnReading; }
    bool lacksValues() const { return !m_ida.missingVariables.isEmpty(); }
    bool cloned() const { return m_ida.state != IdaState::Absent; }
    bool running() const;
    bool suggested() const;
    QString repository() const { return m_ida.repository; }
    bool ours() const { return m_ida.mode != Mode::External && m_ida.mode != Mode::Off; }
    QStringList dependents() const;
    bool builds() const;
    bool takesFiles() const { return !m_ida.loaders.isEmpty(); }
    QString resetTitle() const;
    QString url() const { return m_ida.urls.isEmpty() ? QString() : m_ida.urls.first().url; }

    ListModel<ServiceRow> *services() { return &m_services; }
    ListModel<EdgeRow> *needs() { return &m_needs; }
    ListModel<EdgeRow> *neededBy() { return &m_neededBy; }
    ListModel<SeedFact> *seeds() { return &m_seeds; }
    ListModel<NamedCommandRow> *commands() { return &m_commands; }
    ListModel<ProblemRow> *problems() { return &m_problems; }
    ListModel<ComposeChoiceRow> *composeChoices() { return &m_composeChoices; }
    ListModel<ScriptRow> *scripts() { return &m_scripts; }
    /// Reads what the repository offers; for the moment its menu opens.
    Q_INVOKABLE void readScripts();

signals:
    /// Another IDA, or what its files say.
    void idaChanged();
    void stateChanged();

private:
    using Identity = std::
        tuple<QString, QString, QString, bool, bool, QString, bool, QString, bool, bool, bool>;
    using State = std::tuple<condition::Value,
                             QString,
                             QString,
                             QString,
                             QString,
                             QStringList,
                             Next,
                             QString,
                             bool,
                             bool,
                             bool,
                             QString,
                             QStringList>;

    Identity identity() const;
    /// The service that the IDA's reason is about; null: it is about the whole.
    const ServiceView *reasonService() const;
    State state() const;
    void update();
    void updateEdges();

    WorkspaceHub &m_hub;
    Overview &m_overview;
    IdaView m_ida;
    ListModel<ServiceRow> m_services;
    ListModel<EdgeRow> m_needs;
    ListModel<EdgeRow> m_neededBy;
    ListModel<SeedFact> m_seeds;
    ListModel<NamedCommandRow> m_commands;
    ListModel<ProblemRow> m_problems;
    ListModel<ComposeChoiceRow> m_composeChoices;
    ListModel<ScriptRow> m_scripts;
    Identity m_shownIdentity; ///< what was signalled last
    State m_shownState;
    QString m_scriptsOf; ///< the IDA whose scripts are listed
};

} // namespace devstack
