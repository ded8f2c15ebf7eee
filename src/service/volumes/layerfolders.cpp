// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/volumes/layerfolders.h"

#include "engine/containerfiles.h"
#include "engine/helpercontainer.h"

#include <archive.h>
#include <archive_entry.h>

#include <QScopeGuard>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A header, with the one before it that holds what a plain header cannot (extended attributes).
constexpr qsizetype kEnoughForHeader = 16 * 1024;
constexpr std::size_t kLargestTar = 16 * 1024;

/// Owner and rights of a folder.
struct FolderOwner
{
    la_int64_t user = 0;
    la_int64_t group = 0;
    __LA_MODE_T rights = 0;
};

std::optional<FolderOwner> firstOf(const QByteArray &tar)
{
    struct archive *reader = archive_read_new();
    const auto freed = qScopeGuard([&] { archive_read_free(reader); });
    archive_read_support_format_tar(reader);
    struct archive_entry *entry = nullptr;
    if (archive_read_open_memory(reader, tar.constData(), std::size_t(tar.size())) != ARCHIVE_OK
        || archive_read_next_header(reader, &entry) < ARCHIVE_WARN)
        return std::nullopt;
    return FolderOwner {
        archive_entry_uid(entry), archive_entry_gid(entry), archive_entry_perm(entry)};
}

Result<FolderOwner> ownerOf(const EngineClient &engine,
                            const QString &container,
                            const QString &folder,
                            const std::stop_token &stop)
{
    QByteArray begin;
    const auto read = readFolder(
        engine,
        container,
        folder,
        [&](QByteArrayView bytes) -> Result<> {
            begin += bytes;
            return begin.size() < kEnoughForHeader ? ok() : Result<>(cancelled());
        },
        stop);
    if (stop.stop_requested())
        return cancelled();
    // A folder comes before what is in it, so the rest is not read.
    if (const auto owner = firstOf(begin))
        return *owner;
    return read ? failed(u"The Engine does not tell whose the data is."_s) : read.error();
}

Result<QByteArray> tarOf(const FolderOwner &owner)
{
    QByteArray tar(qsizetype(kLargestTar), '\0');
    std::size_t used = 0;
    struct archive *writer = archive_write_new();
    const auto freed = qScopeGuard([&] { archive_write_free(writer); });
    archive_write_set_format_pax_restricted(writer);
    archive_write_open_memory(writer, tar.data(), kLargestTar, &used);
    const auto add = [&](const char *name, const FolderOwner &as) {
        struct archive_entry *entry = archive_entry_new();
        const auto dropped = qScopeGuard([&] { archive_entry_free(entry); });
        archive_entry_set_pathname(entry, name);
        archive_entry_set_filetype(entry, AE_IFDIR);
        archive_entry_set_perm(entry, as.rights);
        archive_entry_set_uid(entry, as.user);
        archive_entry_set_gid(entry, as.group);
        return archive_write_header(writer, entry) == ARCHIVE_OK;
    };
    const bool made = add("upper/", owner) && add("work/", {0, 0, 0700});
    if (!made || archive_write_close(writer) != ARCHIVE_OK)
        return failed(u"The folders of a layer cannot be packed."_s);
    tar.truncate(qsizetype(used));
    return tar;
}

} // namespace

Result<>
makeLayerFolders(const EngineClient &engine, const LayerFolders &folders, std::stop_token stop)
{
    HelperSpec spec;
    spec.image = folders.image;
    spec.command = {u"-"_s};
    spec.mounts = {folders.lower + u":/below:ro,nocopy"_s, folders.layer + u":/layer:nocopy"_s};
    spec.labels = folders.labels;
    const auto holder = HelperContainer::create(engine, spec, stop);
    if (!holder)
        return holder.error();
    const auto owner = ownerOf(engine, holder->id(), u"/below"_s + folders.lowerFolder, stop);
    if (!owner)
        return owner.error();
    const auto tar = tarOf(*owner);
    if (!tar)
        return tar.error();
    return extractInto(
        engine,
        holder->id(),
        u"/layer"_s,
        [&](const EngineClient::BodySink &sink) { return sink(*tar); },
        std::move(stop));
}

} // namespace devstack
