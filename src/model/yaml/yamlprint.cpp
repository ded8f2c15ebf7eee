// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/yaml/yamlprint.h"

#include "model/yaml/yamltext.h"

#include <QJsonArray>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Writes JSON as block YAML.
class YamlWriter
{
public:
    QString write(const QJsonObject &object)
    {
        map(object, 0);
        return m_text;
    }

private:
    static QString indentation(int depth) { return QString(depth * 2, u' '); }

    static bool isEmpty(const QJsonValue &value)
    {
        return (value.isObject() && value.toObject().isEmpty())
            || (value.isArray() && value.toArray().isEmpty());
    }

    static QString scalar(const QJsonValue &value)
    {
        if (value.isString())
            return yamlScalar(value.toString());
        if (value.isBool())
            return value.toBool() ? u"true"_s : u"false"_s;
        if (value.isDouble())
            return QString::number(value.toDouble(), 'g', 17);
        return value.isObject() ? u"{}"_s : value.isArray() ? u"[]"_s : u"null"_s;
    }

    /// Several plain lines, the last one ended: read more easily as they are.
    static bool isBlock(const QString &text)
    {
        return text.count(u'\n') > 1 && text.endsWith(u'\n') && !text.endsWith(u"\n\n")
            && !text.front().isSpace() && std::ranges::all_of(text, [](QChar c) {
                   return c == u'\n' || (c.unicode() >= 0x20 && c.unicode() < 0x7f);
               });
    }

    void block(const QString &text, int depth)
    {
        m_text += u" |\n"_s;
        for (const QString &line : text.chopped(1).split(u'\n'))
            m_text += (line.isEmpty() ? QString() : QString(indentation(depth) + line)) + u'\n';
    }

    void map(const QJsonObject &object, int depth)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            m_text += indentation(depth) + yamlScalar(it.key()) + u':';
            child(it.value(), depth);
        }
    }

    void child(const QJsonValue &value, int depth)
    {
        if (isEmpty(value) || (!value.isObject() && !value.isArray())) {
            if (value.isString() && isBlock(value.toString()))
                block(value.toString(), depth + 1);
            else
                m_text += u' ' + scalar(value) + u'\n';
            return;
        }
        m_text += u'\n';
        if (value.isObject())
            map(value.toObject(), depth + 1);
        else
            list(value.toArray(), depth + 1);
    }

    void list(const QJsonArray &array, int depth)
    {
        for (const QJsonValue &item : array) {
            if (item.isObject() && !isEmpty(item)) {
                // The first key stands behind the dash.
                const qsizetype start = m_text.size();
                map(item.toObject(), depth + 1);
                m_text.replace(start + depth * 2, 2, u"- "_s);
            } else if (item.isArray() && !isEmpty(item)) {
                m_text += indentation(depth) + u"-\n"_s;
                list(item.toArray(), depth + 1);
            } else {
                m_text += indentation(depth) + u"- "_s + scalar(item) + u'\n';
            }
        }
    }

    QString m_text;
};

} // namespace

QString toYamlText(const QJsonObject &object)
{
    return YamlWriter().write(object);
}

} // namespace devstack
