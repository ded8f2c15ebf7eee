// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/yaml/yamlscalar.h"

#include <QDate>
#include <QRegularExpression>

#include <charconv>
#include <cmath>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> integer(QStringView plain)
{
    static const QRegularExpression kForm(
        u"^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|(0[0-7]*|[1-9][0-9]*))$"_s);
    QString compact = plain.toString();
    compact.remove(u'_');
    const auto match = kForm.match(compact);
    if (!match.hasMatch())
        return std::nullopt;
    bool fits = false;
    qint64 value = 0;
    if (match.hasCaptured(2))
        value = match.capturedView(2).toLongLong(&fits, 16);
    else if (match.hasCaptured(3))
        value = match.capturedView(3).toLongLong(&fits, 2);
    else if (match.hasCaptured(4))
        value = match.capturedView(4).toLongLong(&fits, 8);
    else
        value = match.capturedView(5).toLongLong(&fits,
                                                 match.capturedView(5).startsWith(u'0') ? 8 : 10);
    if (!fits)
        return std::nullopt;
    return match.capturedView(1) == u"-" ? -value : value;
}

/// What does not fit into a signed number, and into an unsigned one.
std::optional<quint64> largeInteger(QStringView plain)
{
    static const QRegularExpression kForm(u"\\A\\+?([1-9][0-9]*)\\z"_s);
    QString compact = plain.toString();
    compact.remove(u'_');
    const auto match = kForm.match(compact);
    bool fits = false;
    const quint64 value = match.hasMatch() ? match.captured(1).toULongLong(&fits) : 0;
    return fits ? std::optional(value) : std::nullopt;
}

std::optional<double> floating(QStringView plain)
{
    static const QRegularExpression kForm(
        u"^[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"_s);
    QString compact = plain.toString();
    compact.remove(u'_');
    if (!kForm.match(compact).hasMatch())
        return std::nullopt;
    bool valid = false;
    const double value = compact.toDouble(&valid);
    return valid && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// As Go prints it: the shortest digits, an exponent below 1e-4 and from 1e6 on.
QString shortest(double value)
{
    constexpr int kSmallest = -4;
    constexpr int kLargest = 6;
    std::array<char, 64> digits {};
    const auto scientific = std::to_chars(
        digits.data(), digits.data() + digits.size(), value, std::chars_format::scientific);
    const QString text = QString::fromLatin1(digits.data(), scientific.ptr - digits.data());
    const int exponent = text.section(u'e', 1).toInt();
    if (exponent < kSmallest || exponent >= kLargest)
        return text;
    const auto fixed = std::to_chars(
        digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    return QString::fromLatin1(digits.data(), fixed.ptr - digits.data());
}

} // namespace

std::optional<bool> yamlBoolean(QStringView plain)
{
    if (plain == u"true" || plain == u"True" || plain == u"TRUE")
        return true;
    if (plain == u"false" || plain == u"False" || plain == u"FALSE")
        return false;
    return std::nullopt;
}

std::optional<double> yamlNumber(QStringView plain)
{
    constexpr qsizetype kLongest = 64;
    if (plain.isEmpty() || plain.size() > kLongest)
        return std::nullopt;
    if (const auto whole = integer(plain))
        return double(*whole);
    return floating(plain);
}

ScalarType scalarType(const YamlNode &scalar)
{
    if (!scalar.isPlain())
        return ScalarType::Text;
    if (yamlBoolean(scalar.text()))
        return ScalarType::Boolean;
    return yamlNumber(scalar.text()) ? ScalarType::Number : ScalarType::Text;
}

bool isTime(const YamlNode &scalar)
{
    static const QRegularExpression kForm(
        u"\\A(\\d{4})-(\\d{1,2})-(\\d{1,2})"
        "(?:(?:[Tt](\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.\\d+)?(?:Z|[-+]\\d{2}:\\d{2}))"
        "|(?: (\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.\\d+)?))?\\z"_s);
    const QString &text = scalar.text();
    if (!scalar.isPlain() || text.size() < 8 || text.at(4) != u'-')
        return false;
    const auto match = kForm.match(text);
    const auto number = [&](int group) { return match.captured(group).toInt(); };
    if (!match.hasMatch() || !QDate::isValid(number(1), number(2), number(3)))
        return false;
    for (const int hour : {4, 7}) {
        if (number(hour) > 23 || number(hour + 1) > 59 || number(hour + 2) > 59)
            return false;
    }
    return true;
}

QString canonicalScalar(const YamlNode &scalar)
{
    static const QRegularExpression kInfinity(u"\\A([-+]?)\\.(?:inf|Inf|INF)\\z"_s);
    if (scalar.isPlain() && scalar.text().contains(u'.')) {
        if (const auto match = kInfinity.match(scalar.text()); match.hasMatch())
            return match.captured(1) == u"-" ? u"-Inf"_s : u"+Inf"_s;
        if (scalar.text() == u".nan" || scalar.text() == u".NaN" || scalar.text() == u".NAN")
            return u"NaN"_s;
    }
    switch (scalarType(scalar)) {
    case ScalarType::Boolean:
        return *yamlBoolean(scalar.text()) ? u"true"_s : u"false"_s;
    case ScalarType::Number:
        if (const auto whole = integer(scalar.text()))
            return QString::number(*whole);
        if (const auto large = largeInteger(scalar.text()))
            return QString::number(*large);
        return shortest(*yamlNumber(scalar.text()));
    case ScalarType::Text:
        break;
    }
    return scalar.text();
}

} // namespace devstack
