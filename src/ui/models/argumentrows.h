// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/commandargument.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// CommandArgument::Kind for QML.
namespace argumentkind {
Q_NAMESPACE
QML_NAMED_ELEMENT(ArgumentKind)
enum Value {
    Text = int(CommandArgument::Kind::Text),
    Number = int(CommandArgument::Kind::Number),
    Choice = int(CommandArgument::Kind::Choice),
    Switch = int(CommandArgument::Kind::Switch),
    Secret = int(CommandArgument::Kind::Secret),
    File = int(CommandArgument::Kind::File)
};
Q_ENUM_NS(Value)
} // namespace argumentkind

/// A field of the form that asks for a command's arguments.
struct ArgumentRow
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(devstack::argumentkind::Value kind MEMBER kind)
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(QStringList choices MEMBER choices)
public:
    QString name;
    QString title;
    argumentkind::Value kind = argumentkind::Text;
    QString value; ///< what it begins with: of a form for the next time, what was given before
    QStringList choices;

    const QString &identity() const { return name; }
    bool operator==(const ArgumentRow &) const = default;
};

} // namespace devstack
