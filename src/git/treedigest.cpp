// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/treedigest.h"

#include "core/openfile.h"
#include "core/text.h"
#include "git/boundedread.h"
#include "git/openrepository.h"
#include "git/unreadablefiles.h"

#include <git2.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <memory>
#include <optional>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kReadLimit = 64 * 1024 * 1024;
/// Comparing all files of a large checkout takes seconds.
constexpr std::chrono::seconds kTimeLimit {60};

template <typename T, void (*Free)(T *)> struct Freed
{
    void operator()(T *handle) const { Free(handle); }
};
template <typename T, void (*Free)(T *)> using Owned = std::unique_ptr<T, Freed<T, Free>>;

Error lastError(const QString &path)
{
    const git_error *error = git_error_last();
    return ioError(u"The repository “%1” cannot be read."_s.arg(path),
                   error ? QString::fromUtf8(error->message) : QString());
}

/// Digest of what stands at a path now: content, link target, or nothing.
QByteArray contentDigest(const QString &path)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QFileInfo info(path);
    if (info.isSymLink()) {
        hash.addData(QByteArray("link "));
        hash.addData(info.symLinkTarget().toUtf8());
    } else if (QFile file; openRegular(path, file)) {
        hash.addData(QByteArray(info.isExecutable() ? "x " : "f "));
        hash.addData(file.read(kReadLimit));
    }
    return hash.result();
}

} // namespace

Result<TreeDigest> TreeDigest::read(const QString &path)
{
    const auto outcome = std::make_shared<std::optional<Result<TreeDigest>>>();
    const auto run = [outcome, path](std::stop_token) { *outcome = readHere(path); };
    if (runBounded(run, {}, kTimeLimit) == ReadEnd::TimedOut)
        return timedOut(u"The repository “%1” could not be read within %2."_s.arg(
            printable(path), formatDuration(kTimeLimit)));
    return **outcome;
}

Result<TreeDigest> TreeDigest::readHere(const QString &path)
{
    const auto opened = openRepository(path);
    if (!opened)
        return opened.error();
    const RepositoryHandle &repository = *opened;
    if (const auto plain = refuseOddRules(repository.get()); !plain)
        return plain.error();

    TreeDigest digest;
    git_object *rawTree = nullptr;
    if (git_revparse_single(&rawTree, repository.get(), "HEAD^{tree}") == 0) {
        const Owned<git_object, git_object_free> tree(rawTree);
        digest.m_trees.insert(QString(), QByteArray(git_oid_tostr_s(git_object_id(rawTree))));
        const auto visit = [](const char *root, const git_tree_entry *entry, void *payload) {
            if (git_tree_entry_type(entry) == GIT_OBJECT_TREE) {
                const QString folder
                    = QFile::decodeName(root) + QFile::decodeName(git_tree_entry_name(entry));
                static_cast<QMap<QString, QByteArray> *>(payload)->insert(
                    folder, QByteArray(git_oid_tostr_s(git_tree_entry_id(entry))));
            }
            return 0;
        };
        if (git_tree_walk(
                reinterpret_cast<git_tree *>(rawTree), GIT_TREEWALK_PRE, visit, &digest.m_trees)
            < 0)
            return lastError(path);
    }

    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS
        | GIT_STATUS_OPT_EXCLUDE_SUBMODULES;
    git_status_list *rawStatus = nullptr;
    if (git_status_list_new(&rawStatus, repository.get(), &options) < 0)
        return lastError(path);
    const Owned<git_status_list, git_status_list_free> status(rawStatus);
    const std::size_t count = git_status_list_entrycount(rawStatus);
    for (std::size_t i = 0; i < count; ++i) {
        const git_status_entry *entry = git_status_byindex(rawStatus, i);
        const git_diff_delta *delta
            = entry->index_to_workdir ? entry->index_to_workdir : entry->head_to_index;
        if (!delta || (entry->status & GIT_STATUS_IGNORED))
            continue;
        const char *name = delta->new_file.path ? delta->new_file.path : delta->old_file.path;
        const QString relative = QFile::decodeName(name);
        digest.m_changed.insert(relative, contentDigest(path + u'/' + relative));
    }
    return digest;
}

QString TreeDigest::of(const QString &folder) const
{
    const QString clean = folder.isEmpty() ? folder : QDir::cleanPath(folder);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_trees.value(clean, QByteArray("none")));
    for (auto it = m_changed.begin(); it != m_changed.end(); ++it) {
        if (!clean.isEmpty() && !it.key().startsWith(clean + u'/'))
            continue;
        hash.addData(it.key().toUtf8());
        hash.addData(it.value());
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace devstack::git
