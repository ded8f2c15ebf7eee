// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/actions.h"
#include "ui/controllers/overview.h"
#include "ui/models/logmodel.h"
#include "ui/models/rowsmodel.h"
#include "ui/source/pagedetails.h"

namespace devstack {

using namespace Qt::StringLiterals;

/// The configuration page: what is chosen for an IDA, every value with who decided it, and its
/// compose file as it is beside as it runs.
class Configurator : public QObject, public QmlInstance<Configurator>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// The page is shown: only then anything is read.
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY changed)
    /// key (name), condition, detail, conflict
    Q_PROPERTY(devstack::RowsModel *idas READ idas CONSTANT)
    Q_PROPERTY(QString ida READ ida WRITE setIda NOTIFY changed)
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    /// Why nothing can be shown; empty: it can.
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString hint READ hint NOTIFY changed)

    /// Choices go to devstack.yml, for everybody, instead of this engineer's own.
    Q_PROPERTY(bool shared READ shared WRITE setShared NOTIFY changed)
    Q_PROPERTY(QString mode READ mode NOTIFY changed)
    Q_PROPERTY(QString variant READ variant NOTIFY changed)
    Q_PROPERTY(QString configuration READ configuration NOTIFY changed)
    /// Who decided each, in a few words.
    Q_PROPERTY(QString modeBy READ modeBy NOTIFY changed)
    Q_PROPERTY(QString variantBy READ variantBy NOTIFY changed)
    Q_PROPERTY(QString configurationBy READ configurationBy NOTIFY changed)
    Q_PROPERTY(QStringList variants READ variants NOTIFY changed)
    Q_PROPERTY(QStringList configurations READ configurations NOTIFY changed)
    /// key, text, commands, labels (of the commands): wishes about this IDA that cannot all come
    /// true
    Q_PROPERTY(devstack::RowsModel *conflicts READ conflicts CONSTANT)

    /// key, heading (the group, at its first row), service, name, value, before, origin, place,
    /// line (in the original; 0: none), why
    Q_PROPERTY(devstack::RowsModel *values READ values CONSTANT)
    /// The compose file of the repository and as it runs; differing lines carry a level.
    Q_PROPERTY(devstack::LogModel *original READ original CONSTANT)
    Q_PROPERTY(devstack::LogModel *effective READ effective CONSTANT)
    Q_PROPERTY(QString originalName READ originalName NOTIFY changed)
    /// Why there is no effective file; empty: there is one.
    Q_PROPERTY(QString effectiveProblem READ effectiveProblem NOTIFY changed)
    Q_PROPERTY(QString effectiveHint READ effectiveHint NOTIFY changed)
    /// key, level ("info", "warning", "problem"), service, what, why, originalRow, effectiveRow
    Q_PROPERTY(devstack::RowsModel *notes READ notes CONSTANT)

    /// "4.2 of 19 GB are needed"; empty while unknown.
    Q_PROPERTY(QString memoryText READ memoryText NOTIFY changed)
    Q_PROPERTY(double memoryShare READ memoryShare NOTIFY changed)
    Q_PROPERTY(QString memoryWarning READ memoryWarning NOTIFY changed)
    /// key (the command), text, frees
    Q_PROPERTY(devstack::RowsModel *proposals READ proposals CONSTANT)

    /// What the last choice made here changed: "platform: its variant is light now, none before.";
    /// empty: nothing is to be told.
    Q_PROPERTY(QString outcome READ outcome NOTIFY changed)
    /// What it means, a sentence each.
    Q_PROPERTY(QStringList outcomeNotes READ outcomeNotes NOTIFY changed)
    Q_PROPERTY(bool undoable READ undoable NOTIFY changed)
public:
    Configurator(WorkspaceHub &hub,
                 Overview &overview,
                 Actions &actions,
                 QObject *parent = nullptr);
    static Configurator *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    bool active() const { return m_active; }
    void setActive(bool active);
    RowsModel *idas() { return &m_idas; }
    QString ida() const { return m_ida; }
    void setIda(const QString &ida);
    bool loading() const { return m_loading; }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    bool shared() const { return m_shared; }
    void setShared(bool shared);
    QString mode() const { return valueOf(u"mode"_s).value; }
    QString variant() const { return valueOf(u"variant"_s).value; }
    QString configuration() const { return valueOf(u"configuration"_s).value; }
    QString modeBy() const { return byWhom(u"mode"_s); }
    QString variantBy() const { return byWhom(u"variant"_s); }
    QString configurationBy() const { return byWhom(u"configuration"_s); }
    QStringList variants() const { return m_study.choices.variants; }
    QStringList configurations() const { return m_study.choices.configurations; }
    RowsModel *conflicts() { return &m_conflicts; }
    RowsModel *values() { return &m_values; }
    LogModel *original() { return &m_original; }
    LogModel *effective() { return &m_effective; }
    QString originalName() const;
    QString effectiveProblem() const
    {
        return m_study.noEffective ? m_study.noEffective->message : QString();
    }
    QString effectiveHint() const
    {
        return m_study.noEffective ? m_study.noEffective->hint : QString();
    }
    RowsModel *notes() { return &m_notes; }
    QString memoryText() const;
    double memoryShare() const;
    QString memoryWarning() const { return m_study.memory ? m_study.memory->warning() : QString(); }
    RowsModel *proposals() { return &m_proposals; }
    QString outcome() const { return m_outcome.text; }
    QStringList outcomeNotes() const { return m_outcome.notes; }
    bool undoable() const { return m_outcome.earlier || !m_outcome.stopped.isEmpty(); }

    /// `url` for the mode external, `image` for the mode image. `ida` empty: the one that is shown.
    Q_INVOKABLE void chooseMode(const QString &mode,
                                const QString &url = {},
                                const QString &image = {},
                                const QString &ida = {});
    Q_INVOKABLE void chooseVariant(const QString &variant);
    Q_INVOKABLE void chooseConfiguration(const QString &configuration);
    /// Does what a shown conflict or the shown memory forecast proposes, by its command line as it
    /// is shown.
    Q_INVOKABLE void follow(const QString &command);
    /// Does what is proposed: a choice or a stop.
    void follow(const Operation &proposal);
    /// Stops the IDA, so that undo() starts it again.
    Q_INVOKABLE void stop(const QString &ida);
    /// Puts back what the last choice replaced, starts what was stopped.
    Q_INVOKABLE void undo();
    Q_INVOKABLE void dismissOutcome();
    Q_INVOKABLE void refresh();

signals:
    void changed();
    /// The files were read anew: views begin at the top.
    void filesChanged();
    /// A mode was proposed that needs an address of the engineer.
    void addressWanted(const QString &ida);

private:
    void updateIdas();
    void show(const ConfigurationDetails &study);
    void showFiles();
    void choose(const Operation &choice);
    Operation choiceOf(Operation::Verb verb, const QString &ida, const QString &value) const;
    void tell(const ChoiceOutcome &outcome);
    void tellStopped(const Operation &operation);
    ConfigValue valueOf(const QString &name) const;
    QString byWhom(const QString &name) const;

    WorkspaceHub &m_hub;
    Overview &m_overview;
    Actions &m_actions;
    bool m_active = false;
    bool m_loading = false;
    bool m_shared = false;
    int m_ticket = 0;
    /// What was done last, and what undoes it.
    struct Outcome
    {
        QString text;
        QStringList notes;
        std::optional<EarlierChoice> earlier;
        QString stopped; ///< an IDA
    };
    Outcome m_outcome;
    QString m_stopping; ///< the IDA whose stop was asked for here
    QString m_ida;
    QString m_shownFiles; ///< of which IDA and with what content
    ConfigurationDetails m_study;
    Error m_problem;
    RowsModel m_idas;
    RowsModel m_conflicts;
    RowsModel m_values;
    RowsModel m_notes;
    RowsModel m_proposals;
    LogModel m_original;
    LogModel m_effective;
};

} // namespace devstack
