// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <functional>
#include <mutex>
#include <shared_mutex>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(
        text, QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
}

/// Most lines hold nothing that could be a secret; one look for these words lets them
/// through.
const QRegularExpression &trigger()
{
    static const QRegularExpression kTrigger
        = pattern(u"pass|pwd|secret|token|key|auth|cookie|bearer|eyj|mysql|mariadb|://"_s);
    return kTrigger;
}

std::array<Rule, 10> makeRules()
{
    // A key begins where a word begins, so that long lines are not tried from every character. What
    // ends like “…_url” or “…_file” tells where something is and not what it is.
    const QString begin
        = u"(?<![\\w.-])(?![\\w.-]*[_-](?:url|uri|file|path|name|type|ttl|expires|expiry|length|count)\\b)"_s;
    // In prose, “…/secret: no such file” is a path and no key.
    const QString notInPath = u"(?<![\\w./-])"_s + begin.sliced(begin.indexOf(u"(?!"));
    const QString sure = u"[\\w.-]*(?:pass(?:word|wd|phrase)|[_-]pass|[_-]pwd|"
                         "secret(?:(?:access)?key)?|"
                         "(?:api|private|access|encryption|signing)[_-]?key)"_s;
    const QString token = u"[\\w.-]*token"_s;
    const QString ending = u"(?:[_-][\\w-]*|\\d+)?"_s;
    const QString key = begin + u"(?:"_s + sure + u'|' + token + u')' + ending;
    const QString assigned
        = u"(?:\\\\*[\"']?[ \\t]*=(?!=)[ \\t]*|\\\\*[\"'][ \\t]*:[ \\t]*)\\\\*"_s;
    const QString value = u"(?:(\")[^\"\\\\]+|(')[^']+|[^\\s\"',&;\\\\]+)"_s;
    const QString hidden = u"\\1\\2\\3•••"_s;
    return {{
        // user:password@ in URLs; a lone name only where it can be a token (https), never "git@".
        {pattern(u"\\b([a-z][a-z0-9+.-]*://[^/\\s:@\"']*:)[^/\\s?#\"']*@"_s), u"\\1•••@"_s},
        {pattern(u"\\b(https?://)[^/\\s:@?#\"']+@"_s), u"\\1•••@"_s},
        // Whole headers: their values have forms of their own.
        {pattern(u"\\b((?:proxy-)?authorization[\"']?[ \\t]*[:=][ \\t]*[\"']?"
                 "(?:(?:bearer|basic|jwt|token|digest)[ \\t]+)?)[^\\n\"']+"_s),
         u"\\1•••"_s},
        {pattern(u"\\b((?:set-)?cookie[\"']?:[ \\t]*[\"']?)[^\\n\"']+"_s), u"\\1•••"_s},
        {pattern(
             u"(\\b(?:x-registry-)?auth[\"']?[ \\t]*(?:=|(?<=[\"']):)[ \\t]*[\"']?)[^\\s\"',]+"_s),
         u"\\1•••"_s},
        // An argument that was quoted as a whole because its value holds spaces.
        {pattern(u"('-{0,2}"_s + key + u"=)[^']+"_s), u"\\1•••"_s},
        {pattern(u'(' + key + assigned + u')' + value), hidden},
        {pattern(u"((?=--)"_s + key + u"[ \\t]+)(?!-)"_s + value), hidden},
        // “token: …” is prose unless a line begins so or the key is a compound one.
        {pattern(u'(' + notInPath + u"(?:"_s + sure
                 + u"|^[ \\t]*(?:-[ \\t]+)?token|[\\w.-]*[_-]token)"_s + ending + u":[ \\t]+)"_s
                 + value),
         hidden},
        {pattern(u"(\\b(?:mysql|mariadb)[\\w-]*\\b[^|;\\n]*[ \\t]-p)[^\\s]+"_s), u"\\1•••"_s},
    }};
}

/// What is a secret by its own form, wherever it stands.
const std::array<Rule, 3> &bareRules()
{
    static const std::array<Rule, 3> kRules {{
        // Also one whose end was cut off, or whose lines were joined.
        {pattern(u"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----"
                 "(?:(?!-----)[\\s\\S])*+(?:-----END [A-Z0-9 ]{0,60}-----|\\z)?"_s),
         u"•••"_s},
        {pattern(u"\\b(bearer[ \\t]+)[\\w.~+/=-]{8,}"_s), u"\\1•••"_s},
        {pattern(u"\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"_s), u"•••"_s},
    }};
    return kRules;
}

/// Values that are known to be secret, the longest first. For the life of the process.
struct KnownValues
{
    std::shared_mutex mutex;
    QStringList values;
};

KnownValues &knownValues()
{
    static KnownValues known;
    return known;
}

/// Words as they stand in any text (“disabled”, “Default”), numbers, names of hosts and places of
/// files under a name of a secret would hide what is none elsewhere.
bool isTelling(const QString &value)
{
    constexpr qsizetype kShortest = 6;
    static const QRegularExpression kOrdinary(
        u"\\A(?:[A-Za-z]?[a-z]*|[A-Z]+|[0-9]{1,7}|(?:[a-z][a-z0-9-]*\\.)+[a-z]+(?::[0-9]+)?|"
        "(?:/[a-z0-9._-]+){2,})\\z"_s);
    return value.size() >= kShortest && !kOrdinary.match(value).hasMatch();
}

/// Of a value of several lines (a key in PEM form) each is shown by itself.
QStringList linesOf(const QString &value)
{
    constexpr qsizetype kShortest = 16;
    const QString text = value.trimmed();
    QStringList lines {text};
    for (const QString &line : text.split(u'\n')) {
        if (line.size() >= kShortest && line.size() < text.size() && !line.startsWith(u"-----"))
            lines += line.trimmed();
    }
    return lines;
}

bool isPartOfWord(const QString &text, qsizetype at)
{
    return at >= 0 && at < text.size() && (text.at(at).isLetterOrNumber() || text.at(at) == u'_');
}

QString withoutKnownValues(const QString &text)
{
    KnownValues &known = knownValues();
    const std::shared_lock lock(known.mutex);
    QString safe = text;
    for (const QString &value : std::as_const(known.values)) {
        qsizetype at = safe.indexOf(value);
        while (at >= 0) {
            const qsizetype end = at + value.size();
            const bool isWhole = !(isPartOfWord(safe, at - 1) && isPartOfWord(safe, at))
                && !(isPartOfWord(safe, end) && isPartOfWord(safe, end - 1));
            if (isWhole)
                safe.replace(at, value.size(), u"•••"_s);
            at = safe.indexOf(value, isWhole ? at + 3 : end);
        }
    }
    return safe;
}

} // namespace

void knowSecrets(const QStringList &values)
{
    KnownValues &known = knownValues();
    const std::unique_lock lock(known.mutex);
    for (const QString &value : values) {
        for (const QString &line : linesOf(value)) {
            if (isTelling(line) && !known.values.contains(line))
                known.values += line;
        }
    }
    std::ranges::stable_sort(known.values, std::greater(), &QString::size);
}

QString masked(const QString &text)
{
    static const std::array<Rule, 10> kRules = makeRules();
    QString safe = withoutKnownValues(text);
    if (!trigger().match(safe).hasMatch())
        return safe;
    for (const Rule &rule : bareRules())
        safe.replace(rule.pattern, rule.replacement);
    for (const Rule &rule : kRules)
        safe.replace(rule.pattern, rule.replacement);
    return safe;
}

QStringList secretsIn(const QString &text)
{
    const QStringList shown = masked(text).split(u"•••"_s);
    QStringList secrets;
    qsizetype at = shown.first().size();
    for (qsizetype i = 1; i < shown.size(); ++i) {
        const bool isLast = i + 1 == shown.size();
        const qsizetype end = isLast ? text.size() - shown.at(i).size()
            : shown.at(i).isEmpty()  ? at
                                     : text.indexOf(shown.at(i), at);
        if (end < at)
            break;
        if (end > at)
            secrets += text.sliced(at, end - at);
        at = end + shown.at(i).size();
    }
    return secrets;
}

bool isSecretValue(const QString &value)
{
    static const QRegularExpression kPem(u"\\A\\s*-----BEGIN [A-Z0-9 ]+-----"_s);
    return kPem.match(value).hasMatch();
}

std::string masked(std::string_view text)
{
    return masked(QString::fromUtf8(text.data(), qsizetype(text.size()))).toStdString();
}

} // namespace devstack
