// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/composevalues.h"

#include "core/files.h"

#include <QDir>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestVariables = 1024 * 1024;
constexpr int kDeepestDefault = 16;

bool beginsName(QChar c)
{
    return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool continuesName(QChar c)
{
    return beginsName(c) || (c >= u'0' && c <= u'9');
}

/// One text, from left to right; nothing when Compose would refuse it.
class Expansion
{
public:
    explicit Expansion(const QMap<QString, QString> &values)
        : m_values(values)
    {
    }

    std::optional<QString> of(const QString &text, int level = 0) const
    {
        if (level > kDeepestDefault)
            return std::nullopt;
        QString result;
        for (qsizetype at = 0; at < text.size(); ++at) {
            if (text.at(at) != u'$') {
                result += text.at(at);
                continue;
            }
            const QChar next = at + 1 < text.size() ? text.at(at + 1) : QChar();
            if (next == u'$') {
                result += u'$';
                ++at;
            } else if (next == u'{') {
                const qsizetype end = closing(text, at + 2);
                const auto value
                    = end < 0 ? std::nullopt : braced(text.sliced(at + 2, end - at - 2), level + 1);
                if (!value)
                    return std::nullopt;
                result += *value;
                at = end;
            } else if (beginsName(next)) {
                const QString name = nameAt(text, at + 1);
                result += m_values.value(name);
                at += name.size();
            } else {
                return std::nullopt;
            }
        }
        return result;
    }

private:
    static QString nameAt(const QString &text, qsizetype at)
    {
        qsizetype end = at;
        if (end < text.size() && beginsName(text.at(end))) {
            while (end < text.size() && continuesName(text.at(end)))
                ++end;
        }
        return text.sliced(at, end - at);
    }

    /// The brace that ends what began before `at`; -1 when there is none.
    static qsizetype closing(const QString &text, qsizetype at)
    {
        int depth = 1;
        for (; at < text.size(); ++at) {
            if (text.at(at) == u'$' && at + 1 < text.size() && text.at(at + 1) == u'{') {
                ++depth;
                ++at;
            } else if (text.at(at) == u'}' && --depth == 0) {
                return at;
            }
        }
        return -1;
    }

    /// What stands between the braces: NAME, or NAME with :- - :+ + :? ? and a text.
    std::optional<QString> braced(const QString &inner, int level) const
    {
        const QString name = nameAt(inner, 0);
        if (name.isEmpty())
            return std::nullopt;
        const QString value = m_values.value(name);
        QString rest = inner.sliced(name.size());
        if (rest.isEmpty())
            return value;
        const bool alsoEmpty = rest.startsWith(u':');
        if (alsoEmpty)
            rest = rest.sliced(1);
        if (rest.isEmpty())
            return std::nullopt;
        const QChar what = rest.at(0);
        const bool isGiven = alsoEmpty ? !value.isEmpty() : m_values.contains(name);
        if (what == u'-')
            return isGiven ? std::optional(value) : of(rest.sliced(1), level);
        if (what == u'+')
            return isGiven ? of(rest.sliced(1), level) : std::optional(QString());
        if (what == u'?' && isGiven)
            return value;
        return std::nullopt;
    }

    const QMap<QString, QString> &m_values;
};

/// Reads a `.env` file from the beginning to the end.
class VariablesReader
{
public:
    VariablesReader(const QString &content, const QMap<QString, QString> &over)
        : m_content(content)
        , m_over(over)
        , m_known(over)
    {
    }

    QMap<QString, QString> read()
    {
        while (m_at < m_content.size()) {
            const qsizetype end = lineEnd();
            const auto line = QStringView(m_content).first(end);
            while (m_at < end && line.at(m_at).isSpace())
                ++m_at;
            const bool isComment = m_at < end && line.at(m_at) == u'#';
            if (line.sliced(m_at).startsWith(u"export "))
                m_at += 7;
            qsizetype cut = m_at;
            while (cut < end && line.at(cut) != u'=' && line.at(cut) != u':')
                ++cut;
            const QString name = line.sliced(m_at, cut - m_at).trimmed().toString();
            m_at = cut + 1;
            if (isComment || name.isEmpty() || cut == end) {
                m_at = end + 1;
                continue;
            }
            take(name, value(end));
        }
        return m_known;
    }

private:
    qsizetype lineEnd() const
    {
        const qsizetype end = m_content.indexOf(u'\n', m_at);
        return end < 0 ? m_content.size() : end;
    }

    void take(const QString &name, const QString &value)
    {
        if (!m_over.contains(name))
            m_known.insert(name, value);
    }

    /// Of the variable whose line ends at `end`; goes on behind it.
    QString value(qsizetype end)
    {
        while (m_at < end && (m_content.at(m_at) == u' ' || m_content.at(m_at) == u'\t'))
            ++m_at;
        const QChar quote = m_at < end ? m_content.at(m_at) : QChar();
        if (quote == u'"' || quote == u'\'') {
            if (const auto text = quoted(quote))
                return quote == u'"' ? expanded(*text) : *text;
        }
        QString text = m_content.sliced(m_at, end - m_at);
        m_at = end + 1;
        if (text.startsWith(u'#'))
            return {};
        for (qsizetype at = 1; at < text.size(); ++at) {
            if (text.at(at) == u'#' && text.at(at - 1).isSpace()) {
                text.truncate(at);
                break;
            }
        }
        return expanded(text.trimmed());
    }

    /// The text between quotes, which may go over several lines; nothing when the end is missing.
    std::optional<QString> quoted(QChar quote)
    {
        QString text;
        for (qsizetype at = m_at + 1; at < m_content.size(); ++at) {
            const QChar c = m_content.at(at);
            if (c == quote) {
                m_at = at;
                m_at = lineEnd() + 1;
                return text;
            }
            if (c == u'\\' && at + 1 < m_content.size()) {
                const QChar next = m_content.at(++at);
                if (quote == u'\'' && next != u'\'')
                    text += c;
                text += quote == u'"' && next == u'n' ? QChar(u'\n') : next;
                continue;
            }
            text += c;
        }
        return std::nullopt;
    }

    QString expanded(const QString &text) const
    {
        return Expansion(m_known).of(text).value_or(text);
    }

    const QString &m_content;
    const QMap<QString, QString> &m_over;
    QMap<QString, QString> m_known;
    qsizetype m_at = 0;
};

bool holdsVariable(const YamlNode &node)
{
    if (node.isScalar())
        return node.text().contains(u'$');
    for (const YamlNode &item : node.items()) {
        if (holdsVariable(item))
            return true;
    }
    for (const YamlNode::Entry &entry : node.entries()) {
        if (holdsVariable(entry.value))
            return true;
    }
    return false;
}

YamlNode expandedNode(const ComposeValues &values, const YamlNode &node, bool isTop)
{
    if (!holdsVariable(node))
        return node;
    auto data = std::make_shared<YamlNode::Data>();
    data->kind = node.kind();
    data->tag = node.tag();
    data->plain = node.isPlain();
    data->flow = node.isFlow();
    data->mark = node.mark();
    data->weight = node.weight();
    data->depth = node.depth();
    if (node.isScalar())
        data->text = values.expanded(node.text());
    for (const YamlNode &item : node.items())
        data->items.append(expandedNode(values, item, false));
    for (YamlNode::Entry entry : node.entries()) {
        if (!isTop || entry.key != u"x-devstack")
            entry.value = expandedNode(values, entry.value, false);
        data->entries.append(entry);
    }
    return YamlNode(data);
}

} // namespace

QMap<QString, QString> readVariables(const QString &content, const QMap<QString, QString> &over)
{
    return VariablesReader(content, over).read();
}

ComposeValues ComposeValues::read(const QString &folder, const QStringList &names)
{
    QMap<QString, QString> environment;
    for (const QString &name : names) {
        const QByteArray key = name.toUtf8();
        if (qEnvironmentVariableIsSet(key.constData()))
            environment.insert(name, qEnvironmentVariable(key.constData()));
    }
    const auto file = readFile(QDir(folder).filePath(u".env"_s), kLargestVariables);
    if (!file)
        return ComposeValues(environment);
    QString content = QString::fromUtf8(*file);
    content.replace(u"\r\n"_s, u"\n"_s);
    return ComposeValues(readVariables(content, environment));
}

QString ComposeValues::expanded(const QString &text) const
{
    return text.contains(u'$') ? Expansion(m_values).of(text).value_or(text) : text;
}

YamlNode ComposeValues::expanded(const YamlNode &document) const
{
    return expandedNode(*this, document, true);
}

} // namespace devstack
