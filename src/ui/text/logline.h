// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/ansitext.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace devstack {

namespace loglevel {

Q_NAMESPACE
QML_NAMED_ELEMENT(LogLevel)

/// How serious a line is, as far as its text tells.
enum Value { None, Debug, Info, Warning, Error };
Q_ENUM_NS(Value)

} // namespace loglevel

using LogLevel = loglevel::Value;

/// The level named at the beginning of a line (a word such as ERROR within its first 80
/// characters).
LogLevel levelOf(QStringView text);

/// A line as it is shown.
struct LogRow
{
    QDateTime time; ///< null: none
    QString source; ///< "credentials/app"; empty: none
    LogLevel level = LogLevel::None;
    AnsiText content;
    bool fromStderr = false;
    QList<AnsiText> more {}; ///< what is shown below it when it is opened
    int folded = 0; ///< lines that it stands for beside itself; 0: none
    bool isTrace = false; ///< several lines of the service, `more` holds them all
    bool isMark = false; ///< no line of a service: a run began or ended
    int sourceNumber = -1; ///< its place among the sources that are shown; below 0: not known
};

} // namespace devstack
