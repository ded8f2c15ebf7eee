// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/scaffold/unifieddiff.h"

#include <QList>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kContext = 3;
constexpr char kNoNewline[] = "\\ No newline at end of file\n";

/// The lines with their ends; the last one may have none.
QList<QByteArray> linesOf(const QByteArray &content)
{
    QList<QByteArray> lines;
    qsizetype at = 0;
    while (at < content.size()) {
        const qsizetype end = content.indexOf('\n', at);
        const qsizetype next = end < 0 ? content.size() : end + 1;
        lines += content.mid(at, next - at);
        at = next;
    }
    return lines;
}

void addLine(QByteArray &diff, char sign, const QByteArray &line)
{
    diff += sign + line;
    if (!line.endsWith('\n'))
        diff += QByteArray("\n") + kNoNewline;
}

QByteArray header(const QString &file)
{
    const QByteArray name = file.toUtf8();
    return "diff --git a/" + name + " b/" + name + '\n';
}

} // namespace

QByteArray diffOfNewFile(const QString &file, const QByteArray &content, bool executable)
{
    const QList<QByteArray> lines = linesOf(content);
    QByteArray diff = header(file) + "new file mode " + (executable ? "100755" : "100644")
        + "\n--- /dev/null\n+++ b/" + file.toUtf8() + "\n@@ -0,0 +1"
        + (lines.size() == 1 ? QByteArray() : ',' + QByteArray::number(lines.size())) + " @@\n";
    for (const QByteArray &line : lines)
        addLine(diff, '+', line);
    return diff;
}

QByteArray
diffOfAppendedFile(const QString &file, const QByteArray &before, const QByteArray &content)
{
    const QList<QByteArray> old = linesOf(before);
    const QList<QByteArray> now = linesOf(content);
    // A last line without its end is another line once it has one.
    const qsizetype same = old.isEmpty() || old.last().endsWith('\n') ? old.size() : old.size() - 1;
    const qsizetype from = qMax<qsizetype>(0, same - kContext);
    // A range of no lines is counted from the line before it.
    const qsizetype first = old.size() == from ? from : from + 1;
    QByteArray diff = header(file) + "--- a/" + file.toUtf8() + "\n+++ b/" + file.toUtf8()
        + "\n@@ -" + QByteArray::number(first) + ',' + QByteArray::number(old.size() - from) + " +"
        + QByteArray::number(from + 1) + ',' + QByteArray::number(now.size() - from) + " @@\n";
    for (qsizetype i = from; i < same; ++i)
        addLine(diff, ' ', old.at(i));
    for (qsizetype i = same; i < old.size(); ++i)
        addLine(diff, '-', old.at(i));
    for (qsizetype i = same; i < now.size(); ++i)
        addLine(diff, '+', now.at(i));
    return diff;
}

} // namespace devstack
