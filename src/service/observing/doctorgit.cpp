// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "core/process.h"
#include "git/version.h"
#include "service/observing/doctorchecks.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Outcome = DoctorCheck::Outcome;

namespace {

Result<QString> gitAnswer(const QStringList &arguments, std::stop_token stop)
{
    ProcessSpec spec;
    spec.program = u"git"_s;
    spec.arguments = arguments;
    spec.timeout = 10s;
    const auto answer = runTool(spec, std::move(stop));
    if (!answer)
        return answer.error();
    return QString::fromUtf8(*answer).trimmed();
}

DoctorCheck gitCheck(std::stop_token stop)
{
    const QString library = u"libgit2 %1"_s.arg(git::libraryVersion());
    const auto version = gitAnswer({u"--version"_s}, stop);
    if (!version) {
        return {
            u"git"_s,
            Outcome::Warning,
            u"%1 clones and fetches, but there is no git program, which https sign-in and partial "
            u"clones need."_s.arg(library),
            u"Install the package git."_s};
    }
    // Exit code 1 means no helper: then git itself would ask, which a program without a terminal
    // cannot.
    const auto helper = gitAnswer({u"config"_s, u"--get-all"_s, u"credential.helper"_s}, stop);
    return {u"git"_s,
            Outcome::Ok,
            u"%1, %2, %3."_s.arg(library,
                                 *version,
                                 helper && !helper->isEmpty()
                                     ? u"credential helper “%1”"_s.arg(helper->section(u'\n', -1))
                                     : u"no credential helper (public and ssh addresses only)"_s),
            {}};
}

DoctorCheck credentialsCheck()
{
    const QString folder = qEnvironmentVariable("DOCKER_CONFIG", QDir::homePath() + u"/.docker"_s);
    const QString path = folder + u"/config.json"_s;
    if (!QFileInfo::exists(path))
        return {u"credentials"_s,
                Outcome::Ok,
                u"No registry sign-ins are configured: public images only."_s,
                {}};
    const auto content = readFile(path, 4 * 1024 * 1024);
    const auto helpers = content ? credentialHelpers(*content) : std::nullopt;
    if (!helpers)
        return {u"credentials"_s,
                Outcome::Problem,
                u"%1 cannot be read: pulling images would fail."_s.arg(path),
                u"Fix or remove the file, then “docker login” again."_s};
    QStringList missing;
    for (const QString &helper : *helpers) {
        if (QStandardPaths::findExecutable(u"docker-credential-"_s + helper).isEmpty())
            missing += u"docker-credential-"_s + helper;
    }
    if (!missing.isEmpty()) {
        return {u"credentials"_s,
                Outcome::Problem,
                u"%1 names %2, which is not in PATH: every pull would fail."_s.arg(
                    path, missing.join(u", "_s)),
                u"Install it, or take credsStore and credHelpers out of the file."_s};
    }
    return {u"credentials"_s,
            Outcome::Ok,
            helpers->isEmpty() ? u"Registry sign-ins come from %1."_s.arg(path)
                               : u"Registry sign-ins come from: %1."_s.arg(helpers->join(u", "_s)),
            {}};
}

DoctorCheck sshCheck(std::stop_token stop)
{
    const QString fix
        = u"“eval $(ssh-agent)” and “ssh-add”; only repositories with ssh addresses need it."_s;
    if (QStandardPaths::findExecutable(u"ssh"_s).isEmpty())
        return {u"ssh"_s,
                Outcome::Warning,
                u"There is no ssh program: repositories with ssh addresses cannot be cloned."_s,
                u"Install the package openssh-client."_s};
    const QString socket = qEnvironmentVariable("SSH_AUTH_SOCK");
    if (socket.isEmpty())
        return {u"ssh"_s,
                Outcome::Warning,
                u"No ssh agent runs: keys with a passphrase cannot be used."_s,
                fix};
    ProcessSpec spec;
    spec.program = u"ssh-add"_s;
    spec.arguments = {u"-l"_s};
    spec.timeout = 5s;
    const auto outcome = runProcess(spec, std::move(stop));
    // ssh-add(1): 0 there are identities, 1 there are none, 2 the agent cannot be reached.
    if (outcome && outcome->succeeded())
        return {u"ssh"_s,
                Outcome::Ok,
                u"The ssh agent holds %1 keys."_s.arg(outcome->standardOutput.count('\n')),
                {}};
    if (outcome && outcome->exitCode == 1)
        return {u"ssh"_s,
                Outcome::Warning,
                u"The ssh agent holds no key."_s,
                u"“ssh-add” gives it one; only repositories with ssh addresses need it."_s};
    return {u"ssh"_s, Outcome::Warning, u"The ssh agent at %1 does not answer."_s.arg(socket), fix};
}

} // namespace

std::optional<QStringList> credentialHelpers(const QByteArray &configJson)
{
    const QJsonDocument document = QJsonDocument::fromJson(configJson);
    if (!document.isObject())
        return {};
    const QJsonObject config = document.object();
    QStringList helpers;
    if (const QString store = config.value(u"credsStore"_s).toString(); !store.isEmpty())
        helpers += store;
    const QJsonObject perRegistry = config.value(u"credHelpers"_s).toObject();
    for (const auto &helper : perRegistry)
        helpers += helper.toString();
    helpers.removeAll(QString());
    std::ranges::sort(helpers);
    helpers.removeDuplicates();
    return helpers;
}

QList<DoctorCheck> gitChecks(std::stop_token stop)
{
    return {gitCheck(stop), credentialsCheck(), sshCheck(stop)};
}

} // namespace devstack
