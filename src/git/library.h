// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <git2.h>

#include <utility>

namespace devstack::git {

/// Starts libgit2 once per process and sets its global options; every entry of this folder calls it
/// first. It is never shut down.
void ensureLibrary();

/// What libgit2 said about the failed call just made on this thread, as an error about `what`.
///
/// Call at once, with the negative return code: the message is one per thread and outlives its
/// call.
Error libraryError(int code, const QString &what);

/// Owns a libgit2 object and frees it with the function that belongs to its type.
template <typename T, auto Free> class LibraryHandle
{
public:
    LibraryHandle() = default;
    LibraryHandle(LibraryHandle &&other) noexcept
        : m_object(std::exchange(other.m_object, nullptr))
    {
    }
    LibraryHandle &operator=(LibraryHandle &&other) noexcept
    {
        if (this != &other) {
            reset();
            m_object = std::exchange(other.m_object, nullptr);
        }
        return *this;
    }
    ~LibraryHandle() { reset(); }

    T *get() const { return m_object; }
    explicit operator bool() const { return m_object != nullptr; }
    /// For the function that fills the handle; what it held is freed.
    T **out()
    {
        reset();
        return &m_object;
    }
    void reset() { Free(std::exchange(m_object, nullptr)); }

private:
    T *m_object = nullptr;
};

using RepositoryHandle = LibraryHandle<git_repository, git_repository_free>;
using RemoteHandle = LibraryHandle<git_remote, git_remote_free>;
using ReferenceHandle = LibraryHandle<git_reference, git_reference_free>;
using ObjectHandle = LibraryHandle<git_object, git_object_free>;
using CommitHandle = LibraryHandle<git_commit, git_commit_free>;
using TreeHandle = LibraryHandle<git_tree, git_tree_free>;
using IndexHandle = LibraryHandle<git_index, git_index_free>;
using ConfigHandle = LibraryHandle<git_config, git_config_free>;
using SignatureHandle = LibraryHandle<git_signature, git_signature_free>;

/// A git_buf that frees itself.
class Buffer
{
public:
    Buffer() = default;
    ~Buffer() { git_buf_dispose(&m_buffer); }
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;
    git_buf *out() { return &m_buffer; }
    QString text() const { return QString::fromUtf8(m_buffer.ptr, qsizetype(m_buffer.size)); }

private:
    git_buf m_buffer = GIT_BUF_INIT;
};

/// The full hexadecimal form.
QString toHex(const git_oid &id);

} // namespace devstack::git
