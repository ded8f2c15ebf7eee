// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/centralscripts.h"

#include "foreign/adopt/scriptwalk.h"
#include "foreign/adopt/shellvalues.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What is fed to a command becomes a word of it: kernels take 128 KB for one.
constexpr qsizetype kLongestInput = 64 * 1024;

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

QString programOf(const QStringList &words)
{
    return words.value(0).section(u'/', -1);
}

/// The client of a database that a command is, with its words; empty: it is none.
QStringList clientOf(const QStringList &argv)
{
    static const QStringList kClients {
        u"mysql"_s, u"mariadb"_s, u"psql"_s, u"mongo"_s, u"mongosh"_s};
    if (kClients.contains(programOf(argv)))
        return argv;
    const qsizetype at = argv.indexOf(u"-c"_s);
    if (at < 0 || at + 1 >= argv.size())
        return {};
    const QList<SimpleCommand> commands = shellCommands(argv.at(at + 1), {});
    if (commands.size() != 1 || !kClients.contains(programOf(commands.first().words)))
        return {};
    return commands.first().words;
}

/// The database that a client is told; nothing where its options are not understood.
std::optional<QString> databaseOf(const QStringList &client)
{
    // The first word of mysql and mongo is the database; that of psql, too.
    static const QStringList kWithValue {
        u"-u"_s, u"-h"_s, u"-P"_s, u"-U"_s, u"-p"_s, u"--host"_s, u"--port"_s, u"--user"_s};
    QString database;
    for (qsizetype at = 1; at < client.size(); ++at) {
        const QString &word = client.at(at);
        if (word == u"-D" || word == u"-d" || word == u"--database" || word == u"--dbname") {
            database = client.value(++at);
        } else if (word.startsWith(u"--database=") || word.startsWith(u"--dbname=")) {
            database = word.section(u'=', 1);
        } else if (word.startsWith(u'-')) {
            // `-p` of mysql has its value right behind it.
            const bool isPassword = word == u"-p" && programOf(client) != u"psql";
            at += kWithValue.contains(word) && !isPassword;
        } else if (database.isEmpty()) {
            database = word;
        } else {
            return std::nullopt;
        }
    }
    // Those that the server keeps for itself are where one stands when one makes others.
    static const QStringList kOwn {u"mysql"_s, u"postgres"_s, u"admin"_s, u"template1"_s};
    return kOwn.contains(database) ? QString() : database;
}

class CentralReader
{
public:
    CentralReader(const Checkout &central, const CentralNames &names)
        : m_central(central)
        , m_names(names)
    {
    }

    CentralScript read(const QString &file)
    {
        m_result.file = file;
        const ScriptWalk walk = walkScript(m_central, file, m_names.variables, *m_names.budget);
        m_result.scripts = walk.scripts;
        for (const WalkedCommand &walked : walk.commands)
            take(walked);
        return std::move(m_result);
    }

private:
    void take(const WalkedCommand &walked)
    {
        const Evidence here {walked.command.mark, walked.command.written};
        if (walked.isUnfollowed) {
            m_result.left += here;
            return;
        }
        const QList<DockerCall> calls = dockerCalls(named(walked.command));
        if (calls.isEmpty() && hides(walked.command.words))
            m_result.left += here;
        for (const DockerCall &call : calls)
            take(call, walked, here);
    }

    /// Programs that run what they are told.
    static bool hides(const QStringList &words)
    {
        static const QStringList kOthers {u"eval"_s, u"xargs"_s, u"parallel"_s, u"ssh"_s};
        const bool isTold = std::ranges::any_of(
            words, [](const QString &word) { return isUnknown(word) || word.contains(u"docker"); });
        return isTold && kOthers.contains(programOf(words));
    }

    /// `docker-compose $FILES exec …`: which files is not asked.
    static SimpleCommand named(SimpleCommand command)
    {
        static const QRegularExpression kFiles(u"\\A.\\$\\{\\w*COMPOSE\\w*\\}\\z"_s);
        command.words.removeIf([](const QString &word) { return kFiles.match(word).hasMatch(); });
        return command;
    }

    void take(const DockerCall &call, const WalkedCommand &walked, const Evidence &here)
    {
        static const QStringList kStarting {u"up"_s,
                                            u"restart"_s,
                                            u"start"_s,
                                            u"stop"_s,
                                            u"pull"_s,
                                            u"ps"_s,
                                            u"logs"_s,
                                            u"image prune"_s};
        if (kStarting.contains(call.subcommand))
            return; // it runs when its commands are due
        const QString service = serviceOf(call);
        const QStringList argv = filledIn(call.inner);
        const bool runs = call.kind == DockerCall::Kind::Exec
            || (call.kind == DockerCall::Kind::Run && call.compose);
        const bool isKnown = walked.isSure && runs && !service.isEmpty() && !argv.isEmpty()
            && !isUnknown(argv) && call.as.user.isEmpty() && call.as.unknown.isEmpty();
        if (!isKnown) {
            m_result.left += here;
            return;
        }
        const QStringList client = clientOf(argv);
        if (!walked.fedFile.isEmpty() && !client.isEmpty()) {
            if (const auto database = databaseOf(client))
                m_result.dumps += CentralDump {service, walked.fedFile, *database, here};
            else
                m_result.left += here;
            return;
        }
        const auto whole = fed(around(argv, call.as), walked);
        if (whole)
            m_result.commands += CentralCommand {service, *whole, here};
        else
            m_result.left += here;
    }

    QString serviceOf(const DockerCall &call) const
    {
        QString name = call.names.value(0);
        if (name.startsWith(QChar(kContainer)))
            name.remove(0, 1);
        else if (!call.compose)
            name = m_names.containers.value(name);
        return isUnknown(name) ? QString() : name;
    }

    /// Folder and variables that the script gives the command.
    static QStringList around(const QStringList &argv, const RunAs &as)
    {
        QStringList words = argv;
        if (!as.environment.isEmpty())
            words = QStringList {u"env"_s} + as.environment + words;
        if (!as.workingDir.isEmpty())
            words = QStringList {u"sh"_s, u"-c"_s, u"cd \"$0\" && exec \"$@\""_s, as.workingDir}
                + words;
        return words;
    }

    /// With the text that it reads as a word; nothing where that is not known.
    std::optional<QStringList> fed(const QStringList &argv, const WalkedCommand &walked) const
    {
        if (!walked.isFed)
            return argv;
        QString text = walked.command.input;
        if (!walked.fedFile.isEmpty()) {
            const auto lines = m_central.lines(walked.fedFile);
            text = lines ? lines->join(u'\n') + u'\n' : QString();
        }
        if (text.isEmpty() || isUnknown(text) || text.toUtf8().size() > kLongestInput)
            return std::nullopt;
        return QStringList {u"sh"_s, u"-c"_s, u"printf %s \"$0\" | \"$@\""_s, text} + argv;
    }

    const Checkout &m_central;
    const CentralNames &m_names;
    CentralScript m_result;
};

} // namespace

CentralScript
readCentralScript(const Checkout &central, const QString &file, const CentralNames &names)
{
    return CentralReader(central, names).read(file);
}

} // namespace devstack
