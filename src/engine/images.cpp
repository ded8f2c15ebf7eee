// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/images.h"

#include "core/jsonstrings.h"
#include "engine/json.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QStringList keys(const QJsonValue &object)
{
    return object.toObject().keys();
}

ImageInfo imageFromJson(const QJsonObject &fields)
{
    // The list has labels and time at the top, inspecting has them in Config.
    const QJsonObject config = fields[u"Config"_s].toObject();
    ImageInfo image;
    image.id = fields[u"Id"_s].toString();
    image.tags = strings(fields[u"RepoTags"_s]);
    image.tags.removeAll(u"<none>:<none>"_s);
    image.digests = strings(fields[u"RepoDigests"_s]);
    image.digests.removeAll(u"<none>@<none>"_s);
    image.labels
        = json::texts(fields.contains(u"Labels"_s) ? fields[u"Labels"_s] : config[u"Labels"_s]);
    image.size = json::number(fields[u"Size"_s]);
    image.created = json::time(fields[u"Created"_s]);
    image.architecture = fields[u"Architecture"_s].toString();
    image.operatingSystem = fields[u"Os"_s].toString();
    image.user = config[u"User"_s].toString();
    image.workingDir = config[u"WorkingDir"_s].toString();
    image.environment = strings(config[u"Env"_s]);
    image.volumes = keys(config[u"Volumes"_s]);
    image.exposedPorts = keys(config[u"ExposedPorts"_s]);
    return image;
}

} // namespace

Result<std::vector<ImageInfo>>
listImages(const EngineClient &engine, const QStringList &labels, std::stop_token stop)
{
    EngineRequest request;
    request.path = "/images/json";
    if (!labels.isEmpty())
        addFilters(request, {{u"label"_s, labels}});
    const auto answer = engine.call(request, stop);
    if (!answer)
        return answer.error();
    std::vector<ImageInfo> result;
    for (const QJsonValue &image : answer->array())
        result.push_back(imageFromJson(image.toObject()));
    return result;
}

Result<std::optional<ImageInfo>>
inspectImage(const EngineClient &engine, const QString &reference, std::stop_token stop)
{
    EngineRequest request;
    request.path = apiPath("/images/", reference, "/json");
    const auto answer = engine.call(request, stop);
    if (answer)
        return std::optional(imageFromJson(answer->object()));
    if (answer.error().kind == Error::Kind::NotFound)
        return std::optional<ImageInfo>();
    return answer.error();
}

ImageLookup::ImageLookup(const EngineClient &engine, std::stop_token stop)
    : m_engine(engine)
    , m_stop(std::move(stop))
{
}

const ImageInfo *ImageLookup::find(const QString &reference)
{
    const std::scoped_lock lock(m_mutex);
    auto known = m_known.find(reference);
    if (known == m_known.end()) {
        auto asked = inspectImage(m_engine, reference, m_stop);
        if (!asked) {
            m_error = asked.error();
            return nullptr;
        }
        known = m_known.emplace(reference, std::move(*asked)).first;
    }
    return known->second ? &*known->second : nullptr;
}

std::optional<Error> ImageLookup::error() const
{
    const std::scoped_lock lock(m_mutex);
    return m_error;
}

Result<> tagImage(const EngineClient &engine,
                  const QString &reference,
                  const QString &name,
                  std::stop_token stop)
{
    // A colon before the last slash is that of a registry's port.
    const qsizetype colon = name.lastIndexOf(u':');
    const bool hasTag = colon > name.lastIndexOf(u'/');
    EngineRequest request;
    request.method = "POST";
    request.path = apiPath("/images/", reference, "/tag");
    request.query = {{"repo", hasTag ? name.left(colon) : name},
                     {"tag", hasTag ? name.mid(colon + 1) : u"latest"_s}};
    const auto answer = engine.call(request, stop);
    return answer ? ok() : Result<>(answer.error());
}

Result<> removeImage(const EngineClient &engine, const QString &reference, std::stop_token stop)
{
    EngineRequest request;
    request.method = "DELETE";
    request.path = apiPath("/images/", reference);
    const auto answer = engine.call(request, stop);
    if (!answer && answer.error().kind != Error::Kind::NotFound)
        return answer.error();
    return ok();
}

} // namespace devstack
