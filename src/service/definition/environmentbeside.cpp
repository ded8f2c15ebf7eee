// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/environmentbeside.h"

#include "core/files.h"
#include "core/text.h"
#include "model/compose/composereader.h"
#include "model/compose/projectvariables.h"
#include "service/definition/workspacedefinition.h"
#include "trust/truststore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// As many as a sentence can hold.
constexpr qsizetype kNamedServices = 5;

/// The services that only one of both has, or that differ.
QStringList differingServices(const ComposeFile &ours, const ComposeFile &theirs)
{
    const YamlNode mine = ours.merged.value(u"services").value_or(YamlNode());
    const YamlNode other = theirs.merged.value(u"services").value_or(YamlNode());
    QStringList names;
    for (const QString &name : mine.keys()) {
        const YamlNode::Entry *same = other.find(name);
        if (!same || !mine.find(name)->value.sameContent(same->value))
            names += name;
    }
    for (const QString &name : other.keys()) {
        if (!mine.find(name))
            names += name;
    }
    names.sort();
    return names;
}

QString contentDigest(const QStringList &files)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &file : files) {
        const auto content = readFile(file, 16 * 1024 * 1024);
        hash.addData(content ? *content : QByteArray("missing"));
        hash.addData(QByteArrayView("\0", 1));
    }
    constexpr qsizetype kDigits = 40; // as many as nobody finds a second text for
    return QString::fromLatin1(hash.result().toHex().first(kDigits));
}

} // namespace

EnvironmentBeside
environmentBeside(const QString &workspace, const QString &ida, const WorkspaceIda &entry)
{
    EnvironmentBeside beside;
    const bool isNamed = !entry.environment.isEmpty();
    beside.shown = isNamed ? entry.environment : kEnvironmentsFolder + u'/' + slug(ida);
    const auto folder = confinedPath(workspace, beside.shown);
    const bool isThere = folder && !composeFilesIn(*folder).isEmpty();
    if (isThere)
        beside.folder = *folder;
    else if (isNamed)
        beside.problem = invalidInput(
            folder
                ? u"There is no compose file in %1, which devstack.yml names for “%2”."_s.arg(
                    printable(beside.shown), printable(ida))
                : u"The environment of “%1” leads outside of the workspace."_s.arg(printable(ida)),
            entry.mark,
            folder ? u"Put a docker-compose.yml there, or take the key “environment” out."_s
                   : u"Give a folder below the workspace's."_s);
    return beside;
}

std::optional<Error>
unusedEnvironment(const QString &ida, const EnvironmentBeside &beside, const ProjectVariables &own)
{
    const auto variables = ProjectVariables::ofEnvironment(
        own.directory(), QProcessEnvironment::systemEnvironment(), beside.folder);
    const auto theirs = readProject(variables, own.directory());
    const auto ours = readProject(own, own.directory());
    if (!ours || !theirs)
        return std::nullopt; // what is wrong with its own is told by who reads it
    QStringList differing = differingServices(*ours, *theirs);
    if (differing.isEmpty())
        return std::nullopt;
    const qsizetype more = differing.size() - kNamedServices;
    if (more > 0)
        differing = differing.first(kNamedServices) + QStringList {u"%1 more"_s.arg(more)};
    return conflict(
        u"“%1” has a compose file of its own now, which is used; %2 says otherwise about: %3."_s
            .arg(printable(ida), printable(beside.shown), printable(differing.join(u", "_s))),
        u"Compare both, then remove %1."_s.arg(printable(beside.shown)));
}

QString commandsOfEnvironment(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    if (ida.environmentFolder.isEmpty())
        return {};
    const QString workspace = QFileInfo(definition.file.path).absolutePath();
    QStringList files;
    std::ranges::copy_if(ida.compose.files, std::back_inserter(files), [&](const QString &file) {
        return file.startsWith(ida.environmentFolder + u'/');
    });
    return kRunsEnvironment
        + u"%1 (#%2)"_s.arg(printable(QDir(workspace).relativeFilePath(ida.environmentFolder)),
                            contentDigest(files));
}

} // namespace devstack
