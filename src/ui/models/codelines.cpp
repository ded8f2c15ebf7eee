// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/codelines.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

// The terminal's colours, as the theme has them for both grounds.
constexpr int kKey = 4;
constexpr int kString = 2;
constexpr int kNumber = 3;
constexpr int kAdded = 2;
constexpr int kRemoved = 1;
constexpr int kPlace = 6;

/// What two files have to share to say the same: no indent, no list mark, no quotes.
QString essence(QStringView line)
{
    QString text = line.trimmed().toString();
    if (text.startsWith(u"- "))
        text = text.mid(2).trimmed();
    text.remove(u'"').remove(u'\'');
    return text;
}

bool saysNothing(QStringView line)
{
    const QStringView text = line.trimmed();
    return text.isEmpty() || text.startsWith(u'#') || text == u"---";
}

QHash<QString, QSet<QString>> saidBy(const QStringList &lines, const QString &prefix)
{
    QHash<QString, QSet<QString>> said;
    const auto services = serviceLines(lines, prefix);
    for (qsizetype i = 0; i < services.size(); ++i) {
        const int to
            = i + 1 < services.size() ? services.at(i + 1).first : int(lines.size());
        for (int line = services.at(i).first; line < to; ++line)
            said[services.at(i).second].insert(essence(lines.at(line)));
    }
    return said;
}

QList<LogRow> rowsOf(const QStringList &lines,
                     const QString &prefix,
                     const QHash<QString, QSet<QString>> &other,
                     LogLevel mark)
{
    QList<LogRow> rows;
    const auto services = serviceLines(lines, prefix);
    qsizetype at = 0;
    for (int line = 0; line < lines.size(); ++line) {
        while (at + 1 < services.size() && services.at(at + 1).first <= line)
            ++at;
        const QString service = services.value(at).second;
        const bool heads
            = services.value(at).first == line; // "app:" and "credentials.app:" are the same
        const bool same = heads || saysNothing(lines.at(line))
            || other.value(service).contains(essence(lines.at(line)));
        rows.append({{}, {}, same ? LogLevel::None : mark, tintYaml(lines.at(line))});
    }
    return rows;
}

} // namespace

AnsiText tintYaml(QStringView line)
{
    AnsiText content;
    content.text = parseAnsi(line).text;
    const QString &text = content.text;
    const auto run = [&content](qsizetype from, qsizetype length, int color, bool dim = false) {
        if (length > 0)
            content.runs.append(
                {int(from), int(length), color, false, dim});
    };
    static const QRegularExpression comment(u"(^|\\s)#.*$"_s);
    static const QRegularExpression key(
        u"^(\\s*(?:- )*)([^\\s#:'\"][^:#]*|\"[^\"]*\"|'[^']*'):(?=\\s|$)"_s);
    static const QRegularExpression number(
        u"^-?\\d+(\\.\\d+)?$|^(true|false|null|yes|no)$"_s);
    const auto isComment = comment.match(text);
    const qsizetype end = isComment.hasMatch() ? isComment.capturedStart() : text.size();
    static const QRegularExpression lead(u"^\\s*(?:- )*"_s);
    qsizetype value = lead.match(text).capturedEnd();
    if (const auto isKey = key.match(text.left(end)); isKey.hasMatch()) {
        run(isKey.capturedStart(2), isKey.capturedLength(2), kKey);
        value = isKey.capturedEnd();
    }
    const QStringView rest = QStringView(text).mid(value, std::max<qsizetype>(0, end - value));
    const QStringView trimmed = rest.trimmed();
    const qsizetype from = value + (trimmed.isEmpty() ? 0 : rest.indexOf(trimmed.front()));
    if (trimmed.startsWith(u'"') || trimmed.startsWith(u'\''))
        run(from, trimmed.size(), kString);
    else if (number.match(trimmed.toString()).hasMatch())
        run(from, trimmed.size(), kNumber);
    if (isComment.hasMatch())
        run(isComment.capturedStart(), text.size() - isComment.capturedStart(), -1, true);
    return content;
}

LogRow tintDiff(QStringView line)
{
    LogRow row {{}, {}, LogLevel::None, parseAnsi(line)};
    const int length = int(row.content.text.size());
    if (line.startsWith(u"+++") || line.startsWith(u"---") || line.startsWith(u"diff "))
        row.content.runs = {{0, length, -1, true, false}};
    else if (line.startsWith(u"@@"))
        row.content.runs = {{0, length, kPlace, false, false}};
    else if (line.startsWith(u'+'))
        row.content.runs = {{0, length, kAdded, false, false}};
    else if (line.startsWith(u'-'))
        row.content.runs = {{0, length, kRemoved, false, false}};
    return row;
}

QList<std::pair<int, QString>> serviceLines(const QStringList &lines, const QString &prefix)
{
    QList<std::pair<int, QString>> starts {{0, QString()}};
    static const QRegularExpression top(u"^([^\\s#][^:]*):"_s);
    static const QRegularExpression name(
        u"^(\\s+)[\"']?([^\\s\"'#:-][^\"':]*)[\"']?:\\s*(#.*)?$"_s);
    bool within = false;
    qsizetype indent = 0;
    for (int i = 0; i < lines.size(); ++i) {
        if (const auto key = top.match(lines.at(i)); key.hasMatch()) {
            if (within)
                starts.append({i, QString()});
            within = key.captured(1) == u"services";
            indent = 0;
            continue;
        }
        const auto service = within ? name.match(lines.at(i)) : QRegularExpressionMatch();
        if (!service.hasMatch())
            continue;
        if (indent == 0)
            indent = service.capturedLength(1);
        if (service.capturedLength(1) != indent)
            continue;
        QString text = service.captured(2);
        if (!prefix.isEmpty() && text.startsWith(prefix))
            text = text.mid(prefix.size());
        starts.append({i, text});
    }
    return starts;
}

SideBySide compareCompose(const QString &original, const QString &effective, const QString &prefix)
{
    const QStringList before = original.split(u'\n');
    const QStringList after = effective.split(u'\n');
    return {rowsOf(before, {}, saidBy(after, prefix), LogLevel::Warning),
            rowsOf(after, prefix, saidBy(before, {}), LogLevel::Error)};
}

} // namespace devstack
