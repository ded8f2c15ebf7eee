// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/centralscripts.h"

#include "foreign/adopt/unrolledloops.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepest = 4; ///< scripts that call scripts
constexpr int kMostScripts = 200; ///< that one script comes to: cycles and hostile files end
constexpr int kMostOfAll = 2000; ///< that all of them come to
constexpr qsizetype kLongestLine = 8192;
constexpr int kMostSteps = 50'000; ///< commands of all of them

/// `$1` and `${1}` of what `bash -c` gets, where the words are plain enough to stand there as they
/// are. argv: bash [-e] -c SCRIPT NAME WORD…
QStringList filledIn(QStringList argv)
{
    static const QRegularExpression kPlain(u"\\A[A-Za-z0-9_.,:/@%+-]*\\z"_s);
    const qsizetype at = argv.indexOf(u"-c"_s);
    if (at < 0 || at + 2 >= argv.size())
        return argv;
    const QStringList words = argv.mid(at + 3);
    QString &script = argv[at + 1];
    for (qsizetype i = 0; i < words.size() && i < 9; ++i) {
        if (!kPlain.match(words.at(i)).hasMatch())
            return argv;
    }
    for (qsizetype i = 0; i < words.size() && i < 9; ++i) {
        const QString number = QString::number(i + 1);
        script.replace(u"${"_s + number + u'}', words.at(i));
        script.replace(QRegularExpression(u"\\$"_s + number + u"(?![0-9])"_s), words.at(i));
    }
    return argv.first(at + 2);
}

/// Whether something in it is known only while the script runs. What `bash -c` gets in single
/// quotes is the container's own business; elsewhere the reader leaves an unknown variable as
/// `${name}`.
bool isComputed(const QStringList &argv, const QString &written)
{
    static const QRegularExpression kUnknown(u"\\$\\{?[A-Za-z_*@]|\\$\\(|`"_s);
    static const QRegularExpression kUnknownInside(u"\\$\\{[A-Za-z_]"_s);
    const qsizetype at = argv.indexOf(u"-c"_s);
    for (qsizetype i = 0; i < argv.size(); ++i) {
        const bool isInside = at >= 0 && i == at + 1 && written.contains(u" '"_s);
        if ((isInside ? kUnknownInside : kUnknown).match(argv.at(i)).hasMatch())
            return true;
    }
    return false;
}

/// `name=$1`, `name=${2}` and `name=${4:-$1}` with a script's arguments in place. Elsewhere a `$1`
/// may be that of a shell in a container.
QString withArguments(QString line, const QStringList &arguments)
{
    static const QRegularExpression kAssignment(
        u"\\A\\s*(?:local\\s+|export\\s+|readonly\\s+)?[A-Za-z_]\\w*=(?=\\S)"_s);
    static const QRegularExpression kArgument(u"\\$(?:([1-9])|\\{([1-9])(?::?-([^{}]*))?\\})"_s);
    if (!kAssignment.match(line).hasMatch())
        return line;
    // A default may name another argument: once more.
    for (int round = 0; round < 2; ++round) {
        for (auto match = kArgument.match(line); match.hasMatch();
             match = kArgument.match(line, match.capturedStart() + 1)) {
            const int number = QString(match.captured(1) + match.captured(2)).toInt();
            const QString given = arguments.value(number - 1);
            const QString value = given.isEmpty() ? match.captured(3) : given;
            line.replace(match.capturedStart(), match.capturedLength(), value);
        }
    }
    return line;
}

} // namespace

/// Follows one script and those that it calls.
class CentralScripts::Walk
{
public:
    explicit Walk(CentralScripts &scripts)
        : m_scripts(scripts)
    {
    }

    CentralScript read(const QString &file)
    {
        m_result.file = file;
        run(file, {}, {}, 0);
        return std::move(m_result);
    }

private:
    /// `place`: where the outermost script calls this one.
    void run(const QString &file,
             const QStringList &arguments,
             const std::optional<Evidence> &place,
             int depth)
    {
        ++m_read;
        ++m_scripts.m_scripts;
        const Body &body = m_scripts.bodyOf(file, arguments);
        for (const Step &step : body.steps) {
            if (m_scripts.m_stop.stop_requested() || ++m_scripts.m_steps > kMostSteps) {
                m_result.left += place.value_or(
                    Evidence {Checkout::mark(file, step.command.mark.line), step.command.written});
                return;
            }
            const SimpleCommand &command = step.command;
            const Evidence here = place.value_or(
                Evidence {Checkout::mark(file, command.mark.line), command.written});
            if (!step.script.isEmpty()) {
                if (depth < kDeepest && m_read < kMostScripts && m_scripts.m_scripts < kMostOfAll
                    && command.loop < 0 && !command.branch)
                    run(step.script, command.words.mid(1), here, depth + 1);
                else
                    m_result.left += here;
                continue;
            }
            for (const DockerCall &call : step.calls)
                take(call, command, here, body.isPlain);
        }
    }

    void
    take(const DockerCall &call, const SimpleCommand &command, const Evidence &here, bool isPlain)
    {
        const bool starts = call.subcommand == u"up" || call.subcommand == u"restart"
            || call.subcommand == u"start" || call.subcommand == u"image prune";
        if (starts)
            return; // it runs when its commands are due
        const QString service = call.names.value(0);
        const QStringList argv = filledIn(call.inner);
        // A file that is fed to it is not seen among its words.
        const bool isFed
            = !call.input.isEmpty() || call.piped || command.written.contains(u" < "_s);
        const bool known = isPlain && !isFed && command.loop < 0 && !command.branch
            && call.kind == DockerCall::Kind::Exec && call.compose && !service.contains(u'$')
            && !argv.isEmpty() && !isComputed(argv, command.written);
        if (known)
            m_result.commands += CentralCommand {service, argv, here};
        else
            m_result.left += here;
    }

    CentralScripts &m_scripts;
    CentralScript m_result;
    int m_read = 0; ///< scripts so far
};

CentralScript CentralScripts::read(const QString &file)
{
    return Walk(*this).read(file);
}

const CentralScripts::Body &CentralScripts::bodyOf(const QString &file,
                                                   const QStringList &arguments)
{
    const QStringList key = QStringList {file} + arguments;
    auto known = m_bodies.find(key);
    if (known == m_bodies.end())
        known = m_bodies.emplace(key, readBody(file, arguments)).first;
    return known->second;
}

/// The commands of a script with its arguments: it is read as the body of a function that is called
/// with them.
CentralScripts::Body CentralScripts::readBody(const QString &file,
                                              const QStringList &arguments) const
{
    const auto lines = m_central.lines(file);
    if (!lines)
        return {};
    const Script alone = readScript(*lines, file);
    QList<SimpleCommand> commands;
    if (arguments.isEmpty() || !alone.functions.isEmpty()) {
        commands = unrolledCommands(alone, *lines);
    } else {
        QStringList body {u"central_script() {"_s};
        for (const QString &line : *lines)
            body += withArguments(line, arguments);
        QStringList call {u"central_script"_s};
        for (const QString &argument : arguments)
            call += u'\'' + QString(argument).replace(u'\'', u"'\\''"_s) + u'\'';
        body += {u"}"_s, call.join(u' ')};
        // The first line is the function's: the others keep their numbers.
        commands = unrolledCommands(readScript(body, file, 0), body);
    }
    Body result {{}, alone.functions.isEmpty()};
    for (const SimpleCommand &command : std::as_const(commands)) {
        if (m_stop.stop_requested())
            break;
        const QString script = scriptOf(file, command);
        result.steps += Step {
            command, script, script.isEmpty() ? dockerCalls(command) : QList<DockerCall>()};
    }
    return result;
}

/// The script of this checkout that a command runs; empty: none.
QString CentralScripts::scriptOf(const QString &file, const SimpleCommand &command) const
{
    QString word = command.words.value(0);
    if (!word.startsWith(u"./") && !word.startsWith(u"../"))
        return {};
    // The scripts are run from the root, whichever folder they lie in.
    word = QDir::cleanPath(word);
    return word != file && m_central.has(word) ? word : QString();
}

QMap<QString, QStringList> sqlOfServices(const Checkout &central)
{
    static const QRegularExpression kFed(
        u"\\bexec\\s+(?:-\\S+\\s+)*([A-Za-z0-9][\\w.-]*)\\s.*<\\s*[\"']?([\\w./-]+\\.sql)\\b"_s);
    QMap<QString, QStringList> files;
    for (const QString &script : central.glob({u"*.sh"_s})) {
        for (const QString &line : central.lines(script).value_or(QStringList())) {
            // A longer one was written by nobody, and takes long to match.
            if (line.size() > kLongestLine || line.trimmed().startsWith(u'#'))
                continue;
            const auto match = kFed.match(line);
            if (!match.hasMatch())
                continue;
            const QString file = QDir::cleanPath(match.captured(2));
            QStringList &known = files[match.captured(1)];
            if (central.has(file) && !known.contains(file))
                known += file;
        }
    }
    return files;
}

} // namespace devstack
