// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/configprinter.h"

#include "cli/json.h"
#include "cli/table.h"
#include "core/text.h"

#include <QDir>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

QString placeOf(const ConfigValue &value, const QString &root)
{
    if (value.mark.file.isEmpty())
        return {};
    SourceMark mark = value.mark;
    mark.column = 0;
    const QString relative = QDir(root).relativeFilePath(mark.file);
    if (!root.isEmpty() && !relative.startsWith(u".."))
        mark.file = relative;
    return mark.toString();
}

Tone toneOf(ConfigValue::Origin origin)
{
    switch (origin) {
    case ConfigValue::Origin::Personal:
    case ConfigValue::Origin::Workspace:
        return Tone::Accent;
    case ConfigValue::Origin::Program:
        return Tone::Warning;
    default:
        return Tone::Dim;
    }
}

void printValues(Output &output, const QList<ConfigValue> &values, const QString &root)
{
    Table table({u"WHAT"_s, u"VALUE"_s, u"FROM"_s, u"WHERE AND WHY"_s});
    for (const ConfigValue &value : values) {
        const QString name
            = value.service.isEmpty() ? value.name : QString(value.service + u'.' + value.name);
        const QString where = QStringList {placeOf(value, root), value.why}.join(u"  "_s).trimmed();
        const QString text = value.before.isEmpty()
            ? value.value
            : u"%1 (was %2)"_s.arg(value.value, value.before);
        table.addRow({{printable(name), Tone::Strong},
                      {printable(text)},
                      {toString(value.origin), toneOf(value.origin)},
                      {printable(where), Tone::Dim}});
    }
    if (!table.isEmpty())
        table.print(output);
}

void printConflict(Output &output, const ChoiceConflict &conflict)
{
    output.note(output.tonedErr(conflict.isSettled() ? u"note: "_s : u"conflict: "_s,
                                conflict.isSettled() ? Tone::Warning : Tone::Bad)
                + printable(conflict.text()));
    if (!conflict.isSettled() && !conflict.choices.isEmpty())
        output.note(u"  choose: "_s + printable(conflict.commands().join(u"  or  "_s)));
}

QJsonArray valuesJson(const QList<ConfigValue> &values)
{
    QJsonArray array;
    for (const ConfigValue &value : values) {
        array += QJsonObject {{u"group"_s, value.group},
                              {u"service"_s, value.service},
                              {u"name"_s, value.name},
                              {u"value"_s, value.value},
                              {u"before"_s, value.before},
                              {u"secret"_s, value.secret},
                              {u"origin"_s, toString(value.origin)},
                              {u"file"_s, value.mark.file},
                              {u"line"_s, value.mark.line},
                              {u"why"_s, value.why}};
    }
    return array;
}

} // namespace

void printChoice(Output &output, const ChoiceOutcome &outcome)
{
    const QString of = outcome.ida.isEmpty() ? QString() : QString(outcome.ida + u": ");
    output.line(outcome.changed
                    ? u"%1%2 %3 → %4"_s.arg(of, outcome.what, outcome.before, outcome.after)
                    : u"%1%2 is already %3"_s.arg(of, outcome.what, outcome.after));
    for (const QString &note : outcome.notes)
        output.note(printable(note));
    for (const ChoiceConflict &conflict : outcome.conflicts)
        printConflict(output, conflict);
}

void printConfig(Output &output, const WorkspaceConfig &config)
{
    output.line(output.toned(config.workspace, Tone::Strong));
    printValues(output, config.values, {});
    for (const IdaConfig &ida : config.idas) {
        output.line();
        output.line(output.toned(ida.ida, Tone::Strong) + u"  "_s
                    + output.toned(ida.path, Tone::Dim));
        printValues(output, ida.values, ida.path);
        for (const ChoiceConflict &conflict : ida.conflicts)
            printConflict(output, conflict);
        if (ida.problem) {
            output.complaint(
                output.tonedErr(u"Some values of %1 are unknown. "_s.arg(ida.ida), Tone::Warning)
                + printable(ida.problem->message));
            if (!ida.problem->hint.isEmpty())
                output.complaint(u"  "_s + printable(ida.problem->hint));
        }
    }
}

void printEffective(Output &output, const EffectiveCompose &effective)
{
    output.rawOut() << effective.text;
    output.rawOut().flush();
    for (const AssemblyNote &note : effective.notes) {
        const QString of = note.service.isEmpty() ? effective.ida : note.service;
        output.note(
            output.tonedErr(printable(u"%1: %2"_s.arg(of, note.what)),
                            note.level == AssemblyNote::Level::Info ? Tone::Plain : Tone::Warning)
            + u"  "_s + output.tonedErr(printable(note.why), Tone::Dim));
    }
}

QJsonObject choiceJson(const ChoiceOutcome &outcome)
{
    return {{u"ida"_s, outcome.ida},
            {u"what"_s, outcome.what},
            {u"before"_s, outcome.before},
            {u"after"_s, outcome.after},
            {u"file"_s, outcome.file},
            {u"changed"_s, outcome.changed},
            {u"notes"_s, QJsonArray::fromStringList(outcome.notes)},
            {u"conflicts"_s, conflictsJson(outcome.conflicts)}};
}

QJsonObject configJson(const WorkspaceConfig &config)
{
    QJsonArray idas;
    for (const IdaConfig &ida : config.idas) {
        QJsonObject json {{u"ida"_s, ida.ida},
                          {u"path"_s, ida.path},
                          {u"values"_s, valuesJson(ida.values)},
                          {u"conflicts"_s, conflictsJson(ida.conflicts)}};
        if (ida.problem)
            json.insert(u"problem"_s,
                        QJsonObject {{u"kind"_s, toString(ida.problem->kind)},
                                     {u"message"_s, ida.problem->message},
                                     {u"hint"_s, ida.problem->hint}});
        idas += json;
    }
    return {{u"workspace"_s, config.workspace},
            {u"values"_s, valuesJson(config.values)},
            {u"idas"_s, idas}};
}

QJsonObject effectiveJson(const EffectiveCompose &effective)
{
    QJsonArray notes;
    for (const AssemblyNote &note : effective.notes) {
        notes += QJsonObject {{u"level"_s, toString(note.level)},
                              {u"service"_s, note.service},
                              {u"what"_s, note.what},
                              {u"why"_s, note.why}};
    }
    return {{u"ida"_s, effective.ida},
            {u"files"_s, QJsonArray::fromStringList(effective.files)},
            {u"compose"_s, effective.model},
            {u"notes"_s, notes}};
}

} // namespace devstack::cli
