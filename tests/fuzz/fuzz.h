// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "core/text.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDir>
#include <QFile>
#include <QList>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What libFuzzer calls for each input, in every file of this folder.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace devstack::fuzz {

using namespace Qt::StringLiterals;

/// Ends the program, so that libFuzzer keeps the input, unless what has to be true is true.
inline void require(bool isTrue, const char *what)
{
    if (isTrue)
        return;
    std::fprintf(stderr, "NOT TRUE: %s\n", what);
    std::abort();
}

inline QByteArray bytesOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

/// An input as several files: a line "%%" stands between them. Always `count` of them.
inline QList<QByteArray> filesOf(const QByteArray &input, int count)
{
    QList<QByteArray> files;
    qsizetype start = 0;
    while (files.size() < count - 1) {
        const qsizetype end = input.indexOf("%%\n", start);
        if (end < 0)
            break;
        files += input.sliced(start, end - start);
        start = end + 3;
    }
    files += input.sliced(start);
    files.resize(count);
    return files;
}

/// A mark lies within the text that it is about; a mark without a line is allowed.
inline void requireWithin(const SourceMark &mark, const QByteArray &text)
{
    require(mark.line >= 0 && mark.column >= 0, "a place counts from 1");
    // A lone carriage return ends a line for some readers.
    require(mark.line <= text.count('\n') + text.count('\r') + 1, "a place lies within the text");
    require(mark.column <= text.size() + 1, "a column lies within the text");
}

/// Nothing of a text would act on a terminal once it is made printable, as every face does it.
inline void requirePrintable(const QString &text)
{
    const QString shown = printable(text);
    require(std::ranges::none_of(shown,
                                 [](QChar c) {
                                     const char16_t u = c.unicode();
                                     return (u < 0x20 && c != u'\t') || (u >= 0x7f && u < 0xa0)
                                         || (u >= 0x202a && u <= 0x202e)
                                         || (u >= 0x2066 && u <= 0x2069);
                                 }),
            "no output holds a raw control character");
}

/// A repository in memory, for readers that take folders.
class Folder
{
public:
    Folder()
        : m_folder(QFile::exists(u"/dev/shm"_s) ? u"/dev/shm/devstack-fuzz-XXXXXX"_s
                                                : QDir::tempPath() + u"/devstack-fuzz-XXXXXX"_s)
    {
        QDir(m_folder.path()).mkpath(u"repo/sub"_s);
        m_path = QDir(m_folder.path()).canonicalPath() + u"/repo"_s;
    }

    const QString &path() const { return m_path; }
    QString file(const QString &name) const { return m_path + u'/' + name; }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile target(file(name));
        if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size())
            std::abort();
    }

private:
    QTemporaryDir m_folder;
    QString m_path;
};

} // namespace devstack::fuzz
