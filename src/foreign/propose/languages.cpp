// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/propose/languages.h"

#include "core/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Every line of the files that matches: what the first bracket caught, once.
QMap<QString, SourceMark>
namesIn(const Checkout &checkout, const QStringList &files, const QRegularExpression &form)
{
    QMap<QString, SourceMark> names;
    for (const QString &file : files) {
        const auto lines = checkout.lines(file);
        for (int at = 0; lines && at < lines->size(); ++at) {
            const auto match = form.match(lines->at(at));
            const QString name = match.captured(1).toLower();
            if (match.hasMatch() && !name.isEmpty() && !names.contains(name))
                names.insert(name, Checkout::mark(file, at + 1));
        }
    }
    return names;
}

PlacedText versionIn(const Checkout &checkout, const QString &file, const QRegularExpression &form)
{
    const auto lines = checkout.lines(file);
    for (int at = 0; lines && at < lines->size(); ++at) {
        if (const auto match = form.match(lines->at(at)); match.hasMatch())
            return {match.captured(1), Checkout::mark(file, at + 1)};
    }
    return {};
}

PlacedText firstVersion(const Checkout &checkout,
                        const QList<QPair<QString, QRegularExpression>> &places)
{
    for (const auto &[file, form] : places) {
        if (const PlacedText found = versionIn(checkout, file, form); !found.text.isEmpty())
            return found;
    }
    return {};
}

/// Packages of Debian that building a library needs.
QStringList systemPackages(const QMap<QString, SourceMark> &libraries)
{
    static const QMap<QString, QStringList> kNeeded {
        {u"mysqlclient"_s,
         {u"build-essential"_s, u"default-libmysqlclient-dev"_s, u"pkg-config"_s}},
        {u"psycopg2"_s, {u"build-essential"_s, u"libpq-dev"_s}},
        {u"lxml"_s, {u"build-essential"_s, u"libxml2-dev"_s, u"libxslt1-dev"_s}},
        {u"pillow"_s, {u"build-essential"_s, u"libjpeg-dev"_s, u"zlib1g-dev"_s}},
        {u"xmlsec"_s, {u"build-essential"_s, u"libxmlsec1-dev"_s, u"pkg-config"_s}},
        {u"python3-saml"_s, {u"build-essential"_s, u"libxmlsec1-dev"_s, u"pkg-config"_s}},
        {u"python-ldap"_s, {u"build-essential"_s, u"libldap2-dev"_s, u"libsasl2-dev"_s}},
        {u"pg"_s, {u"libpq-dev"_s}},
        {u"mysql2"_s, {u"default-libmysqlclient-dev"_s}}};
    QStringList packages;
    for (auto it = kNeeded.begin(); it != kNeeded.end(); ++it) {
        if (libraries.contains(it.key()))
            packages += *it;
    }
    packages.sort();
    packages.removeDuplicates();
    return packages;
}

QString placeText(const Grounds &grounds)
{
    QStringList parts;
    if (!grounds.mark.file.isEmpty())
        parts += printable(grounds.mark.toString());
    if (!grounds.why.isEmpty())
        parts += grounds.why;
    const QString text = parts.join(u", "_s);
    return grounds.isGuess ? (text.isEmpty() ? u"a guess"_s : QString(u"a guess: "_s + text))
                           : text;
}

QString requirementsFile(const Checkout &checkout)
{
    for (const QString &file : {u"requirements/dev.txt"_s,
                                u"requirements/devstack.txt"_s,
                                u"requirements/local.txt"_s,
                                u"requirements/development.txt"_s,
                                u"requirements-dev.txt"_s,
                                u"requirements.txt"_s,
                                u"requirements/base.txt"_s}) {
        if (checkout.has(file))
            return file;
    }
    return {};
}

QString installLines(const Checkout &checkout, const Program &program)
{
    const QString folder = program.folder;
    switch (program.framework) {
    case Program::Framework::Django: {
        const QString file = requirementsFile(checkout);
        if (file.isEmpty())
            return u"COPY . %1\nRUN pip install --no-cache-dir .\n"_s.arg(folder);
        const QString from = file.contains(u'/') ? file.section(u'/', 0, 0) : file;
        return u"# %1\nCOPY %2 %3/%2\nRUN pip install --no-cache-dir -r %1\nCOPY . %3\n"_s.arg(
            file, from, folder);
    }
    case Program::Framework::Rails:
        return u"COPY Gemfile* %1/\nRUN bundle install\nCOPY . %1\n"_s.arg(folder);
    case Program::Framework::Node: {
        const bool isLocked = checkout.has(u"package-lock.json"_s);
        return u"COPY package*.json %1/\nRUN npm %2\nCOPY . %1\n"_s.arg(
            folder, isLocked ? u"ci"_s : u"install"_s);
    }
    case Program::Framework::Go:
        return u"COPY go.* %1/\nRUN go mod download\nCOPY . %1\n"_s.arg(folder);
    }
    return {};
}

QPair<QString, QString> imageAndVersion(const Program &program)
{
    switch (program.framework) {
    case Program::Framework::Django:
        return {u"python:%1-bookworm"_s, u"3.11"_s};
    case Program::Framework::Rails:
        return {u"ruby:%1-bookworm"_s, u"3.3"_s};
    case Program::Framework::Node:
        return {u"node:%1-bookworm"_s, u"20"_s};
    case Program::Framework::Go:
        return {u"golang:%1-bookworm"_s, u"1.22"_s};
    }
    return {};
}

} // namespace

QMap<QString, SourceMark> pythonLibraries(const Checkout &checkout)
{
    static const QRegularExpression kRequirement(
        u"^\\s*[\"']?([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^\\]]*\\])?\\s*(?:[=<>~!;,\"'#]|$)"_s);
    QStringList files
        = checkout.glob({u"requirements*.txt"_s, u"requirements/*.txt"_s, u"requirements/*.in"_s});
    files += {u"setup.cfg"_s, u"pyproject.toml"_s};
    return namesIn(checkout, files, kRequirement);
}

QMap<QString, SourceMark> nodeLibraries(const Checkout &checkout)
{
    static const QRegularExpression kEntry(u"^\\s*\"(@?[a-z0-9][\\w./-]*)\"\\s*:\\s*\"[~^]?\\d"_s);
    return namesIn(checkout, {u"package.json"_s}, kEntry);
}

QMap<QString, SourceMark> rubyLibraries(const Checkout &checkout)
{
    static const QRegularExpression kGem(u"^\\s*gem\\s+['\"]([\\w.-]+)['\"]"_s);
    return namesIn(checkout, {u"Gemfile"_s}, kGem);
}

QMap<QString, SourceMark> goLibraries(const Checkout &checkout)
{
    static const QRegularExpression kModule(
        u"^\\s*(?:require\\s+)?([a-z0-9.-]+\\.[a-z]+/\\S+)\\s+v\\d"_s);
    return namesIn(checkout, {u"go.mod"_s}, kModule);
}

PlacedText nodeScript(const Checkout &checkout, const QStringList &names)
{
    static const QRegularExpression kEntry(u"^\\s*\"([\\w:.-]+)\"\\s*:\\s*\"(.*)\"\\s*,?\\s*$"_s);
    static const QRegularExpression kScripts(u"^\\s*\"scripts\"\\s*:\\s*\\{"_s);
    const QString file = u"package.json"_s;
    const auto lines = checkout.lines(file);
    QMap<QString, int> scripts;
    bool inside = false;
    for (int at = 0; lines && at < lines->size(); ++at) {
        if (kScripts.match(lines->at(at)).hasMatch())
            inside = true;
        else if (inside && lines->at(at).contains(u'}'))
            break;
        else if (const auto match = kEntry.match(lines->at(at)); inside && match.hasMatch())
            scripts.insert(match.captured(1), at + 1);
    }
    for (const QString &name : names) {
        if (scripts.contains(name))
            return {name, Checkout::mark(file, scripts.value(name))};
    }
    return {};
}

PlacedText languageVersion(const Checkout &checkout, Program::Framework framework)
{
    static const QRegularExpression kPlain(u"^v?(\\d+(?:\\.\\d+)?)"_s);
    static const QRegularExpression kPython(
        u"^\\s*(?:requires-python|python_requires)\\s*=\\s*[\"']?[~^>=\\s]*(\\d+\\.\\d+)"_s);
    static const QRegularExpression kTox(u"^\\s*envlist\\s*=.*\\bpy\\{?(3\\d+)"_s);
    static const QRegularExpression kNode(u"^\\s*\"node\"\\s*:\\s*\"[~^>=\\s]*(\\d+)"_s);
    static const QRegularExpression kGo(u"^go\\s+(\\d+\\.\\d+)"_s);
    static const QRegularExpression kRuby(u"^(?:ruby-)?(\\d+\\.\\d+)"_s);
    switch (framework) {
    case Program::Framework::Django: {
        const PlacedText found = firstVersion(checkout,
                                              {{u".python-version"_s, kPlain},
                                               {u"pyproject.toml"_s, kPython},
                                               {u"setup.cfg"_s, kPython}});
        if (!found.text.isEmpty())
            return found;
        PlacedText tox = firstVersion(checkout, {{u"tox.ini"_s, kTox}});
        if (!tox.text.isEmpty())
            tox.text.insert(1, u'.'); // py311
        return tox;
    }
    case Program::Framework::Rails:
        return firstVersion(checkout, {{u".ruby-version"_s, kRuby}});
    case Program::Framework::Node:
        return firstVersion(checkout, {{u".nvmrc"_s, kPlain}, {u"package.json"_s, kNode}});
    case Program::Framework::Go:
        return firstVersion(checkout, {{u"go.mod"_s, kGo}});
    }
    return {};
}

QByteArray proposedDockerfile(const Checkout &checkout, const Program &program)
{
    const auto [image, usual] = imageAndVersion(program);
    const Grounds version = program.version.isEmpty()
        ? Grounds {{}, u"nothing says which version"_s, true}
        : program.versionGrounds;
    QString text
        = u"# A proposal of “devstack scaffold” for development, made from the files of this "
          u"repository: correct it where it guessed wrong.\n# %1\nFROM %2\n\n"_s.arg(
              placeText(version), image.arg(program.version.isEmpty() ? usual : program.version));
    if (program.framework == Program::Framework::Django)
        text += u"ENV PYTHONUNBUFFERED=1\n"_s;
    if (const QStringList packages = systemPackages(program.libraries); !packages.isEmpty())
        text += u"# What the libraries in it need to be built.\nRUN apt-get update && apt-get "
                u"install --yes --no-install-recommends %1 && rm -rf /var/lib/apt/lists/*\n"_s.arg(
                    packages.join(u' '));
    text += u"WORKDIR %1\n"_s.arg(program.folder) + installLines(checkout, program);
    if (!program.settings.isEmpty())
        text += u"# %1\nENV DJANGO_SETTINGS_MODULE=%2\n"_s.arg(placeText(program.settingsGrounds),
                                                               program.settings);
    if (program.port > 0)
        text += u"# %1\nEXPOSE %2\n"_s.arg(placeText(program.portGrounds),
                                           QString::number(program.port));
    QStringList words;
    for (const QString &word : program.command)
        words += u'"' + word + u'"';
    if (!words.isEmpty())
        text += u"CMD [%1]\n"_s.arg(words.join(u", "_s));
    return text.toUtf8();
}

} // namespace devstack
