// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commandline.h"

#include "core/log.h"
#include "core/secrets.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "service/containers/containercommands.h"
#include "service/workspace.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <algorithm>

namespace devstack::cli {

using namespace Qt::StringLiterals;

const QList<OptionSpec> &globalOptions()
{
    static const QList<OptionSpec> kOptions {
        {{u"workspace"_s, u"w"_s},
         u"The workspace (default: the nearest folder with a devstack.yml)."_s,
         u"DIR"_s,
         {}},
        {{u"format"_s}, u"text or json (sarif for lint)."_s, u"FORMAT"_s, u"text"_s},
        {{u"quiet"_s, u"q"_s}, u"Print only results and errors."_s, {}, {}},
        {{u"yes"_s, u"y"_s}, u"Confirm actions that destroy or overwrite."_s, {}, {}},
        {{u"trust"_s}, u"Trust the repositories involved."_s, {}, {}},
        {{u"no-color"_s}, u"No colours."_s, {}, {}},
        {{u"version"_s}, u"Print the version."_s, {}, {}},
        {{u"help"_s, u"h"_s}, u"Print this text."_s, {}, {}},
    };
    return kOptions;
}

namespace {

void addTo(QCommandLineParser &parser, const QList<OptionSpec> &options)
{
    for (const OptionSpec &option : options)
        parser.addOption(QCommandLineOption(
            option.names, option.description, option.valueName, option.defaultValue));
}

const Command *findCommand(const QString &name)
{
    const auto found = std::ranges::find(commands(), name, &Command::name);
    return found == commands().end() ? nullptr : &*found;
}

/// The format that was asked for, also where the rest of the line is wrong: the last one counts.
QString formatOf(const QStringList &arguments)
{
    const QString option = u"--format"_s;
    QString format;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == option && i + 1 < arguments.size())
            format = arguments[++i];
        else if (arguments[i].startsWith(option + u'='))
            format = arguments[i].sliced(option.size() + 1);
    }
    return format;
}

/// The first word that is neither an option nor the value of a global one.
QString commandName(const QStringList &arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        if (word == u"--")
            break;
        if (word == u"--workspace" || word == u"-w" || word == u"--format")
            ++i;
        else if (!word.startsWith(u'-'))
            return word;
    }
    return {};
}

Error usageError(const QString &message, const QString &hint)
{
    return invalidInput(message, {}, hint);
}

QString suggestion(const QString &word, const QStringList &known)
{
    const QString meant = didYouMean(word, known);
    return meant.isEmpty() ? meant : QString(meant + u' ');
}

/// A text of Qt's parser, with the quotes and the one full stop of all others.
QString inOurWords(QString text)
{
    static const QRegularExpression kQuoted(u"'(.*)'"_s);
    text = printable(text.replace(kQuoted, u"“\\1”"_s));
    return text.endsWith(u'.') ? text : QString(text + u'.');
}

Error unknownCommand(const QString &name)
{
    QStringList names;
    for (const Command &known : commands())
        names += known.name;
    return usageError(u"There is no command “%1”."_s.arg(printable(name)),
                      suggestion(name, names) + u"Run “devstack help” to list all commands."_s);
}

QStringList optionNames(const Command &command)
{
    QStringList names;
    for (const auto &list : {globalOptions(), command.options}) {
        for (const OptionSpec &option : list)
            names += option.names.first();
    }
    return names;
}

/// What journals and titles are to tell of a command line: the verb comes first there, and where
/// the workspace is or how the output looks is left out.
QStringList tellingWords(const QStringList &words, const QString &command)
{
    QStringList telling;
    bool seenCommand = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (word == u"--workspace" || word == u"-w" || word == u"--format")
            ++i;
        else if (word.startsWith(u"--workspace=") || word.startsWith(u"--format="))
            continue;
        else if (word == command && !seenCommand)
            seenCommand = true;
        else
            telling += word;
    }
    return telling;
}

} // namespace

Result<Invocation> parseArguments(const QStringList &arguments, const Command &command)
{
    const qsizetype separator = arguments.indexOf(u"--"_s);
    const QStringList own = separator < 0 ? arguments : arguments.first(separator);

    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    addTo(parser, globalOptions());
    addTo(parser, command.options);
    const QString help = u"Run “devstack %1 --help”."_s.arg(command.name);
    if (!parser.parse(QStringList {u"devstack"_s} + own)) {
        const QStringList unknown = parser.unknownOptionNames();
        if (unknown.isEmpty())
            return usageError(inOurWords(parser.errorText()), help);
        return usageError(
            u"“%1” has no option “--%2”."_s.arg(command.name, printable(unknown.first())),
            suggestion(unknown.first(), optionNames(command)) + help);
    }

    Invocation invocation;
    invocation.command = command.name;
    invocation.text = masked(commandLine(
        QStringList {command.name} + tellingWords(own, command.name) + arguments.mid(own.size())));
    invocation.positionals = parser.positionalArguments();
    invocation.positionals.removeOne(command.name);
    if (separator >= 0) {
        QStringList &rest = command.handsOn ? invocation.passthrough : invocation.positionals;
        rest += arguments.sliced(separator + 1);
    }
    for (const auto &list : {globalOptions(), command.options}) {
        for (const OptionSpec &option : list) {
            const QString &name = option.names.first();
            if (!option.valueName.isEmpty())
                invocation.values.insert(name, parser.value(name));
            if (!parser.isSet(name))
                continue;
            invocation.flags += name;
            // A script's unset variable means nothing that can be guessed.
            if (!option.valueName.isEmpty() && parser.value(name).isEmpty())
                return usageError(u"--%1 is empty."_s.arg(name),
                                  u"Leave it out, or give it a value."_s);
        }
    }
    invocation.workspace = invocation.value(u"workspace"_s);
    invocation.yes = invocation.has(u"yes"_s);
    invocation.trust = invocation.has(u"trust"_s);

    const QString format = invocation.value(u"format"_s);
    if (format != u"text" && format != u"json" && !(format == u"sarif" && command.name == u"lint")
        && !(format == u"dot" && command.name == u"graph"))
        return usageError(u"There is no format “%1”."_s.arg(printable(format)),
                          u"Use text or json."_s);
    if (invocation.has(u"help"_s))
        return invocation;
    if (invocation.positionals.size() < command.minimum)
        return usageError(u"“devstack %1” needs %2."_s.arg(command.name, command.arguments), help);
    if (command.maximum >= 0 && invocation.positionals.size() > command.maximum) {
        return usageError(u"“devstack %1” does not know what to do with “%2”."_s.arg(
                              command.name, printable(invocation.positionals.at(command.maximum))),
                          help);
    }
    return invocation;
}

namespace {

/// Runs the verb. Where it ends for want of trust although --trust was given, the IDAs that were
/// named are trusted and it runs once more: no verb can forget the option.
Result<int> runTrusting(Context &context, const Command &command)
{
    auto result = command.run(context);
    if (result || result.error().kind != Error::Kind::NeedsTrust || !context.invocation.trust)
        return result;
    Result<> trusted
        = context.invocation.positionals.isEmpty() ? context.trustIfAsked({}) : result.error();
    // The first word that is an IDA: one before it says what to do, as in "schema build IDA".
    for (const QString &word : std::as_const(context.invocation.positionals)) {
        trusted = context.trustIfAsked({ServiceTarget::parse(word).ida});
        if (trusted || trusted.error().kind != Error::Kind::NotFound)
            break;
    }
    return trusted ? command.run(context) : Result<int>(trusted.error());
}

} // namespace

int runCommandLine(const QStringList &arguments,
                   Streams streams,
                   std::stop_token stop,
                   std::stop_token atOnce)
{
    const qsizetype separator = arguments.indexOf(u"--"_s);
    const QStringList own = separator < 0 ? arguments : arguments.first(separator);
    const bool noColour
        = own.contains(u"--no-color"_s) || !qEnvironmentVariable("NO_COLOR").isEmpty();
    const QString format = formatOf(own);
    Output output(streams.out,
                  streams.err,
                  {format == u"json",
                   format == u"sarif",
                   own.contains(u"--quiet"_s) || own.contains(u"-q"_s),
                   streams.outIsTerminal && !noColour,
                   streams.errIsTerminal && !noColour,
                   streams.inIsTerminal && streams.errIsTerminal,
                   streams.errWidth,
                   streams.outIsTerminal ? streams.outWidth : nullptr});

    // What is no UTF-8 came here changed: it would mean something else.
    if (std::ranges::any_of(arguments, [](const QString &word) {
            return word.contains(QChar::ReplacementCharacter);
        })) {
        output.error(usageError(u"An argument is not UTF-8 text."_s,
                                u"Rename the file, or write the value in UTF-8."_s));
        return kUsage;
    }
    const QString name = commandName(own);
    if (own.contains(u"--version"_s)) {
        streams.out << "devstack " << DEVSTACK_VERSION << '\n';
        return kDone;
    }
    if (name.isEmpty()) {
        const bool asked = own.contains(u"--help"_s) || own.contains(u"-h"_s);
        if (asked || own.isEmpty()) {
            (asked ? streams.out : streams.err) << helpText(nullptr);
            return asked ? kDone : kUsage;
        }
        output.error(usageError(u"No command was given."_s, u"Run “devstack help”."_s));
        return kUsage;
    }
    const Command *command = findCommand(name);
    if (!command) {
        output.error(unknownCommand(name));
        return kUsage;
    }
    const auto invocation = parseArguments(arguments, *command);
    if (!invocation) {
        output.error(invocation.error());
        return kUsage;
    }
    if (invocation->has(u"help"_s)) {
        streams.out << helpText(command);
        return kDone;
    }
    log::get("cli")->info("{}", invocation->text);
    Context context(*invocation, output, stop, atOnce);
    const Result<int> result = runTrusting(context, *command);
    if (result)
        return *result;
    // Who ends the program at a question did not say no.
    const bool wasQuestion = result.error().kind == Error::Kind::NeedsConfirmation
        || result.error().kind == Error::Kind::NeedsTrust;
    const Error error = wasQuestion && stop.stop_requested() ? cancelled() : result.error();
    output.error(error);
    log::get("cli")->info("ended with {}: {}", toString(error.kind), error.message);
    return exitCodeFor(error.kind);
}

QString helpText(const Command *command)
{
    QString text;
    const auto addOptions = [&](const QList<OptionSpec> &options) {
        for (const OptionSpec &option : options) {
            QStringList names;
            for (const QString &name : option.names)
                names.prepend((name.size() == 1 ? u"-"_s : u"--"_s) + name);
            QString left = names.join(u", "_s);
            if (!option.valueName.isEmpty())
                left += u' ' + option.valueName;
            text += u"  "_s + left.leftJustified(24) + u' ' + option.description + u'\n';
        }
    };
    if (command) {
        const QString call = u"devstack %1 %2"_s.arg(command->name, command->arguments).trimmed();
        text += u"%1\n\n%2\n"_s.arg(call, command->summary);
        if (!command->description.isEmpty())
            text += u'\n' + command->description + u'\n';
        if (!command->options.isEmpty()) {
            text += u"\nOptions:\n"_s;
            addOptions(command->options);
        }
    } else {
        text
            += u"devstack COMMAND [ARGUMENTS] [OPTIONS]\n\nRuns the services of a platform on this "
               u"machine, each from its own repository.\n\nCommands:\n"_s;
        for (const Command &known : commands()) {
            if (!known.summary.isEmpty())
                text += u"  "_s + known.name.leftJustified(12) + u' ' + known.summary + u'\n';
        }
        text
            += u"\n“devstack help VERB” describes one; “devstack help topics” lists what else is explained.\n"_s;
    }
    text += u"\nGlobal options, before or after the command:\n"_s;
    addOptions(globalOptions());
    return text;
}

} // namespace devstack::cli
