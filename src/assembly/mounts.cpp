// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/bindsources.h"
#include "assembly/passes.h"
#include "model/compose/composeplaces.h"

#include <QDir>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

bool isInside(const QString &path, const QString &folder)
{
    const QString clean = QDir::cleanPath(path);
    return clean == folder || clean.startsWith(folder + u'/');
}

/// Places where an image expects configuration from outside, never its own code.
bool isConfigurationTarget(const QString &target)
{
    for (const QString &folder :
         {u"/docker-entrypoint-initdb.d"_s, u"/etc"_s, u"/run"_s, u"/var/run"_s}) {
        if (isInside(target, folder))
            return true;
    }
    return false;
}

bool hidesCode(const Draft &draft, const QString &service, const QJsonObject &mount)
{
    if (draft.input.mode != Mode::Image
        || draft.facts.value(service).role != AssembledService::Role::Application
        || mount.value(u"type").toString() != u"bind")
        return false;
    const QString source = mount.value(u"source").toString();
    const PathKind kind = draft.input.paths.value(source, PathKind::Folder);
    return isInside(onDisk(source), draft.input.checkout) && kind != PathKind::File
        && kind != PathKind::Other && !isConfigurationTarget(mount.value(u"target").toString());
}

QString describe(const QJsonObject &mount)
{
    return u"volumes: %1:%2"_s.arg(mount.value(u"source").toString(),
                                   mount.value(u"target").toString());
}

/// Whether Docker makes a folder where the source is missing, as Compose asks it to.
bool isMade(const QJsonObject &mount)
{
    if (!mount.contains(u"bind"))
        return true;
    const QJsonObject bind = mount.value(u"bind").toObject();
    return bind.value(u"create_host_path").toBool() && !bind.contains(u"propagation")
        && !bind.contains(u"recursive");
}

/// Reports a bind mount whose source does not exist; false when the mount is to go.
bool admitMissing(Draft &draft, const QString &service, const QJsonObject &mount)
{
    const QString source = mount.value(u"source").toString();
    if (isInside(onDisk(source), draft.input.checkout)) {
        if (isMade(mount) && !looksLikeFile(source)) {
            draft.note(
                service,
                describe(mount),
                u"“%1” does not exist: Docker makes an empty folder, as root."_s.arg(source));
            return true;
        }
        draft.problem(
            service,
            describe(mount),
            u"“%1” does not exist: create it, or the container cannot start."_s.arg(source),
            source);
        return true;
    }
    draft.notes.append({AssemblyNote::Level::Warning,
                        service,
                        describe(mount) + u" dropped"_s,
                        u"“%1” is outside of the repository and does not exist."_s.arg(source),
                        source});
    return false;
}

/// Labels an anonymous volume: without, nobody could tell later whose it is.
void own(const Draft &draft, QJsonObject &mount)
{
    QJsonObject volume = mount.value(u"volume").toObject();
    QJsonObject labels = withoutOurs(volume.value(u"labels").toObject());
    labels.insert(label::kWorkspace, draft.input.workspace);
    labels.insert(label::kIda, draft.input.ida);
    volume.insert(u"labels", labels);
    mount.insert(u"volume", volume);
}

/// "v:/data" is no volume to Compose, which takes a letter for a drive of Windows.
QString oneLetterText(const QString &target)
{
    const bool isDrive = target.size() > 2 && target.at(0).isLetter() && target.at(1) == u':';
    return isDrive
        ? u" Compose takes “%1” for a drive of Windows: give the volume a longer name."_s.arg(
            target.first(2))
        : QString();
}

void rewriteMounts(Draft &draft, const QString &name, QJsonObject &service)
{
    QStringList dropped; // targets
    QJsonArray kept;
    const QJsonArray mounts = service.value(u"volumes").toArray();
    for (const QJsonValue &value : mounts) {
        QJsonObject mount = value.toObject();
        if (hidesCode(draft, name, mount)) {
            dropped.append(mount.value(u"target").toString());
            draft.note(name,
                       describe(mount) + u" dropped"_s,
                       u"It would hide the image's code (mode image)."_s);
            continue;
        }
        if (mount.value(u"type").toString() == u"bind") {
            const bool isMissing
                = draft.input.paths.value(mount.value(u"source").toString(), PathKind::Folder)
                == PathKind::Missing;
            if (isMissing && !admitMissing(draft, name, mount))
                continue;
        }
        const QString source = mount.value(u"source").toString();
        const QString target = mount.value(u"target").toString();
        if (!target.startsWith(u'/'))
            draft.problem(name,
                          u"volumes: %1"_s.arg(target),
                          u"The Engine refuses to mount at “%1”: a place inside of a container "
                          u"begins with “/”.%2"_s.arg(target, oneLetterText(target)));
        if (mount.value(u"type").toString() == u"volume" && source.isEmpty())
            own(draft, mount);
        if (mount.value(u"type").toString() == u"volume"
            && draft.input.dataVolumes.contains(source))
            draft.facts[name].dataVolumes.append(source);
        kept.append(mount);
    }
    // An anonymous volume below a dropped mount kept parts of the image visible; now it would keep
    // old ones.
    for (qsizetype i = kept.size() - 1; i >= 0; --i) {
        const QJsonObject mount = kept.at(i).toObject();
        const bool isAnonymous = mount.value(u"type").toString() == u"volume"
            && mount.value(u"source").toString().isEmpty();
        for (const QString &target : std::as_const(dropped)) {
            if (isAnonymous && isInside(mount.value(u"target").toString(), target)) {
                kept.removeAt(i);
                break;
            }
        }
    }
    service.insert(u"volumes", kept);
}

} // namespace

void rewriteMounts(Draft &draft)
{
    const QStringList names = draft.services.keys();
    for (const QString &name : names) {
        QJsonObject &service = draft.services[name];
        if (service.contains(u"volumes"))
            rewriteMounts(draft, name, service);
    }
}

} // namespace devstack::passes
