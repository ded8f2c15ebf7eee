// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/yaml/yamlnode.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace devstack {

/// `text` as a YAML scalar that reads back as this very text, in block and in flow style.
QString yamlScalar(const QString &text);

/// A flow mapping of keys and ready-made values: {a: 1, b: "x y"}.
QString yamlFlowMap(const QList<std::pair<QString, QString>> &entries);
QString yamlFlowList(const QStringList &values);

/// Text of a YAML file that is edited in place, so that comments, order and line ends of all that
/// is not touched stay. Marks of the document that was parsed from the text lead the way; they are
/// valid until the first edit, so make one edit and parse again.
class YamlText
{
public:
    explicit YamlText(const QByteArray &content);
    QByteArray content() const;

    /// Lines without their ends.
    const QStringList &lines() const { return m_lines; }
    /// The first line (from 0) after the block entry whose key is at `key`: everything indented
    /// deeper belongs to it; blank lines and comments before the next entry do not.
    int endOfEntry(const SourceMark &key) const;
    /// Spaces before the first character of a line.
    int indentation(int line) const;
    /// The column (from 0) after the ":" of the key that begins at `key`; -1 when it is not in that
    /// line.
    int afterColon(const SourceMark &key) const;
    /// The range of a scalar, or of a flow collection with all its lines; nothing where it does not
    /// end.
    struct Range
    {
        int line;
        int column;
        int endLine;
        int endColumn;
    };
    std::optional<Range> valueRange(const SourceMark &start, bool inFlow) const;

    void insertLine(int line, const QString &text);
    void removeLines(int from, int to);
    void replace(const Range &range, const QString &text);

private:
    bool skipQuoted(int &line, int &column) const;

    QStringList m_lines;
    QString m_lineEnd;
    QString m_finalEnd; ///< after the last line: a line end or nothing
    bool m_hasByteOrderMark = false;
};

} // namespace devstack
