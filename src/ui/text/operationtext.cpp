// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/operationtext.h"

#include "model/manifest/workspacefile.h"
#include "service/databases/branchdata.h"
#include "service/definition/conflicts.h"
#include "service/schemas/schemasource.h"
#include "ui/text/datatext.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNamedIdas = 3;

struct InOperation
{
    Q_DECLARE_TR_FUNCTIONS(Operation)
};

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
    case Operation::Verb::Delete:
    case Operation::Verb::Export:
    case Operation::Verb::Import:
        return operation.checkpoint;
    case Operation::Verb::SaveSeed:
    case Operation::Verb::ForgetFile:
        return operation.seeds.value(0);
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
    const QString name = InOperation::tr(operation.title());
    if (const QString object = objectOf(operation); !object.isEmpty())
        return u"%1 %2: %3"_s.arg(name, operation.ida(), object);
    const QStringList &idas = operation.idas.isEmpty() ? header.idas : operation.idas;
    if (idas.isEmpty())
        return InOperation::tr("%1 everything").arg(name);
    return idas.size() <= kNamedIdas
        ? u"%1 %2"_s.arg(name, idas.join(u", "_s))
        : InOperation::tr("%1 %2 IDAs").arg(name, QString::number(idas.size()));
}

QString doneText(const Operation &operation, const OperationResult &result)
{
    const QString ida = operation.ida();
    const QString file = QFileInfo(operation.file).fileName();
    switch (operation.verb) {
    case Operation::Verb::Seed:
        if (!operation.file.isEmpty())
            return InOperation::tr("%1 was applied.").arg(file);
        break;
    case Operation::Verb::Reset:
        if (result.reset && !ida.isEmpty())
            return InOperation::tr("%1 is reset: %2.").arg(ida, figuresText(*result.reset));
        break;
    case Operation::Verb::Save:
        return InOperation::tr("The data is kept as %1.").arg(result.checkpoint);
    case Operation::Verb::Restore:
        return InOperation::tr("The data of %1 is %2 again.").arg(ida, operation.checkpoint);
    case Operation::Verb::Delete:
        return InOperation::tr("The checkpoint %1 of %2 is deleted.")
            .arg(operation.checkpoint, ida);
    case Operation::Verb::ForgetFile:
        return InOperation::tr("%1 is not kept for %2 any more.")
            .arg(operation.seeds.value(0), ida);
    case Operation::Verb::Export:
        return InOperation::tr("%1 is written to %2.").arg(operation.checkpoint, file);
    case Operation::Verb::Import:
        return InOperation::tr("%1 has the checkpoint %2 now.").arg(ida, result.checkpoint);
    case Operation::Verb::SaveSeed:
        if (result.seed)
            return InOperation::tr("The changes are written to %1.").arg(result.seed->file);
        break;
    case Operation::Verb::Schema:
        return operation.value == kAsDefault
            ? InOperation::tr("New data of %1 begins with what the repository names.").arg(ida)
            : InOperation::tr("New data of %1 begins with %2.")
                  .arg(ida,
                       isFile(operation.value) ? QFileInfo(operation.value).fileName()
                                               : operation.value);
    case Operation::Verb::Compose:
        return operation.value == kAsDefault
            ? InOperation::tr("%1 runs by the compose file that is found by itself.").arg(ida)
            : InOperation::tr("%1 runs by %2 now.").arg(ida, operation.value);
    case Operation::Verb::SwitchData:
        return InOperation::tr("The data of %1 is that of %2 now.").arg(ida, operation.value);
    case Operation::Verb::FollowBranch:
        return operation.value == kStay
            ? InOperation::tr("The data of %1 belongs to the branch that is checked out.").arg(ida)
            : operation.value == u"off"
            ? InOperation::tr("%1 has one data for all branches.").arg(ida)
            : InOperation::tr("The data of %1 goes with the branch.").arg(ida);
    default:
        break;
    }
    return InOperation::tr("Done: %1").arg(operation.toCommandLine());
}

QString choiceText(const Operation &choice)
{
    const QString ida = choice.ida();
    const QString &value = choice.value;
    switch (choice.verb) {
    case Operation::Verb::Lean:
        return (value == u"on" ? InOperation::tr("Switch on memory-saving settings of %1")
                               : InOperation::tr("Switch off memory-saving settings of %1"))
            .arg(ida);
    case Operation::Verb::Use:
        return InOperation::tr("Use the configuration %2 of %1").arg(ida, value);
    case Operation::Verb::Variant:
        return value == kNoVariant ? InOperation::tr("Run all of %1").arg(ida)
                                   : InOperation::tr("Run %1 in its variant %2").arg(ida, value);
    case Operation::Verb::Compose:
        return InOperation::tr("Run %1 by %2").arg(ida, value);
    case Operation::Verb::Mode:
        break;
    default:
        return choice.toCommandLine();
    }
    if (value == toString(Mode::Off))
        return InOperation::tr("Switch %1 off").arg(ida);
    if (choice.lacksAddress())
        return InOperation::tr("Use %1 from elsewhere…").arg(ida);
    if (value == toString(Mode::External))
        return InOperation::tr("Use %1 from elsewhere").arg(ida);
    return (value == toString(Mode::Image) ? InOperation::tr("Run %1 from its image")
                                           : InOperation::tr("Run %1 from its checkout"))
        .arg(ida);
}

} // namespace devstack
