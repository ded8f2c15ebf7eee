// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/displaytext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct InWords
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

QString modeWord(Mode mode)
{
    switch (mode) {
    case Mode::Develop:
        return InWords::tr("develop");
    case Mode::Image:
        return InWords::tr("image");
    case Mode::External:
        return InWords::tr("external");
    case Mode::Off:
        return InWords::tr("off");
    }
    return {};
}

QString whenText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    const qint64 days = local.date().daysTo(now.toLocalTime().date());
    const QString clock = local.toString(u"HH:mm"_s);
    const QLocale locale;
    if (days == 0)
        return InWords::tr("today %1").arg(clock);
    if (days > 0 && days < 7)
        return locale.dayName(local.date().dayOfWeek(), QLocale::ShortFormat) + u' ' + clock;
    //: A day without its year, as QLocale::toString() takes it.
    return locale.toString(local.date(), InWords::tr("d MMM"));
}

QString unfinishedText(const UnfinishedRun &run, const QDateTime &now)
{
    const QString steps = run.missing.size() == 1
        ? InWords::tr("1 step is missing")
        : InWords::tr("%1 steps are missing").arg(run.missing.size());
    const RunStep &first = run.missing.first();
    const QString how = run.result == RunResult::Failed ? InWords::tr("failed")
        : run.result == RunResult::Cancelled            ? InWords::tr("was cancelled")
                                                        : InWords::tr("was interrupted");
    return InWords::tr("Provisioning is incomplete: “%1” (%2) %3; %4 (%5: %6%7).")
        .arg(run.header.command,
             whenText(run.header.start, now),
             how,
             steps,
             first.ida,
             first.title,
             run.missing.size() > 1 ? u", …"_s : QString());
}

QString portsText(const ServiceView &service)
{
    QStringList parts;
    for (const PortView &port : service.ports) {
        if (port.host == 0)
            continue;
        if (port.wanted != 0 && port.wanted != port.host)
            parts << u"%1 → %2"_s.arg(port.wanted).arg(port.host);
        else
            parts << QString::number(port.host);
    }
    return parts.join(u", "_s);
}

QString addressText(const ServiceView &service)
{
    for (const PortView &port : service.ports) {
        if (port.host != 0)
            return u"localhost:%1"_s.arg(port.host);
    }
    return {};
}

QStringList evidenceLines(const QList<Evidence> &evidence)
{
    QStringList lines;
    for (const Evidence &one : evidence)
        lines.append(one.mark.toString() + u"  "_s + one.text);
    return lines;
}

QString purposeText(const DependencyEdge &edge)
{
    if (!edge.purpose.run && !edge.purpose.provision)
        return InWords::tr("to install");
    const QString purpose = edge.purpose.run && edge.purpose.provision
        ? InWords::tr("to run and provision")
        : edge.purpose.run ? InWords::tr("to run")
                           : InWords::tr("to provision");
    return edge.optional ? InWords::tr("%1, optional").arg(purpose) : purpose;
}

QString lastLines(const QString &text, int count)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            lines.append(line);
    }
    return lines.mid(std::max<qsizetype>(0, lines.size() - count)).join(u'\n');
}

QString withPlace(const Error &error)
{
    const QString place = error.where.toString();
    return place.isEmpty() ? error.message : u"%1: %2"_s.arg(place, error.message);
}

QList<Error> fileProblems(const WorkspaceSnapshot &snapshot)
{
    if (snapshot.problem)
        return {*snapshot.problem};
    QList<Error> problems;
    for (const IdaView &ida : snapshot.idas) {
        for (const Error &problem : ida.problems) {
            if (!problem.where.file.isEmpty())
                problems += problem;
        }
    }
    return problems;
}

QString clockText(double seconds)
{
    const int all = std::max(0, int(seconds));
    const auto two = [](int number) { return u"%1"_s.arg(number, 2, 10, QLatin1Char('0')); };
    if (all >= 3600)
        return u"%1:%2:%3"_s.arg(all / 3600).arg(two(all / 60 % 60), two(all % 60));
    return u"%1:%2"_s.arg(all / 60).arg(two(all % 60));
}

} // namespace devstack
