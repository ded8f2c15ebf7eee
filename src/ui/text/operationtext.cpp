// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/operationtext.h"

#include "model/manifest/workspacefile.h"
#include "service/definition/conflicts.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNamedIdas = 3;

QString inOperation(const char *source)
{
    return QCoreApplication::translate("Operation", source);
}

/// What a verb about one IDA does it with: its seeds, its checkpoint, its script.
QString objectOf(const Operation &operation)
{
    switch (operation.verb) {
    case Operation::Verb::Seed:
        return operation.file.isEmpty() ? operation.seeds.join(u", "_s)
                                        : QFileInfo(operation.file).fileName();
    case Operation::Verb::Save:
        return operation.idas.size() == 1 ? operation.checkpoint : QString();
    case Operation::Verb::Restore:
        return operation.checkpoint;
    case Operation::Verb::Run:
        return operation.script;
    default:
        return operation.value;
    }
}

} // namespace

QString titleOf(const RunHeader &header)
{
    if (!header.operation)
        return header.command;
    const Operation &operation = *header.operation;
    const QString name = inOperation(operation.title());
    if (const QString object = objectOf(operation); !object.isEmpty())
        return u"%1 %2: %3"_s.arg(name, operation.ida(), object);
    const QStringList &idas = operation.idas.isEmpty() ? header.idas : operation.idas;
    if (idas.isEmpty())
        return inOperation("%1 everything").arg(name);
    return idas.size() <= kNamedIdas
        ? u"%1 %2"_s.arg(name, idas.join(u", "_s))
        : inOperation("%1 %2 IDAs").arg(name, QString::number(idas.size()));
}

QString choiceText(const Operation &choice)
{
    const QString ida = choice.ida();
    const QString &value = choice.value;
    switch (choice.verb) {
    case Operation::Verb::Lean:
        return (value == u"on" ? inOperation("Switch on memory-saving settings of %1")
                               : inOperation("Switch off memory-saving settings of %1"))
            .arg(ida);
    case Operation::Verb::Use:
        return inOperation("Use the configuration %2 of %1").arg(ida, value);
    case Operation::Verb::Variant:
        return value == kNoVariant ? inOperation("Run all of %1").arg(ida)
                                   : inOperation("Run %1 in its variant %2").arg(ida, value);
    case Operation::Verb::Mode:
        break;
    default:
        return choice.toCommandLine();
    }
    if (value == toString(Mode::Off))
        return inOperation("Switch %1 off").arg(ida);
    if (choice.lacksAddress())
        return inOperation("Use %1 from elsewhere…").arg(ida);
    if (value == toString(Mode::External))
        return inOperation("Use %1 from elsewhere").arg(ida);
    return (value == toString(Mode::Image) ? inOperation("Run %1 from its image")
                                           : inOperation("Run %1 from its checkout"))
        .arg(ida);
}

} // namespace devstack
