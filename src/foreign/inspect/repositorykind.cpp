// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/repositorykind.h"

#include "core/enumnames.h"
#include "foreign/inspect/placeevidence.h"
#include "model/compose/composeplaces.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Waits for somebody to come in and run tests, or runs them itself.
bool isForTests(const ServiceEntry &service)
{
    static const QRegularExpression kTestSettings(u"(^|[._])tests?([._]|$)"_s);
    static const QRegularExpression kTestCommand(
        u"\\b(pytest|tox|make test|manage\\.py test)\\b"_s);
    const QString settings = service.environment.value(u"DJANGO_SETTINGS_MODULE"_s);
    return kTestSettings.match(settings).hasMatch()
        || kTestCommand.match(service.command.join(u' ')).hasMatch();
}

constexpr EnumName<RepositoryKind> kRepositoryKinds[] {
    {RepositoryKind::Service, u"service"},
    {RepositoryKind::TestOnly, u"test-only"},
    {RepositoryKind::ThirdPartyOnly, u"third-party-only"},
    {RepositoryKind::NoCompose, u"no-compose"},
    {RepositoryKind::Library, u"library"},
};

} // namespace

QString toString(RepositoryKind kind)
{
    return nameOf<kRepositoryKinds>(kind);
}

bool runsOwnCode(const ServiceEntry &service)
{
    if (service.build) {
        const QString context = service.build->context;
        if (service.build->isInside)
            return true;
        if (!context.contains(u"://") && !isRemotePlace(context) && !context.startsWith(u".."))
            return true;
    }
    static const QStringList kRoots {
        u"."_s, u"./"_s, u"$PWD"_s, u"${PWD}"_s, u"./src"_s, u"./src/"_s};
    for (const MountEntry &mount : service.mounts) {
        if (mount.kind == MountEntry::Kind::Bind && (mount.isRoot || kRoots.contains(mount.source)))
            return true;
    }
    return false;
}

JudgedKind judgeKind(const Checkout &checkout, const ComposeFile &compose)
{
    if (compose.services.isEmpty())
        return {RepositoryKind::NoCompose,
                u"There is no compose file with services in its root."_s,
                {}};
    JudgedKind own {RepositoryKind::Service, {}, {}};
    QList<Evidence> tests, others;
    for (const ServiceEntry &service : compose.services) {
        if (!runsOwnCode(service)) {
            const SourceMark mark = service.keyMarks.value(u"image"_s, service.mark);
            others += evidenceAt(checkout, mark);
        } else if (isForTests(service)) {
            tests += evidenceAt(
                checkout,
                service.environmentMarks.value(u"DJANGO_SETTINGS_MODULE"_s,
                                               service.keyMarks.value(u"command"_s, service.mark)));
        } else {
            own.evidence += evidenceAt(checkout, service.mark);
        }
    }
    if (!own.evidence.isEmpty()) {
        own.reason = u"Its compose file builds the repository or mounts it."_s;
        return own;
    }
    if (!tests.isEmpty())
        return {RepositoryKind::TestOnly, u"Its containers run tests only."_s, tests};
    return {RepositoryKind::ThirdPartyOnly,
            u"Its compose file runs other people's images only."_s,
            others};
}

} // namespace devstack
