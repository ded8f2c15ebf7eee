// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/borrowedfolder.h"

#include "core/files.h"
#include "core/process.h"
#include "git/gitprogram.h"
#include "git/settings.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestList = 16 * 1024 * 1024;

/// What describes a repository and names nothing that runs.
bool isHarmlessSetting(const QByteArray &name)
{
    static const QRegularExpression kHarmless(
        u"\\A(?:core\\.(?:repositoryformatversion|filemode|bare|ignorecase|symlinks|autocrlf|eol|"
        "safecrlf|precomposeunicode|logallrefupdates|sparsecheckout|sparsecheckoutcone|longpaths|"
        "protectntfs|protecthfs)|extensions\\.(?:partialclone|objectformat)|index\\.(?:version|"
        "sparse)|"
        "user\\.(?:name|email)|remote\\..+\\.(?:promisor|partialclonefilter|tagopt)|"
        "branch\\..+\\.(?:remote|merge))\\z"_s,
        QRegularExpression::DotMatchesEverythingOption);
    return kHarmless.match(QString::fromUtf8(name)).hasMatch();
}

/// "remote.my origin.url" as a heading and a key; quoted as git reads it.
QByteArray settingLines(const Setting &setting)
{
    const auto quoted = [](QByteArray text) {
        text.replace('\\', "\\\\");
        text.replace('"', "\\\"");
        text.replace('\n', "\\n");
        return QByteArray('"' + text + '"');
    };
    const qsizetype first = setting.name.indexOf('.');
    const qsizetype last = setting.name.lastIndexOf('.');
    QByteArray heading = setting.name.first(first);
    if (last > first)
        heading += ' ' + quoted(setting.name.sliced(first + 1, last - first - 1));
    return '[' + heading + "]\n\t" + setting.name.sliced(last + 1) + " = " + quoted(setting.value)
        + '\n';
}

/// Passwords that stand in addresses. git hands addresses to its helpers as arguments, which
/// everybody on the machine can read; what it finds in a file of its credential store it keeps to
/// itself.
class Passwords
{
public:
    explicit Passwords(const QString &file)
        : m_file(file)
    {
    }

    /// The address without its login, which is remembered.
    Setting takenFrom(Setting setting)
    {
        static const QRegularExpression kLogin(
            u"\\A(https?://)([^/@:]*:[^/@]*@)([^/@]+)(?=/|\\z)"_s,
            QRegularExpression::CaseInsensitiveOption);
        const QString address = QString::fromUtf8(setting.value);
        const auto login = kLogin.match(address);
        if (!setting.name.endsWith(".url") || !login.hasMatch())
            return setting;
        const QString place = login.captured(1).toLower() + login.captured(3);
        m_logins
            += QString(login.captured(1).toLower() + login.captured(2) + login.captured(3) + u'\n')
                   .toUtf8();
        const QByteArray name = "credential." + place.toUtf8() + ".helper";
        // An empty one forgets those before it: the address says who comes.
        m_settings += settingLines({name, {}});
        m_settings
            += settingLines({name, QString(u"store --file="_s + shellText({m_file})).toUtf8()});
        setting.value
            = QString(address).remove(login.capturedStart(2), login.capturedLength(2)).toUtf8();
        return setting;
    }

    /// Settings that name the file.
    const QByteArray &settings() const { return m_settings; }
    Result<> write() const { return m_logins.isEmpty() ? ok() : writeFile(m_file, m_logins, true); }

private:
    QString m_file;
    QByteArray m_logins;
    QByteArray m_settings;
};

QString folderOf(const char *path)
{
    return QDir::cleanPath(QFile::decodeName(path));
}

} // namespace

Result<BorrowedFolder> BorrowedFolder::of(git_repository *repository)
{
    BorrowedFolder result;
    result.m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/devstack-git-XXXXXX"_s);
    const auto failed = [&] {
        return ioError(u"A folder for git could not be made below “%1”."_s.arg(QDir::tempPath()),
                       {},
                       u"Check the free space and the permissions of that folder."_s);
    };
    if (!result.m_folder->isValid())
        return failed();
    const QString own = folderOf(git_repository_path(repository));
    const QString shared = folderOf(git_repository_commondir(repository));
    const QDir folder(result.m_folder->path());
    result.m_index = own + u"/index"_s;
    // "shallow" and "packed-refs" may come into being: git writes through links.
    for (const QString &name :
         {u"objects"_s, u"refs"_s, u"logs"_s, u"packed-refs"_s, u"shallow"_s}) {
        if (!QFile::link(shared + u'/' + name, folder.filePath(name)))
            return failed();
    }
    const auto head = readFile(own + u"/HEAD"_s, kLargestList);
    if (!head)
        return head.error();
    QByteArray settings;
    Passwords passwords(folder.filePath(u"credentials"_s));
    const QList<Setting> written = ownSettings(repository, own + u"/config.worktree"_s);
    for (const Setting &setting : written) {
        if (isHarmlessSetting(setting.name))
            settings += settingLines(setting);
    }
    // Of several addresses git would take the first, and all others the last, which is shown.
    for (const QByteArray &remote : remoteNames(written)) {
        const QByteArray section = "remote." + remote;
        settings += settingLines(
            passwords.takenFrom({section + ".url", git::setting(written, section + ".url")}));
        for (const QByteArray &refspec : fetchRefspecs(written, remote))
            settings += settingLines({section + ".fetch", refspec});
    }
    settings += passwords.settings();
    if (const auto kept = passwords.write(); !kept)
        return kept.error();
    if (!writeFile(folder.filePath(u"HEAD"_s), *head)
        || !writeFile(folder.filePath(u"config"_s), settings) || !folder.mkdir(u"info"_s))
        return failed();
    if (const auto sparse = readFile(own + u"/info/sparse-checkout"_s, kLargestList);
        sparse && !writeFile(folder.filePath(u"info/sparse-checkout"_s), *sparse))
        return failed();
    return result;
}

ProcessSpec BorrowedFolder::program(const QStringList &arguments, const QString &path) const
{
    ProcessSpec spec = gitProgram(arguments, path);
    spec.environment.insert(u"GIT_DIR"_s, m_folder->path());
    spec.environment.insert(u"GIT_INDEX_FILE"_s, m_index);
    return spec;
}

} // namespace devstack::git
