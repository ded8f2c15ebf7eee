// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/projectvariables.h"

#include "core/files.h"
#include "core/text.h"
#include "model/compose/composereader.h"
#include "model/compose/dotenv.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestEnvironmentFile = 1024 * 1024; // bytes
constexpr qint64 kLargestValues = 8 * 1024 * 1024; // characters, of all files together
const QString kProjectName = u"COMPOSE_PROJECT_NAME"_s;

} // namespace

QString composeProjectName(const QString &text)
{
    QString result;
    for (const QChar c : text.toLower()) {
        const bool isLetterOrDigit = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (isLetterOrDigit || (!result.isEmpty() && (c == u'_' || c == u'-')))
            result += c;
    }
    return result;
}

std::optional<QString> ProjectVariables::hostValue(const QProcessEnvironment &host,
                                                   const QString &repository,
                                                   const QString &name)
{
    if (name == u"PWD")
        return repository;
    if (name == u"OLDPWD" || name.startsWith(u"COMPOSE_") || !host.contains(name))
        return std::nullopt;
    return host.value(name);
}

ProjectVariables::ProjectVariables(const QString &repository,
                                   const QProcessEnvironment &host,
                                   const QStringList &files)
    : m_repository(QDir::cleanPath(repository))
    , m_directory(m_repository)
    , m_host(host)
{
    add(m_repository + u"/.env"_s);
    m_composeFiles = files;
    if (files.isEmpty() && m_values.contains(u"COMPOSE_FILE"_s))
        takeComposeFiles(m_values.value(u"COMPOSE_FILE"_s));
    if (m_composeFiles.isEmpty()) {
        m_composeFiles = composeFilesIn(m_repository);
    } else if (files.isEmpty()) {
        m_directory = QFileInfo(m_composeFiles.first()).absolutePath();
        add(m_directory + u"/.env"_s);
    }
    setProjectName({});
}

ProjectVariables ProjectVariables::ofEnvironment(const QString &repository,
                                                 const QProcessEnvironment &host,
                                                 const QString &environment)
{
    ProjectVariables result(repository, host, composeFilesIn(environment));
    result.m_environment = environment;
    return result;
}

ProjectVariables ProjectVariables::ofFiles(const QString &repository,
                                           const QProcessEnvironment &host,
                                           const QStringList &files)
{
    ProjectVariables result(repository, host, files);
    if (result.m_hasOwnName) // made of the repository's folder, before the project's was known
        result.m_values.remove(kProjectName);
    result.m_hasOwnName = false;
    result.m_directory = QFileInfo(files.first()).absolutePath();
    result.add(result.m_directory + u"/.env"_s);
    result.setProjectName({});
    return result;
}

void ProjectVariables::takeComposeFiles(const QString &named)
{
    const QString separator = m_values.value(u"COMPOSE_PATH_SEPARATOR"_s);
    const QStringList names = named.split(separator.isEmpty() ? u":"_s : separator);
    if (names.contains(QString())) {
        refuse(u"COMPOSE_FILE"_s,
               named.isEmpty()
                   ? u"COMPOSE_FILE is empty, which Compose takes for the folder itself"_s
                   : u"COMPOSE_FILE has an empty part, which Compose takes for the folder itself"_s,
               u"Name a file there, or take the line out."_s);
        return;
    }
    for (const QString &name : names)
        m_composeFiles += QDir::cleanPath(QDir(m_repository).absoluteFilePath(name.trimmed()));
}

void ProjectVariables::refuse(const QString &variable, const QString &what, const QString &hint)
{
    if (!m_problem)
        m_problem = invalidInput(what, m_marks.value(variable), hint);
}

std::optional<QByteArray> ProjectVariables::content(const QString &path) const
{
    const QString relative = QDir(m_repository).relativeFilePath(path);
    const auto confined = confinedPath(m_repository, relative);
    if (!confined || !QFileInfo(*confined).isFile())
        return std::nullopt;
    const auto content = readFile(*confined, kLargestEnvironmentFile);
    return content ? std::optional(*content) : std::nullopt;
}

bool ProjectVariables::saysOff(const Dotenv &file, const QString &path)
{
    const QString name = u"COMPOSE_DISABLE_ENV_FILE"_s;
    const auto written = file.values.constFind(name);
    if (written == file.values.constEnd())
        return false;
    static const QStringList kYes {u"1"_s, u"t"_s, u"T"_s, u"true"_s, u"TRUE"_s, u"True"_s};
    static const QStringList kNo {u"0"_s, u"f"_s, u"F"_s, u"false"_s, u"FALSE"_s, u"False"_s};
    if (!kYes.contains(*written) && !kNo.contains(*written) && !m_problem)
        m_problem = invalidInput(
            u"COMPOSE_DISABLE_ENV_FILE is “%1”, which is neither true nor false to Compose"_s.arg(
                printable(*written)),
            {path, file.lines.value(name), 0},
            u"Write true or false, or take the line out."_s);
    return kYes.contains(*written);
}

void ProjectVariables::add(const QString &path, QSet<QString> *own)
{
    if (m_files.contains(path))
        return;
    m_files += path;
    const auto text = content(path);
    if (!text)
        return;
    QMap<QString, QString> before; // what files of the same list set: own lines win over it
    for (const QString &name : own ? *own : QSet<QString>())
        before.insert(name, m_values.value(name));
    const auto outer = [&](const QString &name) {
        return before.contains(name) ? hostValue(m_host, m_repository, name) : value(name);
    };
    const auto read = parseDotenv(*text, path, outer, before);
    if (!read) {
        if (!m_problem)
            m_problem = read.error();
        return;
    }
    const bool isOff = saysOff(*read, path);
    for (auto it = read->values.begin(); it != read->values.end(); ++it) {
        // What Compose reads for itself counts all the same.
        const bool isSet = m_values.contains(it.key()) && !(own && own->contains(it.key()));
        if (isSet || (isOff && !it.key().startsWith(u"COMPOSE_")))
            continue;
        if (own)
            own->insert(it.key());
        m_size += it.value().size();
        if (m_size > kLargestValues) {
            if (!m_problem)
                m_problem = invalidInput(u"the environment files hold more than can be read"_s,
                                         {path, read->lines.value(it.key()), 0},
                                         u"Give their variables shorter values."_s);
            return;
        }
        m_values.insert(it.key(), it.value());
        m_marks.insert(it.key(), {path, read->lines.value(it.key()), 0});
    }
    for (auto it = read->taken.begin(); it != read->taken.end(); ++it)
        m_taken.insert(it.key(), m_taken.value(it.key(), true) && it.value());
}

ProjectVariables ProjectVariables::with(const QStringList &files,
                                        std::optional<Error> &problem) const
{
    ProjectVariables result = *this;
    result.m_problem.reset();
    QSet<QString> own;
    for (const QString &file : files)
        result.add(file, &own);
    problem = result.m_problem;
    return result;
}

void ProjectVariables::offer(const QMap<QString, QString> &values)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        // What decides the project itself is the repository's.
        if (it.key().startsWith(u"COMPOSE_") || !value(it.key()).value_or(QString()).isEmpty())
            continue;
        m_values.insert(it.key(), it.value());
        m_offered.insert(it.key(), it.value());
    }
}

std::optional<QString> ProjectVariables::value(const QString &name) const
{
    if (auto own = hostValue(m_host, m_repository, name))
        return own;
    const auto found = m_values.constFind(name);
    return found == m_values.constEnd() ? std::nullopt : std::optional(*found);
}

VariableLookup ProjectVariables::lookup() const
{
    return [this](const QString &name) { return value(name); };
}

QStringList ProjectVariables::profiles() const
{
    QStringList result;
    for (const QString &name :
         m_values.value(u"COMPOSE_PROFILES"_s).split(u',', Qt::SkipEmptyParts))
        result += name.trimmed();
    return result;
}

void ProjectVariables::setProjectName(const QString &fromFile)
{
    if (const QString own = m_values.value(kProjectName); !m_hasOwnName && !own.isEmpty()) {
        static const QRegularExpression kName(u"\\A[a-z0-9][a-z0-9_-]*\\z"_s);
        if (!kName.match(own).hasMatch())
            refuse(kProjectName,
                   u"COMPOSE_PROJECT_NAME is “%1”, which Compose does not take for a name"_s.arg(
                       printable(own)),
                   u"Use small letters, digits, “-” and “_” only, a letter or digit first."_s);
        return; // .env says it
    }
    m_hasOwnName = true;
    const QString folder = composeProjectName(QFileInfo(m_directory).fileName());
    m_values.insert(kProjectName, fromFile.isEmpty() ? folder : fromFile);
}

} // namespace devstack
