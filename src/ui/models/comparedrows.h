// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/runmark.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// The head of a run that is compared.
struct ComparedRun
{
    Q_GADGET
    QML_VALUE_TYPE(comparedRun)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString duration MEMBER duration)
    Q_PROPERTY(devstack::runmark::Value result MEMBER result)
public:
    QString title;
    QString when;
    QString word; ///< the result
    QString duration;
    runmark::Value result = runmark::Unknown;

    bool operator==(const ComparedRun &) const = default;
};

/// One thing that is not the same in two runs.
struct DifferenceRow
{
    Q_GADGET
    Q_PROPERTY(QString about MEMBER about)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString a MEMBER a)
    Q_PROPERTY(QString b MEMBER b)
    Q_PROPERTY(QString change MEMBER change)
    Q_PROPERTY(bool slower MEMBER slower)
    Q_PROPERTY(bool machine MEMBER machine)
public:
    QString key;
    QString about; ///< "Commit", "Time": what kind of difference it is
    QString name; ///< the IDA and the step or service
    QString a; ///< "–" where it has none
    QString b;
    QString change; ///< "+12 s"; empty: no time
    bool slower = false; ///< `b` took longer
    bool machine = false; ///< ids, in the letters of machines

    const QString &identity() const { return key; }
    bool operator==(const DifferenceRow &) const = default;
};

} // namespace devstack
