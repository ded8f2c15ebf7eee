// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/adoptrows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/latestanswer.h"
#include "ui/source/machine.h"

#include <QUrl>

namespace devstack {

/// The sheet that makes a workspace of a central devstack: what becomes what, what is nobody's, and
/// where it goes. Nothing of the central devstack is run or changed.
class Adopter : public QObject, public QmlInstance<Adopter>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Stage stage READ stage NOTIFY stageChanged)
    /// The folder of the central devstack; empty: the sheet is closed.
    Q_PROPERTY(QString central READ central NOTIFY stageChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY stageChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY stageChanged)
    /// "12 repositories, 15 services, 76 commands of scripts".
    Q_PROPERTY(QString summary READ summary NOTIFY chosenChanged)
    /// How many are chosen.
    Q_PROPERTY(int chosen READ chosen NOTIFY chosenChanged)
    /// Where the workspace goes, as a proposal: where the checkouts lie.
    Q_PROPERTY(QString proposal READ proposal NOTIFY stageChanged)
    /// Of AdoptedRow.
    Q_PROPERTY(devstack::GadgetListModel *idas READ idas CONSTANT)
    /// Of UnclaimedRow.
    Q_PROPERTY(devstack::GadgetListModel *unclaimed READ unclaimed CONSTANT)
public:
    enum class Stage { Closed, Reading, Ready, Writing, Failed };
    Q_ENUM(Stage)

    explicit Adopter(Machine &machine, QObject *parent = nullptr);
    static Adopter *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    Stage stage() const { return m_stage; }
    QString central() const { return m_central; }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    QString summary() const;
    int chosen() const;
    QString proposal() const { return m_adoption.workspace; }
    ListModel<AdoptedRow> *idas() { return &m_idas; }
    ListModel<UnclaimedRow> *unclaimed() { return &m_unclaimed; }

    /// Opens the sheet and reads the folder.
    Q_INVOKABLE void look(const QUrl &folder);
    /// Takes an IDA along or leaves it out.
    Q_INVOKABLE void choose(const QString &ida, bool chosen);
    /// Writes devstack.yml and the environments of the chosen ones into `folder`.
    Q_INVOKABLE void make(const QString &folder);
    Q_INVOKABLE void close();

signals:
    void stageChanged();
    void chosenChanged();
    /// The workspace is there.
    void made(const QString &folder);

private:
    void show(const Adoption &adoption);
    void setStage(Stage stage);

    Machine &m_machine;
    LatestAnswer m_newest;
    Stage m_stage = Stage::Closed;
    QString m_central;
    Error m_problem;
    Adoption m_adoption; ///< as it was read
    ListModel<AdoptedRow> m_idas;
    ListModel<UnclaimedRow> m_unclaimed;
};

} // namespace devstack
