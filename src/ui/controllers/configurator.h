// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/actions.h"
#include "ui/controllers/overview.h"
#include "ui/models/configurationrows.h"
#include "ui/models/listmodel.h"
#include "ui/models/logmodel.h"
#include "ui/models/optionlist.h"
#include "ui/source/latestanswer.h"
#include "ui/source/pagedetails.h"
#include "ui/text/mode.h"

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
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    /// Of ConfiguredIda.
    Q_PROPERTY(devstack::GadgetListModel *idas READ idas CONSTANT)
    Q_PROPERTY(QString ida READ ida WRITE setIda NOTIFY idaChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY loadingChanged)
    /// Why nothing can be shown; empty: it can.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY problemChanged)

    /// Choices go to devstack.yml, for everybody, instead of this engineer's own.
    Q_PROPERTY(bool shared READ shared WRITE setShared NOTIFY sharedChanged)
    /// All modes; the row of one is its value.
    Q_PROPERTY(devstack::OptionList *modes READ modes CONSTANT)
    Q_PROPERTY(devstack::mode::Value mode READ mode NOTIFY choicesChanged)
    Q_PROPERTY(QString variant READ variant NOTIFY choicesChanged)
    Q_PROPERTY(QString configuration READ configuration NOTIFY choicesChanged)
    /// Who decided each, in a few words.
    Q_PROPERTY(QString modeBy READ modeBy NOTIFY choicesChanged)
    Q_PROPERTY(QString variantBy READ variantBy NOTIFY choicesChanged)
    Q_PROPERTY(QString configurationBy READ configurationBy NOTIFY choicesChanged)
    Q_PROPERTY(QStringList variants READ variants NOTIFY choicesChanged)
    Q_PROPERTY(QStringList configurations READ configurations NOTIFY choicesChanged)
    /// Of ConflictRow.
    Q_PROPERTY(devstack::GadgetListModel *conflicts READ conflicts CONSTANT)

    /// Of ValueRow.
    Q_PROPERTY(devstack::GadgetListModel *values READ values CONSTANT)
    /// The compose file of the repository and as it runs; differing lines carry a level.
    Q_PROPERTY(devstack::LogModel *original READ original CONSTANT)
    Q_PROPERTY(devstack::LogModel *effective READ effective CONSTANT)
    Q_PROPERTY(QString originalName READ originalName NOTIFY fileChanged)
    /// Why there is no effective file; empty: there is one.
    Q_PROPERTY(QString effectiveProblem READ effectiveProblem NOTIFY fileChanged)
    Q_PROPERTY(QString effectiveHint READ effectiveHint NOTIFY fileChanged)
    /// Of NoteRow.
    Q_PROPERTY(devstack::GadgetListModel *notes READ notes CONSTANT)

    /// "4.2 of 19 GB are needed"; empty while unknown.
    Q_PROPERTY(QString memoryText READ memoryText NOTIFY memoryChanged)
    Q_PROPERTY(double memoryShare READ memoryShare NOTIFY memoryChanged)
    Q_PROPERTY(QString memoryWarning READ memoryWarning NOTIFY memoryChanged)
    /// Of ProposalRow.
    Q_PROPERTY(devstack::GadgetListModel *proposals READ proposals CONSTANT)

    /// What the last choice made here changed: "platform: its variant is light now, none before.";
    /// empty: nothing is to be told.
    Q_PROPERTY(QString outcome READ outcome NOTIFY outcomeChanged)
    /// What it means, a sentence each.
    Q_PROPERTY(QStringList outcomeNotes READ outcomeNotes NOTIFY outcomeChanged)
    Q_PROPERTY(bool undoable READ undoable NOTIFY outcomeChanged)
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
    ListModel<ConfiguredIda> *idas() { return &m_idas; }
    QString ida() const { return m_ida; }
    void setIda(const QString &ida);
    bool loading() const { return m_loading; }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    bool shared() const { return m_shared; }
    void setShared(bool shared);
    OptionList *modes() { return &m_modes; }
    mode::Value mode() const;
    QString variant() const { return valueOf(u"variant"_s).value; }
    QString configuration() const { return valueOf(u"configuration"_s).value; }
    QString modeBy() const { return byWhom(u"mode"_s); }
    QString variantBy() const { return byWhom(u"variant"_s); }
    QString configurationBy() const { return byWhom(u"configuration"_s); }
    QStringList variants() const { return m_study.choices.variants; }
    QStringList configurations() const { return m_study.choices.configurations; }
    ListModel<ConflictRow> *conflicts() { return &m_conflicts; }
    ListModel<ValueRow> *values() { return &m_values; }
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
    ListModel<NoteRow> *notes() { return &m_notes; }
    QString memoryText() const;
    double memoryShare() const;
    QString memoryWarning() const { return m_study.memory ? m_study.memory->warning() : QString(); }
    ListModel<ProposalRow> *proposals() { return &m_proposals; }
    QString outcome() const { return m_outcome.text; }
    QStringList outcomeNotes() const { return m_outcome.notes; }
    bool undoable() const { return m_outcome.earlier || !m_outcome.stopped.isEmpty(); }

    /// `url` for the mode external, `image` for the mode image. `ida` empty: the one that is shown.
    Q_INVOKABLE void chooseMode(devstack::mode::Value mode,
                                const QString &url = {},
                                const QString &image = {},
                                const QString &ida = {});
    Q_INVOKABLE void chooseVariant(const QString &variant);
    Q_INVOKABLE void chooseConfiguration(const QString &configuration);
    /// Makes one of the choices that settle a shown conflict (key of its row, position in it).
    Q_INVOKABLE void settleConflict(const QString &key, int choice);
    /// Does what the shown memory forecast proposes in that row.
    Q_INVOKABLE void saveMemory(int proposal);
    /// Does what is proposed: a choice or a stop.
    void follow(const Operation &proposal);
    /// Stops the IDA, so that undo() starts it again.
    Q_INVOKABLE void stop(const QString &ida);
    /// Puts back what the last choice replaced, starts what was stopped.
    Q_INVOKABLE void undo();
    Q_INVOKABLE void dismissOutcome();
    /// Line of the original file that a row of the values comes from, 0: none.
    Q_INVOKABLE int lineOf(int row) const;
    Q_INVOKABLE void refresh();

signals:
    void activeChanged();
    void idaChanged();
    void loadingChanged();
    void problemChanged();
    void sharedChanged();
    void choicesChanged();
    void fileChanged();
    void memoryChanged();
    void outcomeChanged();
    /// The files were read anew: views begin at the top.
    void filesChanged();
    /// A mode was proposed that needs an address of the engineer.
    void addressWanted(const QString &ida);

private:
    /// What was done last, and what undoes it.
    struct Outcome
    {
        QString text;
        QStringList notes;
        std::optional<EarlierChoice> earlier;
        QString stopped; ///< an IDA
    };

    void updateIdas();
    void turnTo(const QString &ida);
    void setLoading(bool loading);
    void setProblem(const Error &problem);
    void setOutcome(const Outcome &outcome);
    void show(const ConfigurationDetails &study);
    void showFiles();
    void choose(const Operation &choice);
    Operation choiceOf(Operation::Verb verb, const QString &ida, const QString &value) const;
    void tell(const ChoiceOutcome &outcome);
    void tellStopped(const Operation &operation);
    ConfigValue valueOf(const QString &name) const;
    QString byWhom(const QString &name) const;
    /// What the groups of properties say, to signal only what changed.
    QStringList choiceTexts() const;
    QStringList fileTexts() const;
    QStringList memoryTexts() const;

    WorkspaceHub &m_hub;
    Overview &m_overview;
    Actions &m_actions;
    bool m_active = false;
    bool m_loading = false;
    bool m_shared = false;
    LatestAnswer m_newest;
    Outcome m_outcome;
    QString m_stopping; ///< the IDA whose stop was asked for here
    QString m_ida;
    QString m_shownFiles; ///< of which IDA and with what content
    ConfigurationDetails m_study;
    Error m_problem;
    OptionList m_modes;
    ListModel<ConfiguredIda> m_idas;
    ListModel<ConflictRow> m_conflicts;
    ListModel<ValueRow> m_values;
    ListModel<NoteRow> m_notes;
    ListModel<ProposalRow> m_proposals;
    LogModel m_original;
    LogModel m_effective;
};

} // namespace devstack
