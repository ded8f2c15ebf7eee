// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/openfile.h"
#include "core/text.h"
#include "engine/images.h"
#include "foreign/inspect/notfetched.h"
#include "service/provisioning/steps/stepactions.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Compose may succeed without the image: a failed pull does not stop the others.
StepResult requireImage(const EngineClient &engine, const QString &image, std::stop_token stop)
{
    const auto info = inspectImage(engine, image, std::move(stop));
    if (!info)
        return info.error();
    if (!*info)
        return notFound(u"The image “%1” is still missing."_s.arg(image));
    return StepOutcome {};
}

/// What of the repository was not fetched, for a build that failed; empty: all is there.
QString missingPart(const RunContext &context, const QString &ida)
{
    const IdaDefinition *definition = context.definition.find(ida);
    if (!definition)
        return {};
    const QList<NotFetched> parts = notFetched(Checkout(definition->path));
    if (parts.isEmpty())
        return {};
    return parts.first().kind == NotFetched::Kind::Submodule
        ? u"“%1” is a submodule that was not fetched. %2"_s.arg(printable(parts.first().path),
                                                                wayToFetch(parts.first()))
        : u"“%1” is a pointer of Git LFS whose content was not fetched. %2"_s.arg(
            printable(parts.first().path), wayToFetch(parts.first()));
}

/// How an image gets its name back that a container of the service was made from; empty: there is
/// no such image.
QString wayToNameAgain(const RunContext &context,
                       const QString &ida,
                       const PullAction &action,
                       std::stop_token stop)
{
    const ContainerInfo *container
        = context.engine.container(context.internals.id, ida, action.service);
    if (!container || container->imageId.isEmpty())
        return {};
    const auto image
        = inspectImage(*context.internals.engineClient, container->imageId, std::move(stop));
    if (!image || !*image)
        return {};
    return u"The image that %1 was made from is still here, without its name: “docker tag %2 %3” names it again."_s
        .arg(action.service, container->imageId.section(u':', -1).left(12), action.image);
}

QJsonObject buildOf(const RunContext &context, const QString &ida, const QString &service)
{
    const Assembly *assembly = context.assembly(ida);
    const AssembledService *entry = context.service(ida, service);
    return !assembly || !entry ? QJsonObject()
                               : assembly->model.value(u"services"_s)
                                     .toObject()
                                     .value(entry->key)
                                     .toObject()
                                     .value(u"build"_s)
                                     .toObject();
}

/// Whether both folders hold the same to the byte, what git ignores included. False for more than
/// is quickly compared, and for what is no file or folder.
bool holdTheSame(const QString &one, const QString &other)
{
    constexpr int kMostFiles = 200;
    constexpr qint64 kLargest = 1024 * 1024;
    const auto contentOf = [](const QString &folder) -> std::optional<QMap<QString, QByteArray>> {
        QMap<QString, QByteArray> content;
        QDirIterator entries(folder,
                             QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            entries.next();
            const QFileInfo info = entries.fileInfo();
            QByteArray &entry = content[QDir(folder).relativeFilePath(info.filePath())];
            entry = QByteArray::number(int(info.permissions())) + (info.isDir() ? '/' : ':');
            if (info.isSymLink() || (!info.isFile() && !info.isDir()) || info.size() > kLargest
                || content.size() > kMostFiles)
                return std::nullopt;
            QFile file;
            if (info.isFile() && !openRegular(info.filePath(), file))
                return std::nullopt;
            entry += info.isFile() ? file.readAll() : QByteArray();
        }
        return content;
    };
    const auto content = contentOf(one);
    return content && content == contentOf(other);
}

/// Gives the image of an equal build this name too; false: there is none, or it is not quite equal.
bool takeEqualImage(const RunContext &context,
                    const Step &step,
                    const BuildAction &action,
                    const std::stop_token &stop)
{
    if (action.likeIda.isEmpty())
        return false;
    const QJsonObject own = buildOf(context, step.ida, action.services.value(0));
    const QJsonObject other = buildOf(context, action.likeIda, action.likeService);
    const QString folder = own.value(u"context"_s).toString();
    const QString otherFolder = other.value(u"context"_s).toString();
    // Secrets and further folders are given by names that mean something else in each project.
    for (const char *name :
         {"secrets", "ssh", "additional_contexts", "cache_from", "pull", "no_cache"}) {
        if (own.contains(QLatin1StringView(name)))
            return false;
    }
    if (own.value(u"dockerfile"_s).toString().contains(u".."))
        return false;
    return QDir::isAbsolutePath(folder) && QDir::isAbsolutePath(otherFolder)
        && holdTheSame(folder, otherFolder)
        && tagImage(*context.internals.engineClient, action.likeImage, action.image, stop);
}

} // namespace

StepResult pullImage(const RunContext &context,
                     const Step &step,
                     const PullAction &action,
                     Reporter &reporter,
                     std::stop_token stop)
{
    const auto target = context.compose(step.ida);
    if (!target)
        return target.error();
    if (const auto pulled = target->compose.pull(
            target->project, context.keys(step.ida, {action.service}), reporter, stop);
        !pulled) {
        Error error = pulled.error();
        if (const QString way = wayToNameAgain(context, step.ida, action, stop); !way.isEmpty())
            error.hint = way;
        if (error.hint.isEmpty())
            error.hint
                = u"Check the name of the image, the network, and that you are logged in to its "
                  u"registry (“docker login”)."_s;
        return error;
    }
    return requireImage(*context.internals.engineClient, action.image, stop);
}

StepResult buildImage(const RunContext &context,
                      const Step &step,
                      const BuildAction &action,
                      Reporter &reporter,
                      std::stop_token stop)
{
    const auto target = context.compose(step.ida);
    if (!target)
        return target.error();
    if (takeEqualImage(context, step, action, stop))
        return StepOutcome {u"the same as %1 of %2"_s.arg(action.likeService, action.likeIda), {}};
    // The services share one image: building it for one of them is building it for all.
    if (const auto built = target->compose.build(
            target->project, context.keys(step.ida, action.services.first(1)), reporter, stop);
        !built) {
        Error error = built.error();
        if (error.hint.isEmpty())
            error.hint = missingPart(context, step.ida);
        return error;
    }
    return requireImage(*context.internals.engineClient, action.image, stop);
}

} // namespace devstack
