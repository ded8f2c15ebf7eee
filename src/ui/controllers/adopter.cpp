// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/adopter.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString servicesText(const AdoptedIda &ida)
{
    const QString own = ida.services.join(u", "_s);
    return ida.helpers.isEmpty() ? own
                                 : Adopter::tr("%1 with %2").arg(own, ida.helpers.join(u", "_s));
}

QString commandsText(int count)
{
    return count == 1 ? Adopter::tr("1 command") : Adopter::tr("%1 commands").arg(count);
}

QString carriedText(const AdoptedIda &ida)
{
    if (ida.steps + ida.stepsElsewhere == 0)
        return {};
    const QString all = commandsText(ida.steps + ida.stepsElsewhere);
    return ida.stepsElsewhere == 0
        ? all
        : Adopter::tr("%1, %2 of them in others").arg(all, QString::number(ida.stepsElsewhere));
}

QString placesText(const QList<SourceMark> &marks)
{
    QStringList places;
    for (const SourceMark &mark : marks)
        places += mark.toString();
    return places.join(u", "_s);
}

} // namespace

Adopter::Adopter(Machine &machine, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_machine(machine)
{
}

void Adopter::look(const QUrl &folder)
{
    close();
    m_central = QDir::cleanPath(folder.toLocalFile());
    setStage(Stage::Reading);
    AdoptRequest request;
    request.central = m_central;
    request.dryRun = true;
    m_machine.adopt(request, m_newest.only([this](const Result<Adoption> &answer) {
        if (answer)
            show(*answer);
        else
            m_problem = answer.error();
        setStage(answer ? Stage::Ready : Stage::Failed);
        emit chosenChanged();
    }));
}

void Adopter::show(const Adoption &adoption)
{
    m_adoption = adoption;
    QList<AdoptedRow> idas;
    for (const AdoptedIda &ida : adoption.plan.idas)
        idas.append({ida.name, servicesText(ida), carriedText(ida), placesText(ida.from), true});
    m_idas.setRows(std::move(idas));
    QList<UnclaimedRow> unclaimed;
    for (const UnclaimedPart &part : adoption.plan.unclaimed)
        unclaimed.append(
            {QString::number(unclaimed.size() + 1), part.kind, part.text, part.mark.toString()});
    m_unclaimed.setRows(std::move(unclaimed));
}

int Adopter::chosen() const
{
    int count = 0;
    for (int at = 0; at < m_idas.count(); ++at)
        count += m_idas.row(at).chosen ? 1 : 0;
    return count;
}

QString Adopter::summary() const
{
    qsizetype services = 0;
    int commands = 0;
    for (const AdoptedIda &ida : m_adoption.plan.idas) {
        const AdoptedRow *row = m_idas.find(ida.name);
        if (!row || !row->chosen)
            continue;
        services += ida.services.size();
        commands += ida.steps + ida.stepsElsewhere;
    }
    const int repositories = chosen();
    return tr("%1, %2 and %3 of its scripts")
        .arg(repositories == 1 ? tr("1 repository") : tr("%1 repositories").arg(repositories),
             services == 1 ? tr("1 service") : tr("%1 services").arg(services),
             commandsText(commands));
}

void Adopter::choose(const QString &ida, bool chosen)
{
    QList<AdoptedRow> rows;
    for (int at = 0; at < m_idas.count(); ++at) {
        rows.append(m_idas.row(at));
        if (rows.last().name == ida)
            rows.last().chosen = chosen;
    }
    m_idas.setRows(std::move(rows));
    emit chosenChanged();
}

void Adopter::make(const QString &folder)
{
    if (m_stage != Stage::Ready || chosen() == 0 || folder.trimmed().isEmpty())
        return;
    m_problem = {};
    setStage(Stage::Writing);
    AdoptRequest request;
    request.central = m_central;
    request.into = folder.trimmed();
    for (int at = 0; at < m_idas.count(); ++at) {
        if (m_idas.row(at).chosen)
            request.idas += m_idas.row(at).name;
    }
    m_machine.adopt(request, m_newest.only([this](const Result<Adoption> &answer) {
        if (!answer) {
            // What was read still stands: another folder may do.
            m_problem = answer.error();
            setStage(Stage::Ready);
            return;
        }
        const QString workspace = answer->workspace;
        close();
        emit made(workspace);
    }));
}

void Adopter::close()
{
    m_newest.forget();
    m_central.clear();
    m_problem = {};
    m_adoption = {};
    m_idas.setRows({});
    m_unclaimed.setRows({});
    setStage(Stage::Closed);
    emit chosenChanged();
}

void Adopter::setStage(Stage stage)
{
    m_stage = stage;
    emit stageChanged();
}

} // namespace devstack
