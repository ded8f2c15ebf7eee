// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace devstack {

/// Known memory-saving settings of a known infrastructure image or server program.
struct LeanRule
{
    QString id {}; ///< by which it is switched off: "mysql"
    QStringList images {}; ///< base names (imageName() of model/compose/serviceroles.h)
    QStringList publishers {}; ///< besides Docker Hub's library, whose images take options alone
    QStringList programs {}; ///< how the server is called, for commands that name it
    QStringList words {}; ///< the command must hold one of these too; empty: any command will do
    QStringList decided {}; ///< options by which the file decides itself: the rule holds back
    QStringList decidedEnvironment {}; ///< variables by which it does so; one that ends with '*'
                                       ///< stands for all that begin like it
    QStringList configured {}; ///< files and folders of the product's configuration in the
                               ///< container: a mount at, in or above one decides too
    QStringList arguments {}; ///< added to the command; an option's name ends at '=' or is an
                              ///< element of its own
    QMap<QString, QString> environment {}; ///< added unless set
    bool inShell = false; ///< the program is looked for inside shell commands too: no arguments
    bool untried = false; ///< from the product's documentation, not measured by this project
    QString why {}; ///< what it saves, in one sentence
};

/// The table; sources of each entry are beside it.
const QList<LeanRule> &leanRules();

/// What applyLean() added, in the words of a note ("command: --performance-schema=OFF"); empty:
/// nothing.
struct LeanChange
{
    QString rule; ///< the id
    QStringList what;
    QString why;
    bool untried = false;
};

/// Adds the settings that suit the resolved service, never one that its file sets itself, and none
/// where the file sets what the setting depends on: saving memory must not stop a service. Commands
/// run through a shell or an own entrypoint keep their words. Rules named in `off` are left out.
LeanChange applyLean(QJsonObject &service, const QStringList &off = {});

} // namespace devstack
