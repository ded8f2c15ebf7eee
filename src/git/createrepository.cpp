// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/createrepository.h"

#include "git/library.h"
#include "git/openrepository.h"

#include <QFile>
#include <QFileInfo>

#include <vector>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

/// The user's own ignore file and line endings would make another commit of the same files.
int ignoreUserSettings(git_repository *repository)
{
    ConfigHandle config;
    int code = git_repository_config(config.out(), repository);
    for (const char *key : {"core.excludesFile", "core.attributesFile"}) {
        if (code >= 0)
            code = git_config_set_string(config.get(), key, "/dev/null");
    }
    if (code >= 0)
        code = git_config_set_bool(config.get(), "core.autocrlf", 0);
    return code;
}

/// Adds everything and answers the tree.
Result<TreeHandle> stageAll(git_repository *repository, const QString &folder)
{
    IndexHandle index;
    TreeHandle tree;
    git_oid id {};
    int code = ignoreUserSettings(repository);
    if (code >= 0)
        code = git_repository_index(index.out(), repository);
    if (code >= 0)
        code = git_index_add_all(index.get(), nullptr, GIT_INDEX_ADD_DEFAULT, nullptr, nullptr);
    if (code >= 0)
        code = git_index_write(index.get());
    if (code >= 0)
        code = git_index_write_tree(&id, index.get());
    if (code >= 0)
        code = git_tree_lookup(tree.out(), repository, &id);
    if (code < 0)
        return libraryError(code, u"The files of “%1” could not be added"_s.arg(folder));
    return tree;
}

int pushBranches(git_repository *source, git_remote *remote)
{
    std::vector<QByteArray> specs; // pushing takes no patterns
    git_reference_iterator *iterator = nullptr;
    const int code = git_reference_iterator_glob_new(&iterator, source, "refs/heads/*");
    if (code < 0)
        return code;
    for (const char *name = nullptr; git_reference_next_name(&name, iterator) == 0;)
        specs.push_back(QByteArray(name) + ':' + name);
    git_reference_iterator_free(iterator);
    std::vector<char *> pointers;
    for (QByteArray &spec : specs)
        pointers.push_back(spec.data());
    const git_strarray array {pointers.data(), pointers.size()};
    return git_remote_push(remote, &array, nullptr);
}

} // namespace

Result<QString> createRepository(const QString &folder, const QString &message)
{
    ensureLibrary();
    git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
    options.flags = GIT_REPOSITORY_INIT_NO_REINIT;
    options.initial_head = "main";
    RepositoryHandle repository;
    int code = git_repository_init_ext(
        repository.out(), QFile::encodeName(folder).constData(), &options);
    if (code < 0)
        return libraryError(code, u"“%1” could not be turned into a repository"_s.arg(folder));
    const auto tree = stageAll(repository.get(), folder);
    if (!tree)
        return tree.error();

    constexpr git_time_t kDate = 1767225600; // 2026-01-01T00:00:00Z
    SignatureHandle author;
    git_oid id {};
    Buffer text; // as git stores messages: ending in a line break
    code = git_message_prettify(text.out(), message.toUtf8().constData(), 0, '#');
    if (code >= 0)
        code = git_signature_new(author.out(), "Devstack", "devstack@example.org", kDate, 0);
    if (code >= 0) {
        code = git_commit_create(&id,
                                 repository.get(),
                                 "HEAD",
                                 author.get(),
                                 author.get(),
                                 nullptr,
                                 text.text().toUtf8().constData(),
                                 tree->get(),
                                 0,
                                 nullptr);
    }
    if (code < 0)
        return libraryError(code, u"The commit in “%1” could not be created"_s.arg(folder));
    return toHex(id);
}

Result<> publishBare(const QString &folder, const QString &barePath)
{
    auto source = openRepository(folder);
    if (!source)
        return source.error();
    if (QFileInfo::exists(barePath))
        return Error {Error::Kind::Conflict, u"“%1” exists already."_s.arg(barePath), {}, {}, {}};
    git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
    options.flags
        = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_NO_REINIT;
    options.initial_head = "main";
    RepositoryHandle bare;
    RemoteHandle remote;
    const QByteArray target = QFile::encodeName(QFileInfo(barePath).absoluteFilePath());
    int code = git_repository_init_ext(bare.out(), target.constData(), &options);
    if (code >= 0)
        code = git_remote_create_anonymous(remote.out(), source->get(), target.constData());
    if (code >= 0)
        code = pushBranches(source->get(), remote.get());
    if (code < 0)
        return libraryError(code, u"“%1” could not be published to “%2”"_s.arg(folder, barePath));
    return ok();
}

} // namespace devstack::git
