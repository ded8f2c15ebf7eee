// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace devstack {

/// Known memory-saving settings of a known infrastructure image.
struct LeanRule
{
    QStringList images; ///< base names (imageName() of model/serviceroles.h)
    QStringList programs; ///< how the server is called, for commands that name it
    QStringList arguments; ///< added to the command; an option's name ends at '=' or is an element
                           ///< of its own
    QMap<QString, QString> environment; ///< added unless set
    QString why; ///< what it saves, in one sentence
};

/// The table; sources of each entry are beside it.
const QList<LeanRule> &leanRules();

/// What applyLean() added, in the words of a note ("command: --performance-schema=OFF"); empty:
/// nothing.
struct LeanChange
{
    QStringList what;
    QString why;
};

/// Adds the settings that suit the resolved service, never one that its file sets itself. Commands
/// run through a shell or an own entrypoint are left alone.
LeanChange applyLean(QJsonObject &service);

} // namespace devstack
