// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/displaystate.h"

#include <QObject>
#include <QPointF>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// A service as it stands on the card of its IDA.
struct ServiceChip
{
    Q_GADGET
    QML_VALUE_TYPE(serviceChip)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(devstack::condition::Value condition MEMBER condition)
public:
    QString name;
    condition::Value condition = condition::Unknown;

    bool operator==(const ServiceChip &) const = default;
};

/// The card of an IDA in the graph.
struct IdaCard
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(devstack::condition::Value condition MEMBER condition)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(QString memory MEMBER memory)
    Q_PROPERTY(QList<devstack::ServiceChip> services MEMBER services)
    Q_PROPERTY(int hidden MEMBER hidden)
    Q_PROPERTY(devstack::condition::Value hiddenCondition MEMBER hiddenCondition)
    Q_PROPERTY(double progress MEMBER progress)
    Q_PROPERTY(QString activity MEMBER activity)
    Q_PROPERTY(QPointF place MEMBER place)
    Q_PROPERTY(bool matches MEMBER matches)
    Q_PROPERTY(bool affected MEMBER affected)
    Q_PROPERTY(int problems MEMBER problems)
    Q_PROPERTY(int errors MEMBER errors)
    Q_PROPERTY(QString errorSource MEMBER errorSource)
public:
    QString name;
    QString title;
    condition::Value condition = condition::Unknown;
    QString word; ///< the condition in one word
    QString detail;
    QString reason; ///< one line: why it is not as wanted; empty: it is
    QString memory; ///< empty: unknown
    QList<ServiceChip> services; ///< as many as may find room, what is not as wanted first
    int hidden = 0; ///< further services
    condition::Value hiddenCondition = condition::Running; ///< the worst of these
    double progress = -1; ///< of a run, 0 to 1; below 0: none
    QString activity; ///< the step that runs
    QPointF place; ///< top left, in pixels at zoom 1
    bool matches = true; ///< what is searched for; of Overview::touched: it or what needs it
    bool affected = false; ///< it needs the IDA that is about to be touched
    int problems = 0;
    int errors = 0; ///< that its services logged since they started last
    QString errorSource; ///< whose logs show them: the IDA, or its one service that has some

    const QString &identity() const { return name; }
    bool operator==(const IdaCard &) const = default;
};

/// A name in the files of an IDA that no service of the workspace has.
struct UnresolvedRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString from MEMBER from)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QStringList evidence MEMBER evidence)
public:
    QString key;
    QString from; ///< an IDA
    QString name;
    QStringList evidence; ///< lines "file:line  text"

    const QString &identity() const { return key; }
    bool operator==(const UnresolvedRow &) const = default;
};

} // namespace devstack
