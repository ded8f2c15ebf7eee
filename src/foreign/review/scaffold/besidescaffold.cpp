// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/scaffold/besidescaffold.h"

#include "core/files.h"
#include "core/text.h"
#include "foreign/review/scaffold/unifieddiff.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// `build: .` with the Dockerfile in place: a path out of the repository would not be trusted.
QString withDockerfile(const QString &compose, const QString &dockerfile)
{
    static const QRegularExpression kBuild(u"^( +)build: \\.[^\\n]*$"_s,
                                           QRegularExpression::MultilineOption);
    const auto match = kBuild.match(compose);
    if (!match.hasMatch())
        return compose;
    const QString indent = match.captured(1);
    QString build = indent + u"build:\n"_s + indent + u"  context: .\n"_s + indent
        + u"  dockerfile_inline: |"_s;
    // Compose takes "$" for the beginning of a variable.
    for (const QString &line : QString(dockerfile).replace(u"$"_s, u"$$"_s).split(u'\n'))
        build += u'\n' + (line.isEmpty() ? QString() : indent + u"    "_s + line);
    return QString(compose).replace(
        match.capturedStart(), match.capturedLength(), build.trimmed().prepend(indent));
}

} // namespace

Result<ScaffoldPlan>
besideRepository(const ScaffoldPlan &plan, const QString &workspace, const QString &environment)
{
    const auto changeOf = [&](const QString &file) {
        const auto found = std::ranges::find(plan.changes, file, &FileChange::file);
        return found == plan.changes.end() ? QString() : QString::fromUtf8(found->content);
    };
    const QString compose = changeOf(u"docker-compose.yml"_s);
    if (!plan.isProposal || compose.isEmpty())
        return conflict(
            u"No environment is proposed for %1."_s.arg(printable(QFileInfo(plan.path).fileName())),
            u"It has a compose file, is a library, or nothing in it says what runs it."_s);
    const QString file = environment + u"/docker-compose.yml"_s;
    const auto path = confinedPath(workspace, file);
    if (!path)
        return path.error();
    if (QFileInfo::exists(*path))
        return conflict(u"%1 is there already."_s.arg(printable(file)),
                        u"Keep it, or move it away and ask again."_s);
    const QString dockerfile = changeOf(u"Dockerfile"_s);
    const QString text = dockerfile.isEmpty() ? compose : withDockerfile(compose, dockerfile);
    ScaffoldPlan beside;
    beside.path = workspace;
    beside.isProposal = true;
    beside.guesses = plan.guesses;
    FileChange change {file, FileChange::Action::Create, {}, text.toUtf8(), {}, false};
    change.diff = diffOfNewFile(file, change.content, false);
    beside.changes += change;
    return beside;
}

} // namespace devstack
