// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/distributions.h"

#include "foreign/inspect/placeevidence.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostRequirementFiles = 60;
constexpr qsizetype kLongestRequirement = 400; // characters of a line

/// As package indexes compare names: case, "-", "_" and "." make no difference.
QString pythonKey(const QString &name)
{
    static const QRegularExpression kParts(u"[-_.]+"_s);
    return u"py:"_s + name.toLower().replace(kParts, u"-"_s);
}

QString nodeKey(const QString &name)
{
    return u"npm:"_s + name;
}

Evidence evidenceIn(const Checkout &checkout, const QString &file, qsizetype line)
{
    return evidenceAt(checkout, Checkout::mark(file, int(line) + 1));
}

QStringList linesOf(const Checkout &checkout, const QString &file)
{
    return checkout.lines(file).value_or(QStringList());
}

/// `name=` in the call of setup().
std::optional<Distribution> ofSetupScript(const Checkout &checkout)
{
    static const QRegularExpression kName(u"^\\s*name\\s*=\\s*['\"]([A-Za-z0-9._ -]+)['\"]"_s);
    static const QRegularExpression kCommand(
        u"console_scripts['\"]?\\s*[:=]\\s*\\[?\\s*['\"]([A-Za-z0-9._-]+)\\s*="_s);
    const QString file = u"setup.py"_s;
    const QStringList lines = linesOf(checkout, file);
    std::optional<Distribution> found;
    for (qsizetype at = 0; at < lines.size() && !found; ++at) {
        if (const auto match = kName.match(lines.at(at)); match.hasMatch())
            found = Distribution {
                Distribution::Kind::Python, match.captured(1), evidenceIn(checkout, file, at), {}};
    }
    if (found) {
        if (const auto match = kCommand.match(lines.join(u' ')); match.hasMatch())
            found->commands += match.captured(1);
    }
    return found;
}

/// The value of a key in a section of an INI or TOML file.
std::optional<Distribution>
ofSection(const Checkout &checkout, const QString &file, const QStringList &sections)
{
    static const QRegularExpression kName(
        u"^\\s*name\\s*=\\s*['\"]?([A-Za-z0-9._-]+)['\"]?\\s*(?:#.*)?$"_s);
    static const QRegularExpression kScripts(
        u"^\\[(?:project\\.scripts|tool\\.poetry\\.scripts|options\\.entry_points)\\]"_s);
    static const QRegularExpression kCommand(u"^\\s*['\"]?([A-Za-z0-9._-]+)['\"]?\\s*=\\s*\\S"_s);
    std::optional<Distribution> found;
    QString section;
    QStringList commands;
    const QStringList lines = linesOf(checkout, file);
    for (qsizetype at = 0; at < lines.size(); ++at) {
        const QString &line = lines.at(at);
        if (line.startsWith(u'[')) {
            section = line.trimmed();
            continue;
        }
        const auto match = kName.match(line);
        if (!found && match.hasMatch() && sections.contains(section))
            found = Distribution {
                Distribution::Kind::Python, match.captured(1), evidenceIn(checkout, file, at), {}};
        const auto command = kCommand.match(line);
        if (kScripts.match(section).hasMatch() && command.hasMatch()
            && command.captured(1) != u"console_scripts")
            commands += command.captured(1);
    }
    if (found)
        found->commands = commands;
    return found;
}

/// "packages = []" of Poetry: it manages the requirements of an application.
bool packagesNothing(const Checkout &checkout)
{
    static const QRegularExpression kNothing(
        u"^\\s*(?:packages\\s*=\\s*\\[\\s*\\]|package-mode\\s*=\\s*false)\\s*(?:#.*)?$"_s);
    const QStringList lines = linesOf(checkout, u"pyproject.toml"_s);
    return std::ranges::any_of(lines,
                               [](const QString &line) { return kNothing.match(line).hasMatch(); });
}

QJsonObject packageOf(const Checkout &checkout)
{
    const QStringList lines = linesOf(checkout, u"package.json"_s);
    return QJsonDocument::fromJson(lines.join(u'\n').toUtf8()).object();
}

/// The first line of package.json with a key; line 1 when it stands in none of its own.
Evidence keyOfPackage(const Checkout &checkout, const QString &key)
{
    const QStringList lines = linesOf(checkout, u"package.json"_s);
    const QString wanted = u'"' + key + u'"';
    for (qsizetype at = 0; at < lines.size(); ++at) {
        if (lines.at(at).trimmed().startsWith(wanted))
            return evidenceIn(checkout, u"package.json"_s, at);
    }
    return evidenceIn(checkout, u"package.json"_s, 0);
}

std::optional<Distribution> ofPackage(const Checkout &checkout)
{
    const QJsonObject package = packageOf(checkout);
    const QString name = package.value(u"name"_s).toString();
    if (name.isEmpty() || package.value(u"private"_s).toBool())
        return std::nullopt;
    const bool hasHost = !package.value(u"peerDependencies"_s).toObject().isEmpty();
    const bool exports = package.contains(u"main"_s) || package.contains(u"module"_s)
        || package.contains(u"exports"_s);
    const QJsonObject scripts = package.value(u"scripts"_s).toObject();
    const bool serves = scripts.contains(u"start"_s) || scripts.contains(u"serve"_s)
        || scripts.contains(u"dev"_s);
    // What starts a server may do so to show a library; then the library expects a host.
    if (!hasHost && (!exports || serves))
        return std::nullopt;
    Distribution found {Distribution::Kind::Node,
                        name,
                        keyOfPackage(checkout, hasHost ? u"peerDependencies"_s : u"name"_s),
                        {}};
    if (package.contains(u"bin"_s))
        found.commands += name;
    return found;
}

/// "edx-search" of "edx-search[extra]==1.2  # why", "-e git+https://…/edx-search.git@main#egg=…".
QString requirementIn(const QString &line)
{
    static const QRegularExpression kEgg(u"#egg=([A-Za-z0-9._-]+)"_s);
    static const QRegularExpression kUrl(
        u"git\\+\\S+?/([A-Za-z0-9._-]+?)(?:\\.git)?(?:@\\S*)?(?:#\\S*)?\\s*$"_s);
    static const QRegularExpression kName(
        u"^\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:$|[\\[=<>!~;@#])"_s);
    if (line.contains(u"git+")) {
        if (const auto egg = kEgg.match(line); egg.hasMatch())
            return egg.captured(1);
        if (const auto url = kUrl.match(line); url.hasMatch())
            return url.captured(1);
    }
    const auto name = kName.match(line);
    return name.hasMatch() ? name.captured(1) : QString();
}

class RequirementReader
{
public:
    explicit RequirementReader(const Checkout &checkout)
        : m_checkout(checkout)
    {
    }

    QMap<QString, Evidence> read()
    {
        QStringList files = m_checkout.glob({u"requirements*.in"_s, u"requirements/**/*.in"_s});
        for (const QString &file :
             {u"setup.py"_s, u"setup.cfg"_s, u"pyproject.toml"_s, u"Pipfile"_s})
            readQuoted(file);
        files += m_checkout.glob({u"requirements*.txt"_s, u"requirements/**/*.txt"_s});
        for (const QString &file : files.mid(0, kMostRequirementFiles))
            readList(file);
        readPackage();
        return m_found;
    }

private:
    void add(const QString &key, const QString &file, qsizetype at, const QString &line)
    {
        if (!m_found.contains(key))
            m_found.insert(
                key, {Checkout::mark(file, int(at) + 1), line.trimmed().left(kLongestRequirement)});
    }

    void readList(const QString &file)
    {
        const QStringList lines = linesOf(m_checkout, file);
        for (qsizetype at = 0; at < lines.size(); ++at) {
            const QString &line = lines.at(at);
            const bool isOption = line.startsWith(u'-') && !line.contains(u"git+");
            if (line.trimmed().startsWith(u'#') || isOption)
                continue;
            if (const QString name = requirementIn(line); !name.isEmpty())
                add(pythonKey(name), file, at, line);
        }
    }

    /// Names in lists of strings, and keys of Poetry's and Pipenv's tables.
    void readQuoted(const QString &file)
    {
        static const QRegularExpression kBegin(
            u"install_requires|extras_require|^\\s*(?:optional-)?dependencies\\b|"
            u"^\\[(?:tool\\.poetry\\.(?:.*\\.)?dependencies|(?:dev-)?packages|"
            u"project\\.optional-dependencies)\\]"_s);
        static const QRegularExpression kQuoted(
            u"['\"]([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^\\]]*\\])?\\s*(?:[=<>!~;@][^'\"]*)?['\"]"_s);
        static const QRegularExpression kKey(
            u"^\\s*['\"]?([A-Za-z0-9][A-Za-z0-9._-]*)['\"]?\\s*="_s);
        bool isList = false;
        bool isTable = false;
        const QStringList lines = linesOf(m_checkout, file);
        for (qsizetype at = 0; at < lines.size(); ++at) {
            const QString &line = lines.at(at);
            const bool isHeading = line.startsWith(u'[');
            if (isHeading || kBegin.match(line).hasMatch()) {
                isTable = isHeading && kBegin.match(line).hasMatch();
                isList = kBegin.match(line).hasMatch();
                if (isHeading)
                    continue;
            }
            if (!isList)
                continue;
            if (isTable) {
                if (const auto key = kKey.match(line); key.hasMatch())
                    add(pythonKey(key.captured(1)), file, at, line);
            } else if (file == u"setup.cfg") {
                if (const QString name = requirementIn(line);
                    !name.isEmpty() && line.startsWith(u' '))
                    add(pythonKey(name), file, at, line);
            } else {
                for (auto names = kQuoted.globalMatch(line); names.hasNext();)
                    add(pythonKey(names.next().captured(1)), file, at, line);
                const QString end = line.trimmed();
                isList = !(end == u"]" || end == u"]," || end.endsWith(u"],"_s)
                           || (end.endsWith(u']') && !end.endsWith(u"[]"_s)));
            }
        }
    }

    void readPackage()
    {
        const QJsonObject package = packageOf(m_checkout);
        const QStringList lines = linesOf(m_checkout, u"package.json"_s);
        QHash<QString, qsizetype> keys; // the last place: sections of dependencies come late
        static const QRegularExpression kKey(u"^\\s*\"([^\"]+)\"\\s*:"_s);
        for (qsizetype at = 0; at < lines.size(); ++at) {
            if (const auto match = kKey.match(lines.at(at)); match.hasMatch())
                keys.insert(match.captured(1), at);
        }
        for (const QString &section :
             {u"dependencies"_s, u"devDependencies"_s, u"peerDependencies"_s}) {
            const QStringList names = package.value(section).toObject().keys();
            for (const QString &name : names) {
                const qsizetype at = keys.value(name, 0);
                add(nodeKey(name), u"package.json"_s, at, lines.value(at));
            }
        }
    }

    const Checkout &m_checkout;
    QMap<QString, Evidence> m_found;
};

} // namespace

QString Distribution::key() const
{
    return kind == Kind::Python ? pythonKey(name) : nodeKey(name);
}

QList<Distribution> distributions(const Checkout &checkout)
{
    QList<Distribution> found;
    const QStringList project {u"[project]"_s, u"[tool.poetry]"_s};
    if (auto setup = ofSetupScript(checkout))
        found += *std::move(setup);
    else if (auto config = ofSection(checkout, u"setup.cfg"_s, {u"[metadata]"_s}))
        found += *std::move(config);
    else if (auto declared = ofSection(checkout, u"pyproject.toml"_s, project);
             declared && !packagesNothing(checkout))
        found += *std::move(declared);
    if (auto package = ofPackage(checkout))
        found += *std::move(package);
    return found;
}

QMap<QString, Evidence> requirements(const Checkout &checkout)
{
    return RequirementReader(checkout).read();
}

} // namespace devstack
