// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/manual.h"

#include "cli/commandline.h"
#include "core/errorcode.h"
#include "core/files.h"

#include <QJsonArray>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// Text as roff takes it. A hyphen is made one that can be copied into a terminal; what is not
/// ASCII is told by name, so that it is shown in the locale C, too.
QString roff(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s);
    text.replace(u"“"_s, u"\\(lq"_s).replace(u"”"_s, u"\\(rq"_s).replace(u"…"_s, u"..."_s);
    text.replace(u"–"_s, u"\\(en"_s);
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (line.startsWith(u'.') || line.startsWith(u'\''))
            line.prepend(u"\\&"_s);
    }
    return lines.join(u'\n');
}

QString paragraphs(const QString &text)
{
    return roff(text).replace(u"\n\n"_s, u"\n.PP\n"_s) + u'\n';
}

QString optionList(const QList<OptionSpec> &options)
{
    QString text;
    for (const OptionSpec &option : options) {
        QStringList names;
        for (const QString &name : option.names)
            names.prepend(u"\\fB%1\\fR"_s.arg(roff((name.size() == 1 ? u"-"_s : u"--"_s) + name)));
        QString line = names.join(u", "_s);
        if (!option.valueName.isEmpty())
            line += u" \\fI%1\\fR"_s.arg(roff(option.valueName));
        text += u".TP\n%1\n%2\n"_s.arg(line, roff(option.description));
    }
    return text;
}

QString pageName(const Command *command)
{
    return command ? QString(u"devstack-"_s + command->name) : u"devstack"_s;
}

QString entry(const QString &term, const QString &text)
{
    return u".TP\n\\fB%1\\fR\n%2\n"_s.arg(roff(term), roff(text));
}

QString withoutFullStop(QString text)
{
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QJsonArray optionsJson(const QList<OptionSpec> &options)
{
    QJsonArray array;
    for (const OptionSpec &option : options) {
        array += QJsonObject {{u"names"_s, QJsonArray::fromStringList(option.names)},
                              {u"value"_s, option.valueName},
                              {u"description"_s, option.description}};
    }
    return array;
}

} // namespace

QString manualPage(const Command *command)
{
    const QString summary
        = command ? command->summary : u"Run the services of a platform on this machine."_s;
    QString text = u".TH %1 1 \"\" \"Devstack %2\" \"Devstack\"\n"_s.arg(
        roff(pageName(command).toUpper()), roff(QStringLiteral(DEVSTACK_VERSION)));
    text += u".SH NAME\n%1 \\- %2\n"_s.arg(roff(pageName(command)), roff(withoutFullStop(summary)));
    text += u".SH SYNOPSIS\n"_s;
    const QString forms = command ? command->arguments : u"COMMAND [ARGUMENTS]"_s;
    QStringList calls;
    for (const QString &form : forms.split(u" | "_s)) {
        QString call
            = command ? u"devstack %1 %2"_s.arg(command->name, form) : u"devstack "_s + form;
        calls += u".B %1 [OPTIONS]\n"_s.arg(roff(call.trimmed()));
    }
    text += calls.join(u".br\n"_s) + u".SH DESCRIPTION\n"_s;
    if (command) {
        text += roff(command->summary) + u'\n';
        if (!command->description.isEmpty())
            text += u".PP\n"_s + paragraphs(command->description);
        if (!command->options.isEmpty())
            text += u".SH OPTIONS\n"_s + optionList(command->options);
    } else {
        text += u"Runs the services of a platform on this machine, each from its own repository.\n"
                u".SH COMMANDS\n"_s;
        for (const Command &known : commands()) {
            if (!known.summary.isEmpty())
                text += entry(known.name, known.summary);
        }
    }
    text += u".SH GLOBAL OPTIONS\n"_s + optionList(globalOptions());
    text += u".SH EXIT STATUS\n"_s;
    for (const auto &[code, meaning] : exitCodes())
        text += entry(QString::number(code), meaning);
    QStringList others;
    for (const Command &known : commands()) {
        if (!known.summary.isEmpty() && !command)
            others += u".BR %1 (1)"_s.arg(roff(pageName(&known)));
    }
    text += u".SH SEE ALSO\n"_s + (command ? u".BR devstack (1)"_s : others.join(u",\n"_s)) + u'\n';
    return text;
}

Result<> writeManualPages(const QString &folder)
{
    if (const auto written = writeFile(folder + u"/devstack.1"_s, manualPage(nullptr).toUtf8());
        !written)
        return written;
    for (const Command &command : commands()) {
        if (command.summary.isEmpty())
            continue;
        const QString path = u"%1/%2.1"_s.arg(folder, pageName(&command));
        if (const auto written = writeFile(path, manualPage(&command).toUtf8()); !written)
            return written;
    }
    return {};
}

QJsonObject commandTable()
{
    QJsonArray verbs;
    for (const Command &command : commands()) {
        if (command.summary.isEmpty())
            continue;
        verbs += QJsonObject {{u"name"_s, command.name},
                              {u"arguments"_s, command.arguments},
                              {u"summary"_s, command.summary},
                              {u"description"_s, command.description},
                              {u"options"_s, optionsJson(command.options)}};
    }
    QJsonArray codes;
    for (const auto &[code, meaning] : exitCodes())
        codes += QJsonObject {{u"code"_s, code}, {u"meaning"_s, meaning}};
    QJsonArray errors;
    for (const ErrorPage &page : errorPages())
        errors += QJsonObject {{u"code"_s, toString(page.code)},
                               {u"title"_s, QString::fromUtf8(page.title)}};
    return {{u"version"_s, QStringLiteral(DEVSTACK_VERSION)},
            {u"commands"_s, verbs},
            {u"options"_s, optionsJson(globalOptions())},
            {u"exitCodes"_s, codes},
            {u"errors"_s, errors}};
}

} // namespace devstack::cli
