// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/gadgetlistmodel.h"
#include "ui/text/runmark.h"

#include <QObject>
#include <QString>

namespace devstack {

/// A run in the menu of earlier runs.
struct RunRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(devstack::runmark::Value result MEMBER result)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString duration MEMBER duration)
public:
    QString key;
    QString title;
    QString when;
    runmark::Value result = runmark::Running;
    QString word; ///< the result in one word
    QString duration; ///< empty while it goes on

    const QString &identity() const { return key; }
    bool operator==(const RunRow &) const = default;
};

/// A step as a bar in time.
struct BarRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(devstack::runmark::Value progress MEMBER progress)
    Q_PROPERTY(double from MEMBER from)
    Q_PROPERTY(double to MEMBER to)
    Q_PROPERTY(int level MEMBER level)
    Q_PROPERTY(QString tip MEMBER tip)
public:
    QString key; ///< of the step
    QString kind;
    runmark::Value progress = runmark::Pending;
    double from = 0; ///< seconds after the start
    double to = 0;
    int level = 0; ///< bars side by side in time stand one below the other
    QString tip;

    const QString &identity() const { return key; }
    bool operator==(const BarRow &) const = default;
};

/// The time line of an IDA.
struct LaneRow
{
    Q_GADGET
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(QString duration MEMBER duration)
    Q_PROPERTY(int levels MEMBER levels)
    Q_PROPERTY(devstack::GadgetListModel *bars MEMBER bars)
public:
    QString ida;
    QString duration;
    int levels = 1; ///< bars one below the other
    GadgetListModel *bars = nullptr; ///< of BarRow; the page owns it

    const QString &identity() const { return ida; }
    bool operator==(const LaneRow &) const = default;
};

/// A step in the list of steps.
struct StepRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(devstack::runmark::Value progress MEMBER progress)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(QString duration MEMBER duration)
public:
    QString key;
    QString ida;
    QString kind;
    QString title;
    runmark::Value progress = runmark::Pending;
    QString word; ///< the progress in one word
    QString reason;
    QString duration;

    const QString &identity() const { return key; }
    bool operator==(const StepRow &) const = default;
};

} // namespace devstack
